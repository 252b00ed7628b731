"""Every command with the keys that it has now, on one sheet."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.announcing import announce
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.shell.commands import Group, group_title
from desktop_app.gui.shell.mark_keys import caret_lines
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import Keycap, plain_label, primary_button, push_button
from desktop_app.gui.widgets.keycap import key_text
from desktop_app.model.tagset import Tagset

if TYPE_CHECKING:
    from desktop_app.gui.shell.keymap import Keymap
    from desktop_app.gui.shell.main_window import MainWindow

Line = tuple[str, tuple[str, ...]]
"""What is done, and the keys that do it; none if it has no key."""
Section = tuple[str, list[Line]]
"""A heading with its lines."""

WIDTH, HEIGHT = 1160, 780
_COLUMN = 330
_BETWEEN, _BELOW = 28, 14
_KEYS_SHOWN = 2
_MOST_COLUMNS = 3
_SAID = 3


class KeysOverview(Dialog):
    """A sheet to read and to filter; it may stay open beside the work."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(_("All keys"), window, width=WIDTH, height=HEIGHT)
        self.sections = sections(window)
        self._columns = 0
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(_("Filter by what is done, or by a key"))
        self.filter.setAccessibleName(_("Filter"))
        self.filter.textChanged.connect(self._fill)
        self.filter.textEdited.connect(self._tell)
        self._area = QScrollArea(self)
        self._area.setAccessibleName(self.windowTitle())
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.filter)
        self.body.addWidget(self._area, 1)
        self.buttons.addWidget(push_button(_("Change keys"), lambda: self._change(window), self))
        self.close_with(primary_button(_("Close"), self.close, self))
        self._fill()

    def _change(self, window: MainWindow) -> None:
        window.run("edit.settings")
        self.close()

    def _tell(self, typed: str) -> None:
        """Say the first lines of what fits: the keyboard stays in the filter."""
        lines = [line for _title, some in fitting(self.sections, typed) for line in some]
        none = _("no key")
        said = [f"{what}: {', '.join(map(key_text, keys)) or none}" for what, keys in lines[:_SAID]]
        announce(self.filter, ". ".join(said) if typed.strip() else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns_that_fit() != self._columns:
            self._fill()

    def _columns_that_fit(self) -> int:
        needed = theme().beside_text(_COLUMN) + _BETWEEN
        return max(1, min(_MOST_COLUMNS, self.width() // needed))

    def _fill(self) -> None:
        self._columns = self._columns_that_fit()
        found = fitting(self.sections, self.filter.text())
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(_BETWEEN)
        for part in columns(found, self._columns):
            column = QVBoxLayout()
            column.setSpacing(_BELOW)
            for section in part:
                column.addLayout(_sheet(section, inside))
            column.addStretch(1)
            row.addLayout(column, 1)
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)


def _sheet(section: Section, parent: QWidget) -> QGridLayout:
    title, lines = section
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(0, 1)
    heading = plain_label(title, look="muted", step=-1, weight=QFont.Weight.Bold, parent=parent)
    grid.addWidget(heading, 0, 0, 1, 2)
    for row, (what, keys) in enumerate(lines, 1):
        words = plain_label(what, look="" if keys else "muted", parent=parent)
        words.setWordWrap(True)
        grid.addWidget(words, row, 0)
        caps = QHBoxLayout()
        caps.setSpacing(4)
        for key in keys:
            caps.addWidget(Keycap(key, parent))
        if not keys:
            caps.addWidget(plain_label(_("no key"), look="muted", parent=parent))
        grid.addLayout(caps, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return grid


def fitting(found: list[Section], typed: str) -> list[Section]:
    """The lines that hold what was typed, in their words or on their keys; a heading that holds it keeps all."""
    wanted = typed.strip().casefold()

    def fits(line: Line) -> bool:
        return wanted in line[0].casefold() or any(wanted in key_text(key).casefold() for key in line[1])

    kept = [
        (title, lines if wanted in title.casefold() else [line for line in lines if fits(line)])
        for title, lines in found
    ]
    return [(title, lines) for title, lines in kept if lines]


def columns(found: list[Section], number: int) -> list[list[Section]]:
    """The sections in their order, spread over columns of about the same height."""
    heights = [len(lines) + 2 for _title, lines in found]
    total = sum(heights)
    parts: list[list[Section]] = [[] for _column in range(number)]
    for section, height, end in zip(found, heights, accumulate(heights), strict=True):
        middle = end - height / 2
        parts[min(int(middle * number / total), number - 1)].append(section)
    return parts


def sections(window: MainWindow) -> list[Section]:
    """Headings with their lines, as the keys are now; what has no key comes last in its group."""
    keymap = window.keymap
    groups = {group: _of_group(window, keymap, group) for group in Group}
    project = window.project
    tags: list[Line] = []
    slots: list[Line] = []
    if project is not None:
        known = [tag for tag in project.tagset.tags if tag.active]
        lines = (
            (shown(project.tagset.path(tag.uid)), (tag.shortcut,) if tag.shortcut else ()) for tag in known
        )
        tags = sorted(lines, key=lambda line: not line[1])
        slots = _of_slots(project.tagset)
    found: list[Section] = [
        (_("Move the caret"), caret_lines()),
        (group_title(Group.GO), groups.pop(Group.GO)),
        (_("Tags"), tags),
        (_("Slots of the chosen mark"), slots),
        (group_title(Group.MARK), groups.pop(Group.MARK)),
        *((group_title(group), lines) for group, lines in groups.items()),
    ]
    return [(title, lines) for title, lines in found if lines]


def _of_slots(tagset: Tagset) -> list[Line]:
    """The slots that have keys, each with its tag, and how the mouse links two marks."""
    lines: list[Line] = [
        (f"{shown(tagset.path(slot.tag_uid))}: {shown(slot.name)}", (slot.key,))
        for slot in tagset.slots
        if slot.key
    ]
    return [*lines, (_("Link two marks: pull the mouse from one to the other"), ("Ctrl",))] if lines else []


def _of_group(window: MainWindow, keymap: Keymap, group: Group) -> list[Line]:
    lines = [(command.title, _written(keymap.keys_of(command.key))) for command in window.commands.of(group)]
    return sorted(lines, key=lambda line: not line[1])


def _written(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that are worth a place: not two that look alike, nor the other name of Shift+Tab."""
    known = {key_text(key): key for key in reversed(keys) if "Backtab" not in key}
    return tuple(reversed(known.values()))[:_KEYS_SHOWN]
