"""A project whose marks name some entities, and the register that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui import offscreen_input
from desktop_app.gui.bridge import Bridge
from desktop_app.gui.register.page import RegisterPage
from desktop_app.gui.register.window import SideWindow
from desktop_app.gui.theme.style import Choice, apply
from desktop_app.ops.project import Project
from tests.builders import a_project


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The light theme, with its fonts."""
    apply(qapp, Choice.LIGHT)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A fresh project."""
    with a_project(tmp_path) as found:
        yield found


@pytest.fixture
def page(project: Project, qtbot: QtBot) -> Iterator[RegisterPage]:
    """The register in its window."""
    from PySide6.QtWidgets import QWidget

    ground, bridge = QWidget(), Bridge(project)
    qtbot.addWidget(ground)
    found = RegisterPage(project)
    found.undo_wanted.connect(project.undo)
    found.redo_wanted.connect(project.redo)
    window = SideWindow("Register", found, bridge, ground)
    with qtbot.waitActive(window):
        window.come()
    offscreen_input.settle()
    yield found
    window.close()
    bridge.end()
