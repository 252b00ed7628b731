"""The tags as Qt lists them: rows with counts, what is armed, recent or hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.palette_rows import TagRow, matching
from desktop_app.gui.widgets.model_index import NOWHERE, AnyIndex

RECENT = 3
"""How many of the tags that were used last carry a sign."""


class TagModel(QAbstractListModel):
    """The palette's lines. Setters repaint only the lines that look different afterwards."""

    ROW = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[TagRow, ...] = ()
        self._rows: tuple[TagRow, ...] = ()
        self._typed = ""
        self.counts: Mapping[str, int] = {}
        self.armed: str | None = None
        self.recent: tuple[str, ...] = ()
        self.hidden: frozenset[str] = frozenset()

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(row.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return row if role == self.ROW else None

    def _spoken(self, row: TagRow) -> str:
        number = self.counts.get(row.uid, 0)
        parts = [shown(row.path), ngettext("{number} mark", "{number} marks", number).format(number=number)]
        if row.shortcut:
            parts.append(_("key {key}").format(key=row.shortcut))
        if row.pinned:
            parts.append(_("pinned"))
        if row.uid == self.armed:
            parts.append(_("armed"))
        if row.uid in self.hidden:
            parts.append(_("marks hidden"))
        return ", ".join(parts)

    def row_at(self, number: int) -> TagRow | None:
        """The line with this number, or None."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, uid: str | None) -> int:
        """The line of a tag, -1 when it is not shown."""
        return next((number for number, row in enumerate(self._rows) if row.uid == uid), -1)

    @property
    def rows(self) -> Sequence[TagRow]:
        """The lines that are shown."""
        return self._rows

    @property
    def total(self) -> int:
        """How many lines there are when nothing is typed."""
        return len(self._all)

    @property
    def typed(self) -> str:
        """What the lines are narrowed down by."""
        return self._typed

    def set_rows(self, rows: tuple[TagRow, ...]) -> None:
        """Show other tags, narrowed down as before."""
        self._all = rows
        self._narrow()

    def narrow(self, typed: str) -> None:
        """Show only the tags that the letters may mean, the likeliest first."""
        if typed != self._typed:
            self._typed = typed
            self._narrow()

    def _narrow(self) -> None:
        rows = matching(self._all, self._typed, self.recent)
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many marks each tag has in the document."""
        changed = {uid for uid in {*counts, *self.counts} if counts.get(uid) != self.counts.get(uid)}
        self.counts = counts
        self._repaint(changed)

    def set_armed(self, uid: str | None) -> None:
        """Show which tag the next selection gets."""
        changed = {item for item in (self.armed, uid) if item is not None}
        if uid != self.armed:
            self.armed = uid
            self._repaint(changed)

    def set_recent(self, recent: tuple[str, ...]) -> None:
        """Show which tags were used last, the last one first."""
        changed = set(self.recent[:RECENT]) ^ set(recent[:RECENT])
        self.recent = recent
        self._repaint(changed)

    def set_hidden(self, hidden: frozenset[str]) -> None:
        """Show whose marks are hidden in the text."""
        changed = self.hidden ^ hidden
        self.hidden = hidden
        self._repaint(set(changed))

    def _repaint(self, uids: set[str]) -> None:
        for number, row in enumerate(self._rows):
            if row.uid in uids:
                place = self.index(number)
                self.dataChanged.emit(place, place)
