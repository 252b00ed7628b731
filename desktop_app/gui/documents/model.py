"""The list of documents for Qt: it knows how many there are and fetches only the pages that are looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.documents.lines import GroupLine, group_label, spoken, title_of
from desktop_app.gui.widgets.model_index import NOWHERE, AnyIndex
from desktop_app.model.query import DocumentRow, Query
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents
from desktop_app.ops.project import Project

PAGE = 64
PAGES_KEPT = 24
EASILY_SEARCHED = 5000
LINE_ROLE = Qt.ItemDataRole.UserRole
"""A DocumentRow or a GroupLine."""


class Source(Protocol):
    """Where the list comes from."""

    def count(self, query: Query) -> int:
        """How many documents fit."""

    def page(self, query: Query, offset: int, limit: int) -> tuple[DocumentRow, ...]:
        """Some of them, in order."""

    def groups(self, query: Query) -> tuple[tuple[str, int], ...]:
        """(label, number) of each group."""

    def row_of(self, query: Query, document_uid: str) -> int | None:
        """The place of a document among those that fit: dear in a long list."""

    def row(self, document_uid: str) -> DocumentRow:
        """A document as it is now: cheap in any list."""


class ProjectSource:
    """The documents of an open project."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def count(self, query: Query) -> int:
        """How many documents fit."""
        return documents.count(self._project, query)

    def page(self, query: Query, offset: int, limit: int) -> tuple[DocumentRow, ...]:
        """Some of them, in order."""
        return documents.page(self._project, query, offset, limit)

    def groups(self, query: Query) -> tuple[tuple[str, int], ...]:
        """(label, number) of each group."""
        return documents.groups(self._project, query)

    def row_of(self, query: Query, document_uid: str) -> int | None:
        """The place of a document among those that fit: dear in a long list."""
        return documents.row_of(self._project, query, document_uid)

    def row(self, document_uid: str) -> DocumentRow:
        """A document as it is now: cheap in any list."""
        state = documents.progress(self._project, document_uid).state
        marked = sum(marks.counts(self._project, document_uid).values())
        return DocumentRow(documents.get(self._project, document_uid), state, marked)


@dataclass(frozen=True, slots=True)
class _Section:
    label: str
    count: int
    line: int
    """The line of its heading; its documents follow."""


class DocumentsModel(QAbstractListModel):
    """Lines are documents, with a heading before each group when the list is grouped."""

    def __init__(self, source: Source, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._pages: OrderedDict[int, tuple[DocumentRow, ...]] = OrderedDict()
        self._sections: tuple[_Section, ...] = ()
        self._starts: list[int] = []
        self._documents = 0
        self.query = Query()
        self.refresh()

    @property
    def documents(self) -> int:
        """How many documents fit the query."""
        return self._documents

    def set_query(self, query: Query) -> None:
        """Ask for other documents, or in another order."""
        if query != self.query:
            self.query = query
            self.refresh()

    def refresh(self) -> None:
        """Ask anew: documents came, went, or changed their places."""
        self.beginResetModel()
        self._pages.clear()
        self._documents = self._source.count(self.query)
        sections, line = [], 0
        for label, count in self._source.groups(self.query):
            sections.append(_Section(label, count, line))
            line += count + 1
        self._sections = tuple(sections)
        self._starts = [section.line for section in sections]
        self.endResetModel()

    def fetch_again(self, document_uid: str) -> None:
        """Show what changed about one document that stays where it is."""
        place = self._seen_at(document_uid)
        if place is not None:
            page, offset = divmod(place, PAGE)
            rows = list(self._pages[page])
            rows[offset] = self._source.row(document_uid)
            self._pages[page] = tuple(rows)
            index = self.index(self._line_of(place))
            self.dataChanged.emit(index, index)

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else self._documents + len(self._sections)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Nobody sees it, but who listens hears it with every line."""
        across = orientation is Qt.Orientation.Horizontal
        return _("Document") if across and role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return group_label(line) if isinstance(line, GroupLine) else shown(title_of(line))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return group_label(line) if isinstance(line, GroupLine) else spoken(line)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, DocumentRow):
            return shown(line.document.name)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or self._is_heading(index.row()):
            return Qt.ItemFlag.NoItemFlags
        leaf = Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | leaf

    def line(self, number: int) -> DocumentRow | GroupLine | None:
        """What stands on a line; None past the end, or when a document went away since the list was counted."""
        if self._sections:
            place = bisect_right(self._starts, number) - 1
            section = self._sections[place]
            if section.line == number:
                assert self.query.group is not None
                return GroupLine(self.query.group, section.label, section.count)
            number -= place + 1
        return self._document(number)

    def row_at(self, index: AnyIndex) -> DocumentRow | None:
        """The document on a line, None for a heading."""
        found = self.line(index.row()) if index.isValid() else None
        return found if isinstance(found, DocumentRow) else None

    def index_of(self, document_uid: str) -> QModelIndex:
        """Where a document is, an invalid index when it is not in the list."""
        return self._index_of(document_uid, ask=True)

    def index_if_cheap(self, document_uid: str) -> QModelIndex:
        """The same, but a very long list is not searched: an invalid index then, unless it was looked at lately."""
        return self._index_of(document_uid, ask=self._documents <= EASILY_SEARCHED)

    def _index_of(self, document_uid: str, *, ask: bool) -> QModelIndex:
        number = self._seen_at(document_uid)
        if number is None and ask:
            number = self._source.row_of(self.query, document_uid)
        return self.index(self._line_of(number)) if number is not None else QModelIndex()

    def beside(self, document_uid: str, step: int) -> DocumentRow | None:
        """The document so many lines further, headings not counted; the first one when this one is not in the list."""
        index = self.index_of(document_uid) if document_uid else QModelIndex()
        line = index.row() + (step if index.isValid() else 1)
        while self._is_heading(line):
            line += 1 if step > 0 else -1
        found = self.line(line) if 0 <= line < self.rowCount() else None
        return found if isinstance(found, DocumentRow) else None

    def _seen_at(self, document_uid: str) -> int | None:
        """The number of a document that was looked at lately."""
        for page, rows in self._pages.items():
            for offset, row in enumerate(rows):
                if row.document.uid == document_uid:
                    return page * PAGE + offset
        return None

    def _is_heading(self, line: int) -> bool:
        place = bisect_right(self._starts, line) - 1
        return bool(self._sections) and place >= 0 and self._starts[place] == line

    def _line_of(self, document: int) -> int:
        seen = 0
        for place, section in enumerate(self._sections):
            seen += section.count
            if document < seen:
                return document + place + 1
        return document

    def _document(self, number: int) -> DocumentRow | None:
        page, offset = divmod(number, PAGE)
        if page not in self._pages:
            self._pages[page] = self._source.page(self.query, page * PAGE, PAGE)
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        rows = self._pages[page]
        return rows[offset] if offset < len(rows) else None
