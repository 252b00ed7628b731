"""What was done, what can be taken back, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from desktop_app.attributes import ATTRIBUTES, check_value
from desktop_app.base.errors import ConflictError, InvalidValueError, NotFoundError, TagsetError
from desktop_app.base.i18n import _
from desktop_app.model.changes import Changes
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, Progress
from desktop_app.model.tagset import DOCUMENT, Attribute, Slot, Tag, Tagset
from desktop_app.model.tagset_rules import check_tagset
from desktop_app.model.values import Value
from desktop_app.store import corpus, links, merging
from desktop_app.store.annotations import coded_values
from desktop_app.store.database import Database
from desktop_app.store.edits import KEPT, MENDED, NOTES, ImageChange
from desktop_app.store.merging import DerivedStep
from desktop_app.store.step import DO, MERGE, REDO, UNDO, Step
from desktop_app.store.table import Cell

_SLICE = 1000
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


def changes_of(database: Database, step_uid: str, *, backwards: bool = False) -> Iterator[ImageChange]:
    """What a step changed, in order or `backwards`, read in slices."""
    order, beyond, last = ("DESC", "<", _LAST) if backwards else ("ASC", ">", -1)
    while True:
        rows = database.rows(
            'SELECT record, record_uid, "before", "after", position FROM change '
            f"WHERE step_uid = ? AND position {beyond} ? ORDER BY position {order} LIMIT ?",
            (step_uid, last, _SLICE),
        )
        for name, uid, before, after, _place in rows:
            yield ImageChange(str(name), str(uid), _image(before), _image(after))
        if len(rows) < _SLICE:
            return
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
    """How many changes and notes the history has, at most."""
    return database.number("SELECT max(rowid) FROM change")


def kind_of(database: Database, step_uid: str) -> str:
    """What kind of step it is; '' if there is none."""
    found = database.row("SELECT kind FROM step WHERE uid = ?", (step_uid,))
    return "" if found is None else str(found[0])


def _image(cell: Cell) -> str | None:
    return None if cell is None else str(cell)


def take_back(database: Database, step: Step, changes: Sequence[ImageChange]) -> Changes:
    """Undo what a step changed: every row returns to its image before it. Raises ConflictError when a row has changed
    since, or when what others did since could not stand without it.
    """
    step.replay([change.reversed() for change in reversed(changes) if change.record not in NOTES])
    merging.note_undone(database, step, changes)
    return _closed(database, step)


def repeat(database: Database, step: Step, changes: Sequence[ImageChange]) -> Changes:
    """Redo what a step changed: every row returns to its image after it. Raises ConflictError as `take_back` does."""
    step.replay([change for change in changes if change.record not in NOTES])
    merging.note_again(database, step, changes)
    return _closed(database, step)


def switch(step: DerivedStep, changes: Sequence[ImageChange]) -> Changes:
    """Undo or redo, as the step's kind says, what a step took in or out. Raises ConflictError."""
    act = merging.take_back if step.kind == UNDO else merging.repeat
    act(step, changes)
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
    coded = list[Annotation | Progress]()
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
        for number, record in enumerate(coded, 1):
            _check_values(record, tagset)
            if number % _SLICE == 0:
                yield
    except (TagsetError, InvalidValueError, NotFoundError) as error:
        hint = _("The tagset has changed since; everything was left as it is.")
        raise ConflictError(error.what, where=error.where, hint=hint) from error


def _refuse_loose_ends(database: Database, changes: Changes) -> None:
    """Raises ConflictError where what is gone is linked to."""
    ends = [
        before.uid
        for pairs in (changes.of(Annotation), changes.of(Entity))
        for before, after in pairs
        if before is not None and after is None
    ]
    slots = [before.uid for before, after in changes.of(Slot) if before is not None and after is None]
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


def _coded_anew(changes: Changes) -> Iterator[Annotation | Progress]:
    for pairs in (changes.of(Annotation), changes.of(Progress)):
        for before, after in pairs:
            if after is not None and after.values and (before is None or before.values != after.values):
                yield after


def _check_values(record: Annotation | Progress, tagset: Tagset) -> None:
    owner = record.tag_uid if isinstance(record, Annotation) else DOCUMENT
    for uid, value in record.values.items():
        attribute = tagset.attribute(uid)
        if attribute.tag_uid != owner:
            raise TagsetError(_("This attribute belongs to another tag by now."), where=attribute.name)
        _check_value(value, attribute)


def _check_value(value: Value, attribute: Attribute) -> None:
    if attribute.kind in ATTRIBUTES:  # of the others nobody here can tell
        check_value(value, attribute)
