"""The codebook as CSV or JSON (`model.sheets`): one row a concept, each before those below it.

Columns: `code`, `label`, `parent` (a code), `support` (what being for it means), `definition`, `include`, `exclude`,
`examples` (several), `status` (draft, active, retired), `replaced_by` (a code), `position` among those of one parent,
and `uid`. Only code and label must be there. A row is the concept with its uid, else with its code, else a new one;
what it does not say stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from desktop_app.base.errors import AppError, FormatError, InvalidValueError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.codebook import Codebook
from desktop_app.model.concept import Concept, Status
from desktop_app.model.identity import is_uid, new_uid
from desktop_app.model.sheets import BadRow, Column, Row, SheetProgress, SheetReport, read, to_csv, to_json
from desktop_app.ops._sheet_import import SLICE, written
from desktop_app.ops.pieces import InPieces
from desktop_app.ops.project import Project

TITLE = "concepts"
COLUMNS = (
    *(Column(name) for name in ("code", "label", "parent", "support", "definition", "include", "exclude")),
    Column("examples", single=True),
    *(Column(name) for name in ("status", "replaced_by", "position", "uid")),
)


def export(project: Project, *, as_json: bool = False) -> bytes:
    """The whole codebook as CSV or JSON. What is exported and read again into a project is what it was."""
    book = project.codebook
    rows = [_row_of(book, item) for item in book.below("")]
    return to_json(TITLE, rows) if as_json else to_csv(COLUMNS, rows)


def _row_of(book: Codebook, concept: Concept) -> dict[str, object]:
    above, instead = book.find(concept.parent_uid), book.find(concept.replaced_by)
    return {
        "code": concept.code,
        "label": concept.label,
        "parent": above.code if above else "",
        "support": concept.support,
        "definition": concept.definition,
        "include": concept.include,
        "exclude": concept.exclude,
        "examples": list(concept.examples),
        "status": concept.status.value,
        "replaced_by": instead.code if instead else "",
        "position": concept.position,
        "uid": concept.uid,
    }


def bringing_in(project: Project, data: bytes, progress: SheetProgress) -> InPieces:
    """Take the concepts of a CSV or JSON file into the codebook, as one step, in pieces.

    Rows that make no sense are listed in the report. Raises FormatError for what is no such file at all, ConflictError
    when somebody changed one of the concepts meanwhile.
    """
    incoming = _Incoming(project.codebook)
    for number, (line, row) in enumerate(read(data, TITLE, COLUMNS), 1):
        incoming.take(line, row)
        if number % SLICE == 0:
            yield 0
    found = [(project.codebook.find(item.uid), item) for item in incoming.settled().values()]
    fresh = [(before, item) for before, item in found if item != before]
    progress.total = len(fresh)

    def find(uid: str) -> Concept | None:
        return project.codebook.find(uid)

    changes = yield from written(project, _("Import concepts"), fresh, find)
    added = sum(before is None for before, _after in fresh)
    bad = tuple(sorted(incoming.bad, key=lambda item: item.line))
    progress.report = SheetReport(added, len(fresh) - added, len(found) - len(fresh), bad)
    return changes


class _Incoming:
    """Rows on their way into a codebook. Codes are resolved when all rows are known, for they may come in any order."""

    def __init__(self, book: Codebook) -> None:
        self.bad: list[BadRow] = []
        self._book = book
        self._rows: dict[str, tuple[int, Concept, Row]] = {}
        self._codes: dict[str, str] = {}

    def take(self, line: int, row: Row | AppError) -> None:
        """Take a row, or note why not."""
        try:
            if isinstance(row, AppError):
                raise row
            self._take(line, row)
        except AppError as error:
            self.bad.append(BadRow(line, error))

    def _take(self, line: int, row: Row) -> None:
        code, uid = " ".join(_text(row, "code").split()), _text(row, "uid").strip()
        if uid and not is_uid(uid):
            raise FormatError(_("“{text}” is no uid.").format(text=shown(uid, 40)), where=shown(code, 40))
        there = self._book.find(uid) if uid else self._book.by_code(code)
        if not uid:
            uid = there.uid if there else new_uid()
        last = max((item.position for item in self._book.children("")), default=-1)
        blank = Concept(uid, "", "", position=last + 1 + len(self._rows))
        concept = _overlaid(there or blank, row)
        if not concept.code or not concept.label:
            raise InvalidValueError(_("A concept needs a code and a label."), where=shown(code, 40))
        if uid in self._rows or self._codes.get(concept.code, uid) != uid:
            raise _taken(concept)
        self._rows[uid] = line, concept, row
        self._codes[concept.code] = uid

    def settled(self) -> dict[str, Concept]:
        """The concepts with their parents and replacements. Rows that name what is not there are left out."""
        while True:
            self._refuse_taken()
            found: dict[str, Concept] = {}
            for uid, (line, concept, row) in list(self._rows.items()):
                try:
                    found[uid] = replace(
                        concept,
                        parent_uid=self._uid(row, "parent", concept.parent_uid),
                        replaced_by=self._uid(row, "replaced_by", concept.replaced_by),
                    )
                except AppError as error:
                    self._drop(uid, line, error)
            circles = self._circles(found)
            for uid in circles:
                below = InvalidValueError(_("A concept cannot lie below itself."), where=found[uid].code)
                self._drop(uid, self._rows[uid][0], below)
            if len(self._rows) == len(found) and not circles:
                return found

    def _refuse_taken(self) -> None:
        """Leave out rows whose code is that of a concept which keeps it: one in the file may get another."""
        while True:
            taken = []
            for uid, (line, concept, _row) in self._rows.items():
                there = self._book.by_code(concept.code)
                if there is not None and there.uid not in self._rows:
                    taken.append((uid, line, concept))
            for uid, line, concept in taken:
                self._drop(uid, line, _taken(concept))
            if not taken:
                return

    def _drop(self, uid: str, line: int, error: AppError) -> None:
        self.bad.append(BadRow(line, error))
        self._codes.pop(self._rows.pop(uid)[1].code, None)

    def _uid(self, row: Row, name: str, before: str) -> str:
        if name not in row:
            return before
        code = _text(row, name).strip()
        there = self._book.by_code(code)
        if not code:
            return ""
        if code in self._codes:
            return self._codes[code]
        if there is None or there.uid in self._rows:
            raise InvalidValueError(
                _("There is no concept with the code “{code}”.").format(code=shown(code, 40)),
                where=shown(_text(row, "code"), 40),
            )
        return there.uid

    def _circles(self, found: Mapping[str, Concept]) -> list[str]:
        parents = {item.uid: item.parent_uid for item in self._book.below("")}
        parents |= {uid: item.parent_uid for uid, item in found.items()}
        circles = []
        for uid in found:
            here, seen = parents[uid], {uid}
            while here in parents and here not in seen:
                seen.add(here)
                here = parents[here]
            if here == uid:
                circles.append(uid)
        return circles


def _taken(concept: Concept) -> InvalidValueError:
    return InvalidValueError(_("The code is taken."), where=shown(concept.code, 40))


def _overlaid(concept: Concept, row: Row) -> Concept:
    """The concept with what the row says in plain words: all but where it lies and what replaces it."""

    def said(name: str, before: str) -> str:
        return _text(row, name) if name in row else before

    concept = replace(
        concept,
        code=" ".join(said("code", concept.code).split()),
        label=" ".join(said("label", concept.label).split()),
        support=said("support", concept.support),
        definition=said("definition", concept.definition),
        include=said("include", concept.include),
        exclude=said("exclude", concept.exclude),
    )
    if "examples" in row:
        given = row["examples"]
        if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
            raise FormatError(_("The examples are no list of texts."), where=concept.code)
        concept = replace(concept, examples=tuple(cast("list[str]", given)))
    if row.get("status"):
        try:
            concept = replace(concept, status=Status(_text(row, "status").strip().casefold()))
        except ValueError as error:
            hint = _("Write one of: {words}.").format(words=", ".join(Status))
            raise InvalidValueError(_("This status is not known."), where=concept.code, hint=hint) from error
    if row.get("position", "") != "":
        place = str(row["position"]).strip()
        if not place.isdecimal() or len(place) > 9:
            raise InvalidValueError(_("The position is no whole number."), where=concept.code)
        concept = replace(concept, position=int(place))
    return concept


def _text(row: Row, name: str) -> str:
    given = row.get(name, "")
    if not isinstance(given, str):
        raise FormatError(_("“{name}” is no text.").format(name=name))
    return given
