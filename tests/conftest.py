"""What every test can ask for. The fixtures live in ``tests/support``, one file per outside thing."""

pytest_plugins = [
    "tests.support.network",
    "tests.support.memory",
    "tests.support.log",
    "tests.support.databases",
    "tests.support.sample",
    "tests.support.mail",
    "tests.support.browser",
    "tests.support.properties",
    "tests.web.world",
    "tests.web.signing",
    "tests.support.compiled",
]
