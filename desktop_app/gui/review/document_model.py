"""The documents that can be compared, with how many of their cases are open, for Qt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number as written
from desktop_app.gui.review.book import Book
from desktop_app.gui.review.lines import LINE_ROLE, Line
from desktop_app.gui.widgets.model_index import NOWHERE, AnyIndex
from desktop_app.model.records import State
from desktop_app.ops import cases, documents
from desktop_app.ops.cases import Comparable


class DocumentModel(QAbstractListModel):
    """One line for each document, in the order of the book. Titles are looked up when they are seen."""

    def __init__(self, book: Book, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._titles: dict[str, str] = {}
        self._states: dict[str, State] = {}
        self._documents = book.documents

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._documents)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._documents):
            return None
        if role == LINE_ROLE:
            return self._line(self._documents[index.row()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            line = self._line(self._documents[index.row()])
            return f"{line.title}, {line.aside}"
        return None

    def uid_at(self, row: int) -> str:
        """The document on a row."""
        return self._documents[row].document_uid

    def row_of(self, uid: str) -> int:
        """The row of a document, -1 when it is not here."""
        return next((row for row, item in enumerate(self._documents) if item.document_uid == uid), -1)

    def beside(self, uid: str) -> str:
        """The next document with open cases, round the end; '' when there is none."""
        here = self.row_of(uid)
        order = [*self._documents[here + 1 :], *self._documents[: max(here, 0)]]
        found = (item.document_uid for item in order if self._book.waiting(item.document_uid))
        return next(found, "")

    def renew(self) -> None:
        """Ask for the documents anew."""
        self.beginResetModel()
        self._documents = self._book.documents
        self._titles, self._states = {}, {}
        self.endResetModel()

    def follow(self, uids: Iterable[str]) -> None:
        """Something about these documents changed."""
        for uid in uids:
            self._states.pop(uid, None)
            row = self.row_of(uid)
            if row >= 0:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _line(self, item: Comparable) -> Line:
        uid, project = item.document_uid, self._book.project
        if uid not in self._titles:
            found = documents.get(project, uid)
            self._titles[uid] = shown(found.title or found.name, 160)
        if uid not in self._states:
            self._states[uid] = cases.gold_state(project, uid)
        finished = _("{finished} of {begun} finished").format(finished=item.finished, begun=item.begun)
        return Line(self._titles[uid], f"{self._open(uid)} · {finished}", self._states[uid])

    def _open(self, uid: str) -> str:
        if not self._book.is_read(uid):
            return "…"
        waiting = self._book.waiting(uid)
        return _("{number} open").format(number=written(waiting)) if waiting else _("none open")
