"""The marks of a document as Qt tables them: read in slices, sorted and narrowed down without a pause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from desktop_app.base.i18n import _
from desktop_app.gui.tagging.mark_loader import MarkLoader
from desktop_app.gui.tagging.mark_order import Arranging
from desktop_app.gui.tagging.mark_renames import Renames
from desktop_app.gui.tagging.mark_rows import START, UID, Column, Describer, MarkRow, Wanted
from desktop_app.gui.widgets.model_index import NOWHERE, AnyIndex
from desktop_app.model.changes import Changes, InDocument
from desktop_app.model.records import Annotation, Annotator, Link
from desktop_app.model.tagset import Attribute, Slot, Tag
from desktop_app.ops import annotations as marks
from desktop_app.ops import fillers
from desktop_app.ops.project import Project

_BULK = 2000
_TRAILING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing


class MarkTable(QAbstractTableModel):
    """One line a mark. It reads nothing before `wake`; `counted` is emitted when the number of lines changes."""

    counted = Signal()

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.describe = Describer(project)
        self._document = ""
        self._awake = False
        self._all: dict[str, MarkRow] = {}
        self._shown: list[MarkRow] = []
        self._column = Column.START
        self._descending = False
        self._wanted = Wanted()
        self._key = self.describe.key_for(Column.START)
        self._fits = self.describe.test_for(self._wanted)
        self._loader = MarkLoader(project, self)
        self._loader.read.connect(self._take_in)
        self._loader.finished.connect(self._finish)
        self._coming: list[MarkRow] = []
        self._renames = Renames(self)
        self._renames.due.connect(self._rename)
        self._arranging = Arranging(self)
        self._arranging.arranged.connect(self._show_arranged)

    # What Qt asks

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return column_title(Column(section))

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.describe.text(row, Column(index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == Column.START:
            return int(_TRAILING)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        wanted, descending = (
            Column(column) if column >= 0 else Column.START,
            order is Qt.SortOrder.DescendingOrder,
        )
        if (wanted, descending) != (self._column, self._descending):
            turned = wanted is self._column
            self._column, self._descending = wanted, descending
            self._key = self.describe.key_for(wanted)
            if turned and not self._arranging.busy:
                self.layoutAboutToBeChanged.emit()
                self.layoutChanged.emit()
            else:
                self._arrange()

    # What the list asks

    def row_at(self, number: int) -> MarkRow | None:
        """The line with this number, or None."""
        if not 0 <= number < len(self._shown):
            return None
        return self._shown[-1 - number if self._descending else number]

    def number_of(self, uid: str) -> int:
        """The line of a mark, -1 when it is not shown."""
        row = self._all.get(uid)
        place = self._place_of(row) if row is not None else None
        return -1 if place is None else self._number(place)

    @property
    def total(self) -> int:
        """How many marks have been read, shown or not."""
        return len(self._all)

    @property
    def busy(self) -> bool:
        """Whether marks are still read or sorted."""
        return self._loader.busy or self._arranging.busy

    def narrow(self, wanted: Wanted) -> None:
        """Show only some of the marks."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._fits = self.describe.test_for(wanted)
            self._arrange()

    # What the pane says

    def show_document(self, uid: str) -> None:
        """Turn to another document ('' for none)."""
        self._document = uid
        self._read_anew()

    def wake(self) -> None:
        """The list is seen: read the marks if that has not been done."""
        if not self._awake:
            self._awake = True
            self._read_anew()

    def apply(self, changes: Changes) -> None:
        """Take an action into account."""
        self.describe.people.apply(changes)
        if not self._awake:
            self.describe.forget()
            return
        if any(map(changes.touches, (Attribute, Slot, Tag, Annotator))):
            self.describe.forget()
            self._key = self.describe.key_for(self._column)
            self._fits = self.describe.test_for(self._wanted)
            if changes.touches(Attribute) or changes.touches(Slot):
                self._read_anew()
                return
            self._arrange()
        here = changes.in_document(self._document)
        linked = self._linked(changes, here) if here.count <= _BULK else set[str]()
        if here.count + len(linked) > _BULK:
            self._read_anew()
            return
        self._renames.note(changes)
        others = [(item, item) for item in marks.some(self._project, linked)]
        for before, after in (*here.pairs, *others):
            self._change(before.uid if before is not None else "", after)
        if here.count:
            self.counted.emit()

    def _linked(self, changes: Changes, here: InDocument) -> set[str]:
        return fillers.filled_anew(self._project, changes.of(Link), here.pairs) & self._all.keys()

    def _rename(self) -> None:
        """Write the lines anew that name what has another name now, or read all where those are very many."""
        old = self._renames.take(self._all.values())
        if self.busy or len(old) > _BULK:
            self._read_anew()
            return
        for mark in marks.some(self._project, old):
            self._change(mark.uid, mark)

    # One line

    def _change(self, uid: str, after: Annotation | None) -> None:
        old = self._all.pop(uid, None)
        new = self.describe.rows([after])[0] if after is not None else None
        if new is not None:
            self._all[new[UID]] = new
        if self._arranging.busy:
            self._arrange()
            return
        place = self._place_of(old) if old is not None else None
        stays = new is not None and self._fits(new)
        same_place = old is not None and new is not None and self._key(old) == self._key(new)
        if place is not None and new is not None and stays and same_place:
            self._shown[place] = new
            number = self._number(place)
            self.dataChanged.emit(self.index(number, 0), self.index(number, len(Column) - 1))
            return
        if place is not None:
            self._remove_at(place)
        if new is not None and stays:
            self._insert(new)

    def _place_of(self, row: MarkRow) -> int | None:
        place = bisect_left(self._shown, self._key(row), key=self._key)
        return place if place < len(self._shown) and self._shown[place][UID] == row[UID] else None

    def _number(self, place: int) -> int:
        return len(self._shown) - 1 - place if self._descending else place

    def _remove_at(self, place: int) -> None:
        number = self._number(place)
        self.beginRemoveRows(NOWHERE, number, number)
        del self._shown[place]
        self.endRemoveRows()

    def _insert(self, row: MarkRow) -> None:
        place = bisect_left(self._shown, self._key(row), key=self._key)
        number = len(self._shown) - place if self._descending else place
        self.beginInsertRows(NOWHERE, number, number)
        self._shown.insert(place, row)
        self.endInsertRows()

    # All lines

    def _read_anew(self) -> None:
        self._arranging.stop()
        self.beginResetModel()
        self._all, self._shown, self._coming = {}, [], []
        self.endResetModel()
        if self._awake:
            self._loader.start(self._document)
        self.counted.emit()

    def _take_in(self, found: Iterable[Annotation]) -> None:
        rows = self.describe.rows([item for item in found if item.uid not in self._all])
        self._all.update((row[UID], row) for row in rows)
        if self._arranging.busy:
            if not self._arranging.add(rows):
                self._arrange()
        elif self._is_in_order():
            # The more there is already, the more has to come before the table is told of it.
            self._put_behind([row for row in rows if self._fits(row)])
            if len(self._coming) * 2 >= len(self._shown):
                self._show_coming()

    def _is_in_order(self) -> bool:
        return self._column is Column.START and not self._descending

    def _put_behind(self, rows: list[MarkRow]) -> None:
        """Keep the coming lines in order: only those that begin where the new ones do can be among them."""
        coming = self._coming
        while rows and coming and coming[-1][START] >= rows[0][START]:
            rows.append(coming.pop())
        coming.extend(sorted(rows, key=self._key))

    def _show_coming(self) -> None:
        rows, self._coming = self._coming, []
        among = bisect_left(rows, self._key(self._shown[-1]), key=self._key) if self._shown else 0
        for row in rows[:among]:
            self._insert(row)
        rows = rows[among:]
        if not rows:
            return
        count = len(self._shown)
        self.beginInsertRows(NOWHERE, count, count + len(rows) - 1)
        self._shown.extend(rows)
        self.endInsertRows()
        self.counted.emit()

    def _finish(self) -> None:
        if self._is_in_order():
            self._show_coming()
        else:
            self._arrange()
        self.counted.emit()

    def _arrange(self) -> None:
        self._coming = []
        if self._is_in_order() or not self._loader.busy:
            self._arranging.start(self._all.values(), self._key, self._fits)

    def _show_arranged(self, rows: list[MarkRow]) -> None:
        self.beginResetModel()
        self._shown = rows
        self.endResetModel()
        self.counted.emit()


def column_title(column: Column) -> str:
    """The heading of a column in the user's language."""
    titles = {
        Column.TAG: _("Tag"),
        Column.QUOTE: _("Passage"),
        Column.VALUES: _("Values"),
        Column.MISSING: _("Missing"),
        Column.LINKS: _("Links"),
        Column.NOTE: _("Note"),
        Column.ANNOTATOR: _("Annotator"),
        Column.START: _("Start"),
    }
    return titles[column]
