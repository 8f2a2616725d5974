"""Fixtures for all tests. Those that need Django stand in `tests.personae`: the core's tests run without it."""

from importlib.util import find_spec

pytest_plugins = ["tests.personae"] if find_spec("django") else []
