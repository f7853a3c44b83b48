"""Where victims come from."""

import multiprocessing
from multiprocessing.context import ForkServerContext

import pytest


@pytest.fixture(scope="session")
def nursery() -> ForkServerContext:
    """Makes processes quickly, from one without threads that has everything imported and has lived once itself."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.crash.warm", "tests.crash.reader"])
    return context
