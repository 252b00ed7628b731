"""Which document comes next: looked for among the lines nearby before the whole project is asked."""

from __future__ import annotations

from desktop_app.base.errors import NotFoundError
from desktop_app.gui.documents.model import DocumentsModel
from desktop_app.model.records import Document, State
from desktop_app.ops import documents
from desktop_app.ops.project import Project

NEARBY = 48
"""Lines of the list that are looked at first: the usual case costs the same in any list."""

_FINISHED = (State.DONE, State.REVIEWED)


class Walk:
    """Walks the list of documents as it is sorted and filtered now."""

    def __init__(self, project: Project, model: DocumentsModel) -> None:
        self._project = project
        self._model = model

    def first(self, kept_uid: str = "") -> Document | None:
        """Where to begin: the document that was left, else the first one that is not done, else the first."""
        found = self._still_there(kept_uid) or self.unfinished("")
        if found is None:
            row = self._model.beside("", 1)
            found = row.document if row is not None else None
        return found

    def beside(self, uid: str, step: int) -> Document | None:
        """The next or previous document of the list."""
        row = self._model.beside(uid, step)
        return row.document if row is not None else None

    def unfinished(self, after_uid: str) -> Document | None:
        """The next document after this one ('' for the start) that is not done, round the end."""
        row = self._model.beside(after_uid, 1)
        for _line in range(NEARBY):
            if row is None:
                break
            if row.state not in _FINISHED and row.document.uid != after_uid:
                return row.document
            row = self._model.beside(row.document.uid, 1)
        return documents.next_unfinished(self._project, self._model.query, after_uid or None)

    def _still_there(self, uid: str) -> Document | None:
        try:
            found = documents.get(self._project, uid) if uid else None
        except NotFoundError:
            return None
        return found if found is not None and not found.binned else None
