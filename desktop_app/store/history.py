"""What was done, what can be taken back, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from desktop_app.attributes import ATTRIBUTES, check_value
from desktop_app.base.errors import ConflictError, InvalidValueError, NotFoundError, TagsetError
from desktop_app.base.i18n import _
from desktop_app.model.changes import Change, Changes
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, Progress
from desktop_app.model.tagset import DOCUMENT, Attribute, Slot, Tag, Tagset
from desktop_app.model.tagset_rules import check_tagset
from desktop_app.model.values import Value
from desktop_app.store import corpus, links, merging
from desktop_app.store.annotations import coded_values
from desktop_app.store.bulk import BulkStep, Part
from desktop_app.store.bundles import BEFORE, BUNDLE, Bundle, bundle_of
from desktop_app.store.database import Database
from desktop_app.store.edits import KEPT, MENDED, NOTES, ImageChange
from desktop_app.store.merging import DerivedStep
from desktop_app.store.step import DO, MERGE, REDO, UNDO, Step
from desktop_app.store.table import Cell, decoded_values

_SLICE = 1000
_WEIGHTY = 20
"""As many rows of a step are read at a time when there are bundles among them."""
_LAST = 2**62


@dataclass
class Stacks:
    """The steps that one annotator can undo and redo, oldest first, as (uid, label)."""

    undo: list[tuple[str, str]] = field(default_factory=list)
    redo: list[tuple[str, str]] = field(default_factory=list)

    def fold(self, uid: str, label: str, kind: str, target_uid: str) -> None:
        """Take the next step of the history into account."""
        if kind in (DO, MERGE):
            self.undo.append((uid, label))
            self.redo.clear()
        elif kind == UNDO:
            self._move(self.undo, self.redo, target_uid)
        elif kind == REDO:
            self._move(self.redo, self.undo, target_uid)

    @staticmethod
    def _move(source: list[tuple[str, str]], goal: list[tuple[str, str]], uid: str) -> None:
        for place in range(len(source) - 1, -1, -1):  # it is nearly always the last one
            if source[place][0] == uid:
                goal.append(source.pop(place))
                return


def stacks(database: Database, *, replica: str, annotator_uid: str) -> Stacks:
    """The annotator's undo and redo stacks, read from the history of this replica."""
    found = Stacks()
    for uid, label, kind, target in database.rows(
        "SELECT uid, label, kind, target_uid FROM step "
        "WHERE replica = ? AND annotator_uid = ? AND sequence IS NOT NULL ORDER BY sequence",
        (replica, annotator_uid),
    ):
        found.fold(str(uid), str(label), str(kind), str(target))
    return found


def is_new(database: Database, replica: str) -> bool:
    """Whether a replica has finished no step yet."""
    sql = "SELECT 1 FROM step WHERE replica = ? AND sequence IS NOT NULL LIMIT 1"
    return database.row(sql, (replica,)) is None


def parts_of(database: Database, step_uid: str, *, backwards: bool = False) -> Iterator[Part]:
    """What a step changed as the history keeps it, in order or `backwards`, read in slices. Raises DamagedError."""
    order, beyond, last = ("DESC", "<", _LAST) if backwards else ("ASC", ">", -1)
    bundles = f"SELECT 1 FROM change WHERE record = '{BUNDLE}' AND step_uid = ? LIMIT 1"
    limit, full = _WEIGHTY, 0
    while True:
        rows = database.rows(
            f'SELECT record, record_uid, {BEFORE}, "after", position FROM change '
            f"WHERE step_uid = ? AND position {beyond} ? ORDER BY position {order} LIMIT ?",
            (step_uid, last, limit),
        )
        for name, uid, before, after, _place in rows:
            if name == BUNDLE:
                yield bundle_of(before, after)
            else:
                yield ImageChange(str(name), str(uid), _image(before), _image(after))
        if len(rows) < limit:
            return
        if not full:
            full = _SLICE if database.row(bundles, (step_uid,)) is None else _WEIGHTY
        limit = full
        last = int(str(rows[-1][4]))


def notes_of(database: Database, step_uid: str) -> list[ImageChange]:
    """What a step noted about records."""
    rows = database.rows(
        'SELECT record, record_uid, "before", "after" FROM change WHERE step_uid = ? AND record IN (?, ?) '
        "ORDER BY position",
        (step_uid, KEPT, MENDED),
    )
    return [
        ImageChange(str(name), str(uid), _image(before), _image(after)) for name, uid, before, after in rows
    ]


def length_of(database: Database, step_uid: str) -> int:
    """How many changes and notes a step has."""
    return database.number("SELECT max(position) + 1 FROM change WHERE step_uid = ?", (step_uid,))


def length(database: Database) -> int:
    """How many changes and notes the history has."""
    ends = "SELECT (SELECT max(position) + 1 FROM change WHERE step_uid = step.uid) AS length FROM step"
    return database.number(f"SELECT sum(length) FROM ({ends})", patient=True)


def kind_of(database: Database, step_uid: str) -> str:
    """What kind of step it is; '' if there is none."""
    found = database.row("SELECT kind FROM step WHERE uid = ?", (step_uid,))
    return "" if found is None else str(found[0])


def _image(cell: Cell) -> str | None:
    return None if cell is None else str(cell)


def take_back(database: Database, step: BulkStep, parts: Sequence[Part]) -> Changes:
    """Undo what a step changed: every row returns to its image before it. Raises ConflictError when a row has changed
    since, or when what others did since could not stand without it.
    """
    step.replay_all([part.reversed() for part in reversed(parts) if part.record not in NOTES])
    merging.note_undone(database, step, notes_among(parts))
    return _closed(database, step)


def repeat(database: Database, step: BulkStep, parts: Sequence[Part]) -> Changes:
    """Redo what a step changed: every row returns to its image after it. Raises ConflictError as `take_back` does."""
    step.replay_all([part for part in parts if part.record not in NOTES])
    merging.note_again(database, step, notes_among(parts))
    return _closed(database, step)


def notes_among(parts: Iterable[Part]) -> list[ImageChange]:
    """The notes among the parts of a step (`edits.NOTES`), in their order."""
    return [part for part in parts if isinstance(part, ImageChange) and part.record in NOTES]


def switch(step: DerivedStep, notes: Sequence[ImageChange]) -> Changes:
    """Undo or redo, as the step's kind says, what a step took in or out. Raises ConflictError."""
    act = merging.take_back if step.kind == UNDO else merging.repeat
    act(step, notes)
    return step.close()


def _closed(database: Database, step: Step) -> Changes:
    changes = step.close()
    for _done in proving(database, [changes]):
        pass
    return changes


def proving(database: Database, pieces: Sequence[Changes]) -> Iterator[None]:
    """Refuse what no action could have led to: images are replayed, not the rules that the action kept.

    The database itself sees to documents, tags and annotators that others need. Goes on in short pieces; raises
    ConflictError.
    """
    coded = list[tuple[str, Mapping[str, Value]]]()
    redefined = [changes for changes in pieces if changes.touches(Tag) or changes.touches(Attribute)]
    for changes in pieces:
        coded += _coded_anew(changes)
        _refuse_loose_ends(database, changes)
        yield
    if not (redefined or coded):
        return
    tagset = corpus.tagset(database)
    try:
        if redefined:
            check_tagset(tagset, ATTRIBUTES)
        for before, after in chain.from_iterable(changes.of(Attribute) for changes in redefined):
            if before is not None and (after is None or after != before):
                _check_coded(database, before, after)
        for number, (owner, values) in enumerate(coded, 1):
            _check_values(owner, values, tagset)
            if number % _SLICE == 0:
                yield
    except (TagsetError, InvalidValueError, NotFoundError) as error:
        hint = _("The tagset has changed since; everything was left as it is.")
        raise ConflictError(error.what, where=error.where, hint=hint) from error


def _refuse_loose_ends(database: Database, changes: Changes) -> None:
    """Raises ConflictError where what is gone is linked to."""
    gone = [
        item.before
        for item in changes.items
        if isinstance(item, Change) and item.after is None and item.before
    ]
    ends = [item.uid for item in gone if isinstance(item, Annotation | Entity)]
    slots = [item.uid for item in gone if isinstance(item, Slot)]
    if (ends and links.hanging(database, ends)) or any(links.of_slot(database, uid) for uid in slots):
        raise ConflictError(
            _("Something is linked to this by now."),
            hint=_("Everything was left as it is; take the link out first."),
        )


def _check_coded(database: Database, before: Attribute, after: Attribute | None) -> None:
    """Whether all values that are coded fit the attribute as it is now."""
    for value in coded_values(database, before.uid):
        if after is None or after.tag_uid != before.tag_uid:
            raise TagsetError(_("Values are coded with it by now."), where=before.name)
        _check_value(value, after)


def _coded_anew(changes: Changes) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """Values that were not so before, with the tag to whose marks they were given."""
    for item in changes.items:
        if isinstance(item, Bundle):
            yield from ((item.tag, decoded_values(cell)) for cell in item.values)
        elif isinstance(item, Change) and isinstance(item.after, Annotation | Progress):
            before, after = item.before, item.after
            if after.values and not (isinstance(before, type(after)) and before.values == after.values):
                yield (after.tag_uid if isinstance(after, Annotation) else DOCUMENT), after.values


def _check_values(owner: str, values: Mapping[str, Value], tagset: Tagset) -> None:
    for uid, value in values.items():
        attribute = tagset.attribute(uid)
        if attribute.tag_uid != owner:
            raise TagsetError(_("This attribute belongs to another tag by now."), where=attribute.name)
        _check_value(value, attribute)


def _check_value(value: Value, attribute: Attribute) -> None:
    if attribute.kind in ATTRIBUTES:  # of the others nobody here can tell
        check_value(value, attribute)
