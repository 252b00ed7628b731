"""Windows for tests: each at a seat with a home of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.shell.seat import Seat


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path) -> Iterator[Seat]:
    """A seat at the window, nobody sitting there yet."""
    made = Seat(qtbot, tmp_path)
    yield made
    made.leave()
