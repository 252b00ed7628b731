"""What the list of documents shows: words, a state, an order, groups, or the bin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.widgets import IconButton
from desktop_app.model.query import Assigned, GroupKey, Query, SortKey
from desktop_app.model.records import State

TYPING_MS = 150


def sort_label(key: SortKey) -> str:
    """What the list is sorted by, in words."""
    words = {
        SortKey.NAME: _("File name"),
        SortKey.TITLE: _("Title"),
        SortKey.PUBLISHED: _("Published"),
        SortKey.OUTLET: _("Outlet"),
        SortKey.STATE: _("State"),
        SortKey.ADDED: _("Added"),
    }
    return words[key]


def group_key_label(key: GroupKey | None) -> str:
    """What the list is grouped by, in words."""
    words = {
        None: _("No groups"),
        GroupKey.OUTLET: _("Outlet"),
        GroupKey.MONTH: _("Month"),
        GroupKey.AUTHOR: _("Author"),
        GroupKey.LANGUAGE: _("Language"),
        GroupKey.STATE: _("State"),
    }
    return words[key]


def assigned_label(key: Assigned) -> str:
    """How one's own documents are treated, in words."""
    words = {
        Assigned.ALIKE: _("All documents alike"),
        Assigned.FIRST: _("Mine first"),
        Assigned.ONLY: _("Only mine"),
    }
    return words[key]


class FilterField(QLineEdit):
    """Emits `typed` a moment after the last key; Esc empties it and, when it is empty, emits `left`."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("Filter documents"))
        self.setAccessibleName(_("Filter documents"))
        self.setClearButtonEnabled(False)
        self._timer = QTimer(self, interval=TYPING_MS, singleShot=True)
        self._timer.timeout.connect(self._tell)
        self.textEdited.connect(lambda _text: self._timer.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                self._tell()
            else:
                self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._tell()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        self._timer.stop()
        self.typed.emit(self.text().strip())


class FilterBar(QWidget):
    """The filter field and a menu for state, order, groups and the bin. `changed` carries the new Query."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.query = Query()
        self.field = FilterField(self)
        self.field.typed.connect(lambda text: self.set(text=text))
        self.field.left.connect(self.left)
        self.button = IconButton("list-filter", _("Filter, sort and group"), parent=self)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self.fill)
        self.button.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)

    def set(self, **changes: Any) -> None:
        """Change parts of the query and announce it."""
        self.show_query(replace(self.query, **changes))

    def show_query(self, query: Query) -> None:
        """Take on a query and announce it when it differs."""
        if query == self.query:
            return
        self.query = query
        if self.field.text().strip() != query.text:
            self.field.setText(query.text)
        filtered = query.state is not None or query.binned or query.assigned is not Assigned.ALIKE
        self.button.set_icon("list-filter", "focus" if filtered else "muted")
        self.changed.emit(query)

    def fill(self) -> None:
        """Fill the menu with what can be chosen now."""
        self.menu.clear()
        states = self.menu.addMenu(_("Show"))
        self._choices(
            states,
            [(_("All states"), None), *((state.words(), state) for state in State)],
            lambda query: query.state,
            lambda state: self.set(state=state),
        )
        self._choices(
            self.menu.addMenu(_("What I am to do")),
            [(assigned_label(key), key) for key in Assigned],
            lambda query: query.assigned,
            lambda key: self.set(assigned=key),
        )
        self._choices(
            self.menu.addMenu(_("Sort by")),
            [(sort_label(key), key) for key in SortKey],
            lambda query: query.sort,
            lambda key: self.set(sort=key),
        )
        self._choices(
            self.menu.addMenu(_("Group by")),
            [(group_key_label(key), key) for key in (None, *GroupKey)],
            lambda query: query.group,
            lambda key: self.set(group=key),
        )
        self._switch(_("Last first"), on=self.query.descending, field="descending")
        self.menu.addSeparator()
        self._switch(_("Show the bin"), on=self.query.binned, field="binned")

    def _switch(self, words: str, *, on: bool, field: str) -> None:
        action = self.menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(on)
        action.toggled.connect(lambda checked: self.set(**{field: checked}))

    def _choices(
        self,
        menu: QMenu,
        choices: list[tuple[str, object]],
        now: Callable[[Query], object],
        choose: Callable[[object], object],
    ) -> None:
        group = QActionGroup(menu)
        for words, value in choices:
            action = QAction(words, group)
            action.setCheckable(True)
            action.setChecked(now(self.query) == value)
            action.triggered.connect(lambda _checked=False, value=value: choose(value))
            menu.addAction(action)
