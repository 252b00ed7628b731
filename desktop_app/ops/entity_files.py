"""The register as CSV or JSON (`model.sheets`): one row an entry, by name.

Columns: `name`, `kind`, `aliases` (each a text, then its language, then `exact` if capitals matter), `external_id`,
`facts` (each a name and a value), `affiliations` (each a uid or a name of the register, then role, from, to), `note`,
`colour`, `merged_into` (a uid) and `uid`. Only the name must be there. A row is the entry with its uid, else with its
external id, else with its name, else a new one; what it does not say stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from desktop_app.base.errors import AppError, FormatError, InvalidValueError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.entity import Affiliation, Alias, Entity
from desktop_app.model.identity import is_uid, new_uid
from desktop_app.model.register import Register
from desktop_app.model.sheets import BadRow, Column, Row, SheetProgress, SheetReport, read, to_csv, to_json
from desktop_app.ops import entities
from desktop_app.ops._sheet_import import SLICE, written
from desktop_app.ops.pieces import InPieces
from desktop_app.ops.project import Project

TITLE = "entities"
_WITH = ("entity", "role", "from", "to")
_ALIAS = ("text", "language", "exact")
_POINTING = ("affiliations", "merged_into")
_COLOUR = re.compile("#[0-9a-f]{6}|")
COLUMNS = (
    *(Column("name"), Column("kind"), Column("aliases", _ALIAS), Column("external_id")),
    *(Column("facts", pairs=True), Column("affiliations", _WITH), Column("note")),
    *(Column("colour"), Column("merged_into"), Column("uid")),
)


def export(project: Project, *, as_json: bool = False) -> bytes:
    """The whole register as CSV or JSON, merged entries too. What is read again into a project is what it was."""
    everything = sorted(entities.register(project).everything(), key=lambda item: (item.name, item.uid))
    rows = [_row_of(item) for item in everything]
    return to_json(TITLE, rows) if as_json else to_csv(COLUMNS, rows)


def _row_of(entity: Entity) -> dict[str, object]:
    facts = [
        {"entity": item.entity_uid, "role": item.role, "from": item.start, "to": item.end}
        for item in entity.affiliations
    ]
    aliases = [{"text": item.text, "language": item.language, "exact": item.exact} for item in entity.aliases]
    return {
        "name": entity.name,
        "kind": entity.kind,
        "aliases": aliases,
        "external_id": entity.external_id,
        "facts": dict(entity.values),
        "affiliations": facts,
        "note": entity.note,
        "colour": entity.colour,
        "merged_into": entity.merged_into,
        "uid": entity.uid,
    }


def bringing_in(project: Project, data: bytes, progress: SheetProgress) -> InPieces:
    """Take the entries of a CSV or JSON file into the register, as one step, in pieces.

    Rows that make no sense are listed in the report. Raises FormatError for what is no such file at all, ConflictError
    when somebody changed one of the entries meanwhile.
    """
    incoming = _Incoming(entities.register(project))
    for number, (line, row) in enumerate(read(data, TITLE, COLUMNS), 1):
        incoming.take(line, row)
        if number % SLICE == 0:
            yield 0
    for number, _entity in enumerate(incoming.settled(), 1):
        if number % SLICE == 0:
            yield 0
    fresh = incoming.fresh
    progress.total = len(fresh)

    def find(uid: str) -> Entity | None:
        return entities.register(project).exactly(uid)

    changes = yield from written(project, _("Import entities"), fresh, find)
    added = sum(before is None for before, _after in fresh)
    bad = tuple(sorted(incoming.bad, key=lambda item: item.line))
    progress.report = SheetReport(added, len(fresh) - added, incoming.equal, bad)
    return changes


class _Incoming:
    """Rows on their way into a register. Names are resolved when all rows are known."""

    def __init__(self, known: Register) -> None:
        self.bad: list[BadRow] = []
        self.fresh: list[tuple[Entity | None, Entity]] = []
        self.equal = 0
        self._known = known
        self._rows: dict[str, tuple[int, Entity, Row]] = {}
        self._ids = {item.external_id: item.uid for item in known.standing() if item.external_id}
        self._names: dict[str, list[str]] = {}
        for item in known.standing():
            self._names.setdefault(item.name, []).append(item.uid)

    def take(self, line: int, row: Row | AppError) -> None:
        """Take a row, or note why not."""
        try:
            if isinstance(row, AppError):
                raise row
            entity = _overlaid(self._there(row), row)
            if entity.uid in self._rows:
                raise InvalidValueError(
                    _("An earlier row is about the same entity."), where=shown(entity.name, 60)
                )
        except AppError as error:
            self.bad.append(BadRow(line, error))
            return
        self._rows[entity.uid] = line, entity, {name: row[name] for name in _POINTING if name in row}
        if not entity.merged_into and entity.uid not in self._names.setdefault(entity.name, []):
            self._names[entity.name].append(entity.uid)

    def _there(self, row: Row) -> Entity:
        """The entry that a row is about, or a new one. Raises InvalidValueError when it may be about several."""
        uid, name = _text(row, "uid").strip(), entities.from_words(_text(row, "name"))
        if uid and not is_uid(uid):
            raise FormatError(_("“{text}” is no uid.").format(text=shown(uid, 40)), where=shown(name, 60))
        if not uid:
            uid = self._ids.get(_text(row, "external_id").strip(), "")
        if not uid:
            same = self._names.get(name, [])
            if len(same) > 1:
                raise InvalidValueError(
                    _("Several entities have this name."),
                    where=shown(name, 60),
                    hint=_("Say which by its uid."),
                )
            uid = same[0] if same else new_uid()
        return self._known.exactly(uid) or Entity(uid, "")

    def settled(self) -> Iterator[Entity]:
        """The entries with what they point to, one by one: after that, `fresh` has those that are other than before.

        Rows that make no sense are left out.
        """
        for line, entity, row in self._rows.values():
            try:
                whole = entities.checked(self._pointing(entity, row))
            except AppError as error:
                self.bad.append(BadRow(line, error))
                continue
            before = self._known.exactly(whole.uid)
            if whole != before:
                self.fresh.append((before, whole))
            else:
                self.equal += 1
            yield whole

    def _pointing(self, entity: Entity, row: Row) -> Entity:
        if "affiliations" in row:
            given = (_texts(item, _WITH) for item in _things(row, "affiliations"))
            facts = (
                Affiliation(self._uid(item["entity"]), item["role"], item["from"], item["to"])
                for item in given
            )
            entity = replace(entity, affiliations=tuple(facts))
        if "merged_into" in row:
            into = _text(row, "merged_into").strip()
            entity = replace(entity, merged_into=self._uid(into) if into else "")
        return entity

    def _uid(self, said: str) -> str:
        if said in self._rows or self._known.exactly(said) is not None:
            return said
        same = self._names.get(entities.from_words(said), [])
        if len(same) != 1:
            raise InvalidValueError(
                _("“{name}” is no entity, or more than one.").format(name=shown(said, 60)),
                hint=_("Write its uid, or a name that only it has."),
            )
        return same[0]


def _overlaid(entity: Entity, row: Row) -> Entity:
    """The entry with what the row says in plain words: all but what it points to. Raises FormatError."""

    def said(name: str, before: str) -> str:
        return _text(row, name) if name in row else before

    entity = replace(
        entity,
        name=said("name", entity.name),
        kind=said("kind", entity.kind),
        external_id=said("external_id", entity.external_id),
        note=said("note", entity.note),
        colour=said("colour", entity.colour),
    )
    if not _COLOUR.fullmatch(entity.colour):
        raise FormatError(
            _("The colour is not written as six hexadecimal digits after #."), where=entity.name
        )
    if "aliases" in row:
        things = ({"text": item} if isinstance(item, str) else item for item in _list(row, "aliases"))
        entity = replace(entity, aliases=tuple(_alias(item) for item in things))
    if "facts" in row:
        facts = row["facts"]
        if not isinstance(facts, dict) or not all(isinstance(item, str) for item in facts.values()):
            raise FormatError(_("“{name}” is no object of texts.").format(name="facts"))
        entity = replace(entity, values={str(key): str(value) for key, value in facts.items()})
    return entity


def _alias(thing: object) -> Alias:
    if not isinstance(thing, dict):
        raise FormatError(_("“{name}” is no list of objects.").format(name="aliases"))
    exact = thing.get("exact", "")
    given = _texts({key: value for key, value in thing.items() if key != "exact"}, _ALIAS[:2])
    matters = exact is True or str(exact).strip().casefold() in ("exact", "yes", "true", "1")
    return Alias(given["text"], given["language"], matters)


def _list(row: Row, name: str) -> list[object]:
    given = row[name]
    if not isinstance(given, list):
        raise FormatError(_("“{name}” is no list of objects.").format(name=name))
    return given


def _things(row: Row, name: str) -> list[dict[str, object]]:
    found = [item for item in _list(row, name) if isinstance(item, dict)]
    if len(found) != len(_list(row, name)):
        raise FormatError(_("“{name}” is no list of objects.").format(name=name))
    return found


def _texts(thing: Mapping[str, object], names: tuple[str, ...]) -> dict[str, str]:
    return {name: _text(thing, name) for name in names}


def _text(row: Row, name: str) -> str:
    given = row.get(name, "")
    if not isinstance(given, str):
        raise FormatError(_("“{name}” is no text.").format(name=name))
    return given
