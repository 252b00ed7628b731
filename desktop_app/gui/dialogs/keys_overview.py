"""Every command with the keys that it has now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.shell.commands import Group, group_title
from desktop_app.gui.shell.mark_keys import caret_keys
from desktop_app.gui.widgets import FlowRow, Keycap, plain_label, primary_button, push_button

if TYPE_CHECKING:
    from desktop_app.gui.shell.main_window import MainWindow

Line = tuple[str, tuple[str, ...]]
"""What is done, and the keys that do it."""


class KeysOverview(Dialog):
    """A list to read and to filter; it may stay open beside the work."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(_("All keys"), window, width=560, height=640)
        self.sections = sections(window)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(_("Filter"))
        self.filter.setAccessibleName(_("Filter"))
        self.filter.textChanged.connect(self._fill)
        self._area = QScrollArea(self)
        self._area.setAccessibleName(self.windowTitle())
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.body.addWidget(self.filter)
        self.body.addWidget(self._area, 1)
        self.buttons.addWidget(push_button(_("Change keys"), lambda: self._change(window), self))
        self.close_with(primary_button(_("Close"), self.close, self))
        self._fill("")

    def _change(self, window: MainWindow) -> None:
        window.run("edit.settings")
        self.close()

    def _fill(self, typed: str) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        wanted, row = typed.strip().casefold(), 0
        for title, lines in self.sections:
            fitting = [line for line in lines if wanted in line[0].casefold()]
            if not fitting:
                continue
            heading = plain_label(title, look="muted", step=-1, weight=QFont.Weight.Bold, parent=inside)
            heading.setContentsMargins(0, 8 if row else 0, 0, 0)
            grid.addWidget(heading, row, 0)
            row += 1
            for what, keys in fitting:
                grid.addWidget(plain_label(what, parent=inside), row, 0)
                caps = FlowRow(*(Keycap(key) for key in keys), parent=inside)
                grid.addWidget(caps, row, 1, Qt.AlignmentFlag.AlignVCenter)
                row += 1
        grid.setRowStretch(row, 1)
        grid.setColumnMinimumWidth(1, 180)
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)


def sections(window: MainWindow) -> list[tuple[str, list[Line]]]:
    """Headings with their lines, as the keys are now; commands without a key are left out."""
    found = []
    for group in Group:
        lines = [
            (command.title, window.keymap.keys_of(command.key))
            for command in window.commands.of(group)
            if window.keymap.keys_of(command.key)
        ]
        found.append((group_title(group), lines))
    project = window.project
    if project is not None:
        tags: list[Line] = [
            (shown(project.tagset.path(tag.uid)), (tag.shortcut,))
            for tag in project.tagset.tags
            if tag.active and tag.shortcut
        ]
        found.insert(3, (_("Tags"), tags))
    together: dict[str, tuple[str, ...]] = {}
    for key, what in caret_keys().items():
        together[what] = (*together.get(what, ()), key)
    found.append((_("In the text"), list(together.items())))
    return [(title, lines) for title, lines in found if lines]
