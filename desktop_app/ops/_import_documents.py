"""The documents that the lines of a file name, found in a project or made, still unwritten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop_app.attributes import check_value
from desktop_app.base.errors import FormatError, InvalidValueError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.formats import IncomingLine
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Document
from desktop_app.model.tagset import DOCUMENT, Attribute
from desktop_app.store import documents as rows
from desktop_app.store.database import Database

READER, READER_VERSION = "jsonl", "1"
_PUBLISHED = Attribute("", DOCUMENT, "published", "date")


class Documents:
    """Documents by hash, else by text, else by name. New ones wait with their texts (`fresh_bytes`)."""

    def __init__(self, database: Database, project_uid: str, source: Path, moment: str) -> None:
        self._database = database
        self._project_uid = project_uid
        self._source = source
        self._moment = moment
        self._made: dict[str, Document] = {}
        self._names: set[str] = set()
        self._text = ("", "")
        self._fresh: list[tuple[Document, bytes]] = []
        self.fresh_bytes = 0

    def take_fresh(self) -> list[tuple[Document, bytes]]:
        """The documents to write now, with their texts (empty where the project has them)."""
        fresh, self._fresh, self.fresh_bytes = self._fresh, [], 0
        return fresh

    def find(self, line: IncomingLine) -> tuple[Document, str]:
        """The document and its text. Raises FormatError when there is none and no text to make it from."""
        document = self._made.get(line.sha256) or self._known(line)
        if document is not None:
            return document, self._text_of(document, line.text)
        if line.text is None:
            raise FormatError(
                _("The project has no document with this hash.")
                if line.sha256
                else _("The project has no document called {name}.").format(name=shown(line.name, 80)),
                hint=_("Add the document first, or import a file that holds the texts."),
            )
        made = self._make(line, line.text)
        return made, self._text_of(made, line.text)

    def _known(self, line: IncomingLine) -> Document | None:
        field, value = ("sha256", line.sha256) if line.sha256 else ("name", line.name)
        found = rows.find(self._database, field, value)
        in_use = [item for item in found if not item.binned]
        same_name = [item for item in in_use if item.name == line.name]
        if in_use:
            return (same_name or in_use)[0]
        if not found:
            return None
        back = replace(found[0], binned="")
        self._keep(back, b"")
        return back

    def _make(self, line: IncomingLine, text: str) -> Document:
        data = text.encode()
        fields = dict(line.fields)
        known = {key: value for key, value in line.metadata.items() if value}
        published = _date(known.get("published", ""))
        if not published and "published" in known:
            fields.setdefault("published", known["published"])
        made = Document(
            uid=derived_uid(self._project_uid, line.sha256),
            name=self._free_name(
                line.name if line.name.strip() else f"{shown(self._source.stem, 80)}-{line.number}"
            ),
            sha256=line.sha256,
            length=len(text),
            title=known.get("title", ""),
            author=known.get("author", ""),
            outlet=known.get("outlet", ""),
            published=published,
            url=known.get("url", ""),
            language=known.get("language", ""),
            fields=fields,
            original_sha256=line.sha256,
            original_size=len(data),
            encoding="utf-8",
            reader=READER,
            reader_version=READER_VERSION,
            added=self._moment,
        )
        self._keep(made, data)
        return made

    def _keep(self, document: Document, data: bytes) -> None:
        self._made[document.sha256] = document
        self._names.add(document.name)
        self._fresh.append((document, data))
        self.fresh_bytes += len(data)

    def _free_name(self, name: str) -> str:
        number, free = 2, name
        while free in self._names or rows.find(self._database, "name", free):
            free, number = f"{name} ({number})", number + 1
        return free

    def _text_of(self, document: Document, given: str | None) -> str:
        """The text, from the line or the project; the last one stays at hand for the next line."""
        if given is not None:
            self._text = document.sha256, given
        elif self._text[0] != document.sha256:
            self._text = document.sha256, rows.content(self._database, document.sha256).decode()
        return self._text[1]


def _date(text: str) -> str:
    try:
        return str(check_value(text, _PUBLISHED)) if text else ""
    except InvalidValueError:
        return ""
