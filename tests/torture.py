"""How often a test that breaks things does so: a little with the others, in full with `make torture`."""

from __future__ import annotations

import os


def rounds(few: int, promised: int) -> int:
    """The number of rounds for now. Mark a test that asks with `@pytest.mark.torture`, so that it is found."""
    return promised if os.environ.get("RUBRICATOR_TORTURE") else few
