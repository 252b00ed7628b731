"""The words of passages of a document, while its cases are read."""

from __future__ import annotations

from desktop_app.agreement.units import Range
from desktop_app.model.records import QUOTE_LIMIT
from desktop_app.ops.project import Project
from desktop_app.store import documents


class Words:
    """Each passage is looked up once."""

    def __init__(self, project: Project, document_uid: str) -> None:
        sha256, _length = documents.text_of(project.file.database, document_uid)
        self._text = project.text(sha256)
        self._known: dict[tuple[Range, ...], str] = {}

    def of(self, ranges: tuple[Range, ...]) -> str:
        """What stands there, cut at QUOTE_LIMIT."""
        found = self._known.get(ranges)
        if found is None:
            cut = (self._text.slice(start, min(end, start + QUOTE_LIMIT)) for start, end in ranges)
            found = self._known[ranges] = " … ".join(cut)
        return found
