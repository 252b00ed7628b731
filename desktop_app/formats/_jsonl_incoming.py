"""From the decoded line to what can be imported: everything about it that needs no project is checked here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import cached_property

import msgspec

from desktop_app.base.errors import FormatError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.formats._items import IncomingAnnotation, IncomingLine, IncomingRelation, Problem
from desktop_app.formats._jsonl_lines import ForeignEntity, ForeignLine, ForeignSpan, Triple
from desktop_app.formats._jsonl_relation import Ends, relations_from
from desktop_app.formats._jsonl_span import annotation_from
from desktop_app.formats._placing import misplaced
from desktop_app.formats._words import check_line_of_text
from desktop_app.model.identity import is_uid
from desktop_app.model.records import METADATA, State

TEXT_LIMIT = 64 * 1024 * 1024
"""Bytes of UTF-8 that a document's text may have."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FIELDS = "fields"


class LineBuilder:
    """Builds the lines of one file and remembers which uids it has seen.

    `hash_file` gives the SHA-256 of the file, from which the uids in a foreign one follow. It is called once at most.
    """

    def __init__(self, hash_file: Callable[[], str]) -> None:
        self._hash_file = hash_file
        self._lines: set[str] = set()
        self._annotations: set[str] = set()

    @cached_property
    def _file_hash(self) -> str:
        return self._hash_file()

    def build(self, line: ForeignLine, number: int) -> Iterator[IncomingLine | Problem]:
        """The line if it can be used, before it the problems with it or with its parts."""
        place = _("line {number}").format(number=number)
        native = _is_native(line)
        try:
            self._check(line, native=native)
            sha256 = _hash(line)
            metadata, fields = _metadata(line.meta or {}, native=native)
        except FormatError as error:
            yield Problem(number, FormatError(error.what, where=_at(place, error.where), hint=error.hint))
            return
        good, ids = list[IncomingAnnotation](), dict[str, str]()
        for key, span in _spans(line):
            try:
                seed = None if native else (self._file_hash, f"{number}:{key}")
                made = self._annotation(span, f"{place}, {key}", line.text, seed)
            except FormatError as error:
                yield Problem(number, error)
                continue
            good.append(made)
            if line.relations:
                ids[str(span.id)] = made.uid
        found = self._relations(line, Ends(good, ids), number) if line.relations else []
        yield from (Problem(number, item) for item in found if isinstance(item, FormatError))
        yield IncomingLine(
            number=number,
            native=native,
            name=line.name or "",
            text=line.text,
            sha256=sha256,
            metadata=metadata,
            fields=fields,
            annotator=line.annotator or line.prodigy_annotator or "",
            annotator_uid=line.annotator_uid or "" if native else "",
            state=line.state or (State.DONE if line.answer == "accept" else None),
            values=line.values or {},
            annotations=tuple(good),
            relations=tuple(item for item in found if isinstance(item, IncomingRelation)),
        )

    def _relations(self, line: ForeignLine, ends: Ends, number: int) -> list[IncomingRelation | FormatError]:
        native = _is_native(line)
        seed = "" if native else f"{self._file_hash}:{number}"
        place = _("line {number}").format(number=number)
        return [*relations_from(line.relations or (), ends, place, native=native, seed=seed)]

    def _check(self, line: ForeignLine, *, native: bool) -> None:
        if line.answer not in (None, "accept"):
            raise FormatError(
                _("The answer is “{answer}”, not “accept”; such lines are left out.").format(
                    answer=shown(line.answer or "", 20)
                ),
                where="answer",
                hint=_("Change the answer if the line is meant to count."),
            )
        if line.text is None and not line.sha256 and not (line.name or "").strip():
            raise FormatError(
                _("The line names no document."),
                hint=_("Give it a text, or the sha256 or name of a document."),
            )
        if not native:  # a project keeps the names of files as they are
            check_line_of_text(line.name or "", "name")
        check_line_of_text(line.annotator or line.prodigy_annotator or "", "annotator")
        if native and not is_uid(line.annotator_uid or ""):
            raise FormatError(
                _("This is no uid."),
                where="annotator_uid",
                hint=_("A uid is 32 digits or letters from a to f."),
            )
        if native:
            self._once(str(line.id))

    def _once(self, line_id: str) -> None:
        if line_id in self._lines:
            raise FormatError(
                _("The id “{id}” stood on an earlier line.").format(id=shown(line_id, 70)),
                where="id",
                hint=_("Keep one of the two lines."),
            )
        self._lines.add(line_id)

    def _annotation(
        self, span: ForeignSpan, place: str, text: str | None, seed: tuple[str, str] | None
    ) -> IncomingAnnotation:
        found = annotation_from(span, place, seed)
        if text is not None:
            error = misplaced(found, text)
            if error:
                raise error
        if found.uid in self._annotations:
            raise FormatError(
                _("The id “{id}” belongs to an earlier annotation.").format(id=found.uid),
                where=place,
                hint=_("Keep one of the two annotations."),
            )
        self._annotations.add(found.uid)
        return found


def _is_native(line: ForeignLine) -> bool:
    return line.document is not None and line.annotator_uid is not None


def _at(place: str, key: str) -> str:
    return f"{place}, {key}" if key else place


def _hash(line: ForeignLine) -> str:
    if line.text is None:
        if line.sha256 and not _SHA256.fullmatch(line.sha256):
            raise FormatError(
                _("This is no SHA-256."), where="sha256", hint=_("It has 64 digits or letters from a to f.")
            )
        return line.sha256 or ""
    if line.text == "":
        raise FormatError(_("The text is empty."), where="text", hint=_("Leave the line out."))
    data = line.text.encode()
    if len(data) > TEXT_LIMIT:
        raise FormatError(
            _("The text has more than {limit} MB.").format(limit=TEXT_LIMIT >> 20),
            where="text",
            hint=_("Split the document."),
        )
    found = hashlib.sha256(data).hexdigest()
    if line.sha256 not in (None, found):
        raise FormatError(
            _("The text is not the one that the hash was made of."),
            where="sha256",
            hint=_("Something changed the text after export, perhaps its line ends. Export it again."),
        )
    return found


def _spans(line: ForeignLine) -> Iterator[tuple[str, ForeignSpan]]:
    for at, span in enumerate(line.spans or ()):
        yield f"spans[{at}]", span
    labels: list[Triple] = line.label if isinstance(line.label, list) else []
    for key, items in (("label", labels), ("labels", line.labels or []), ("entities", line.entities or [])):
        for at, item in enumerate(items):
            yield f"{key}[{at}]", _span(item)


def _span(item: Triple | ForeignEntity) -> ForeignSpan:
    if isinstance(item, ForeignEntity):
        return ForeignSpan(start=item.start_offset, end=item.end_offset, label=item.label, id=item.id)
    start, end, label = item
    return ForeignSpan(start=start, end=end, label=label)


def _metadata(meta: dict[str, object], *, native: bool) -> tuple[dict[str, str], dict[str, str]]:
    metadata: dict[str, str] = {}
    fields: dict[str, str] = {}
    for key, value in meta.items():
        check_line_of_text(key, "meta")
        if value is None:
            continue
        if key in METADATA:
            metadata[key] = _plain(value)
        elif key == _FIELDS and native and isinstance(value, dict):
            fields.update((str(name), _plain(item)) for name, item in value.items())
        else:
            fields[key] = _plain(value)
    return metadata, fields


def _plain(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
