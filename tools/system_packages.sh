#!/bin/sh
# Installs what is missing of system-packages.txt where that is possible (root on Debian or Ubuntu), else names it.
# Never fails by itself: a test that lacks a program skips with its name, and fails where CI=true.
set -eu

[ -e /etc/debian_version ] || exit 0

# There is also who has the program of that name from elsewhere.
missing=
for package in $(sed 's/#.*//' system-packages.txt); do
    command -v "$package" >/dev/null 2>&1 ||
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
        missing="$missing $package"
done
[ -n "$missing" ] || exit 0

command="apt-get install --no-install-recommends$missing"
if [ "$(id -u)" != 0 ]; then
    printf 'Some tests will be skipped. To run them too: sudo %s\n' "$command"
    exit 0
fi

printf 'Installing the system packages of the tests:%s\n' "$missing"
export DEBIAN_FRONTEND=noninteractive
# No package may start a service of its own: what the tests run, they start themselves.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
fi
install() { apt-get install -qq --no-install-recommends "$@"; }
# Where a release lacks one of them, the others are installed all the same.
one_by_one() {
    failed=
    for package in $missing; do install "$package" || failed=yes; done
    [ -z "$failed" ]
}
# shellcheck disable=SC2086  # the list is meant to fall into words
{ apt-get update -qq && { install $missing || one_by_one; }; } >/dev/null 2>&1 ||
    printf 'They could not all be installed; some tests will be skipped. Try by hand: apt-get update && %s\n' "$command"
