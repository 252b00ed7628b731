"""The list of documents for Qt: it knows how many there are and fetches only the pages that are looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.base.shown import shown
from desktop_app.gui.documents.lines import GroupLine, group_label, spoken, title_of
from desktop_app.model.query import DocumentRow, Query
from desktop_app.ops import documents
from desktop_app.ops.project import Project

PAGE = 64
PAGES_KEPT = 24
LINE_ROLE = Qt.ItemDataRole.UserRole
"""A DocumentRow or a GroupLine."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Source(Protocol):
    """Where the list comes from."""

    def count(self, query: Query) -> int:
        """How many documents fit."""

    def page(self, query: Query, offset: int, limit: int) -> tuple[DocumentRow, ...]:
        """Some of them, in order."""

    def groups(self, query: Query) -> tuple[tuple[str, int], ...]:
        """(label, number) of each group."""

    def row_of(self, query: Query, document_uid: str) -> int | None:
        """The place of a document among those that fit."""


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
        """The place of a document among those that fit."""
        return documents.row_of(self._project, query, document_uid)


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
        for number, rows in list(self._pages.items()):
            for offset, row in enumerate(rows):
                if row.document.uid == document_uid:
                    del self._pages[number]
                    index = self.index(self._line_of(number * PAGE + offset))
                    self.dataChanged.emit(index, index)
                    return

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._documents + len(self._sections)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
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

    def flags(self, index: Index) -> Qt.ItemFlag:
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

    def row_at(self, index: Index) -> DocumentRow | None:
        """The document on a line, None for a heading."""
        found = self.line(index.row()) if index.isValid() else None
        return found if isinstance(found, DocumentRow) else None

    def index_of(self, document_uid: str) -> QModelIndex:
        """Where a document is, an invalid index when it is not in the list."""
        number = self._source.row_of(self.query, document_uid)
        return self.index(self._line_of(number)) if number is not None else QModelIndex()

    def _is_heading(self, line: int) -> bool:
        place = bisect_right(self._starts, line) - 1
        return bool(self._sections) and self._starts[place] == line

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
