"""Taking an annotator's work out of a project, as one step that undo brings back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.changes import Record
from desktop_app.model.records import Annotator, State
from desktop_app.ops import annotators, backups, sight
from desktop_app.ops.annotators import PEOPLE
from desktop_app.ops.pieces import InPieces, at_once, through
from desktop_app.ops.project import Project
from desktop_app.store import annotations as marks
from desktop_app.store import links, people
from desktop_app.store.file import LongStep

_SLICE = 250


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What withdrawing takes out: marks and links in so many documents, states of documents and comments.

    `remarks` are others' comments on these marks: they stay, as do verdicts, decisions and what is to be done.
    """

    annotator: Annotator
    marks: int
    links: int
    documents: int
    states: int
    comments: int
    remarks: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take out."""
        return not (self.marks or self.links or self.states or self.comments)


def preview(project: Project, annotator_uid: str) -> Withdrawal:
    """What withdrawing an annotator would take out. Raises UsageError for who cannot be withdrawn."""
    who = _checked(project, annotator_uid)
    database = project.file.database
    states = [
        item for item in people.progress_of(database, who.uid) if item.values or item.state is not State.NEW
    ]
    marked = people.documents_marked(database, who.uid)
    return Withdrawal(
        who,
        people.number_of_marks(database, who.uid),
        people.number_of_links(database, who.uid),
        len({*marked, *(item.document_uid for item in states)}),
        len(states),
        len(people.comments_of(database, who.uid)),
        people.number_of_remarks(database, who.uid),
    )


def _checked(project: Project, annotator_uid: str) -> Annotator:
    who = annotators.get(project, annotator_uid)
    if who.role not in PEOPLE:
        raise UsageError(
            _("{name} is not a person, and cannot be withdrawn.").format(name=shown(who.name, 60))
        )
    if sight.is_kept(project) and who.uid != project.annotator.uid:
        raise UsageError(
            _("Withdrawing shows what others marked."),
            hint=_("Blind mode is on: a reviewer can withdraw annotators."),
        )
    return who


def withdraw(project: Project, annotator_uid: str) -> Withdrawal:
    """Take all marks, links, states and comments of an annotator out. Returns what that was.

    Raises UsageError when there is nothing, or for who cannot be withdrawn.
    """
    found = preview(project, annotator_uid)
    if found.is_empty:
        raise UsageError(
            _("{name} has left nothing to withdraw.").format(name=shown(found.annotator.name, 60))
        )
    backups.before(project)
    at_once(withdrawing(project, annotator_uid))
    return found


def withdrawing(project: Project, annotator_uid: str) -> InPieces:
    """The same in short pieces and without a backup; yields how many marks are out. Raises UsageError."""
    who = _checked(project, annotator_uid)
    long = project.begin(_("Withdraw {name}").format(name=shown(who.name, 60)))
    return through(project, long, _taking_out(project, long, who.uid))


def _taking_out(project: Project, long: LongStep, annotator_uid: str) -> Iterator[int]:
    database, done = project.file.database, 0
    for uid in people.documents_marked(database, annotator_uid):
        for _piece in _removed(long, links.of_document(database, uid, annotator_uid=annotator_uid)):
            yield done
        for piece in _removed(long, marks.of_document(database, uid, annotator_uid=annotator_uid)):
            done += piece
            yield done
    for _piece in _removed(
        long, [*people.comments_of(database, annotator_uid), *people.progress_of(database, annotator_uid)]
    ):
        yield done


def _removed(long: LongStep, records: Sequence[Record]) -> Iterator[int]:
    """Delete records a few at a time; yields how many went."""
    for first in range(0, len(records), _SLICE):
        some = records[first : first + _SLICE]
        with long.writing() as step:
            step.remove(*some)
        yield len(some)
