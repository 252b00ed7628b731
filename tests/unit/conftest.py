"""The guards of `tests/conftest.py`, which pytest does not read when it runs with `tests/unit/pytest.ini`."""

from tests.guards import no_network, own_home

__all__ = ["no_network", "own_home"]
