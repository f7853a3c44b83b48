#!/bin/sh
# Makes .venv with the given Python, or says in one line what is missing. Usage: tools/environment.sh PYTHON
set -eu
python=$1

say() { printf '%s\n' "$*"; }
stop() { printf 'make: %s\n' "$*" >&2; exit 1; }

command -v "$python" >/dev/null 2>&1 ||
    stop "$python is not here. On Debian or Ubuntu: apt-get install python3 python3-venv"

version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])') || stop "$python does not start."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "Python 3.11 or newer is needed; $python is $version. Another one is named so: make PYTHON=python3.12"

# An environment left half-made, or made by a Python that has gone since, is made anew.
if [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1; then
    exit 0
fi

# Debian and Ubuntu keep the part of venv that brings pip in a package of its own.
if ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
    package=python$version-venv
    [ -e /etc/debian_version ] || stop "$python cannot make environments: its modules venv and ensurepip are missing."
    [ "$(id -u)" = 0 ] || stop "$package is missing. Say first: sudo apt-get install $package"
    say "Installing $package"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -qq --no-install-recommends "$package"; } >/dev/null 2>&1 ||
        stop "$package could not be installed. Try by hand: apt-get update && apt-get install $package"
fi

say "Making the environment .venv with Python $version"
"$python" -m venv --clear .venv || stop ".venv could not be made."
