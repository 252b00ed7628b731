"""What marks are coded with gets another name: which lines of the list still say the former one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.base.shown import ELLIPSIS, shown
from desktop_app.gui.tagging.mark_rows import LINKS, UID, VALUES, MarkRow
from desktop_app.model.changes import Changes
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity

_SOON_MS, _ENOUGH = 100, 40
"""Of long names the list writes the beginning."""


class Renames(QObject):
    """`due` follows once nobody has changed an entity or a concept for a moment: many changes are one refresh."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._former: set[str] = set()
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.due)

    def note(self, changes: Changes) -> None:
        """Take an action into account."""
        names = {before.name for before, _after in changes.of(Entity) if before is not None}
        names |= {before.label for before, _after in changes.of(Concept) if before is not None}
        self._former |= {shown(name, _ENOUGH).removesuffix(ELLIPSIS) for name in names if name}
        if self._former:
            self._soon.start()

    def take(self, rows: Iterable[MarkRow]) -> list[str]:
        """The uids of the marks whose lines name what has been changed; then that is seen to."""
        former, self._former = self._former, set()
        return [row[UID] for row in rows if any(name in row[VALUES] or name in row[LINKS] for name in former)]
