"""A press for documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import a_project
from tests.gui.printing.press import Press


@pytest.fixture
def press(tmp_path: Path, qtbot: QtBot) -> Iterator[Press]:
    """A press with an empty project."""
    project = a_project(tmp_path)
    yield Press(project, tmp_path)
    project.close()
