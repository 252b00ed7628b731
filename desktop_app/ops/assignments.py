"""Who is to do which documents: given by hand, or dealt out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.model.dealing import Plan, deal
from desktop_app.model.identity import now
from desktop_app.model.records import Annotator
from desktop_app.model.review import Assignment
from desktop_app.ops.pieces import InPieces, at_once, through
from desktop_app.ops.project import Project
from desktop_app.store import coded
from desktop_app.store import people as rows
from desktop_app.store.corpus import assignment_uid
from desktop_app.store.file import LongStep

MOST_SEEDS = 2**31
_SLICE = 500


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody would get: documents, those of them that others get too, and code points."""

    annotator_uid: str
    documents: int
    shared: int
    characters: int


@dataclass(frozen=True, slots=True)
class Deal:
    """Who would get what. `people` are uids by uid of a document; `left` is how many documents nobody gets."""

    plan: Plan
    people: Mapping[str, tuple[str, ...]]
    loads: tuple[Load, ...]
    left: int

    @property
    def several(self) -> int:
        """How many documents go to two people or more."""
        return sum(len(found) > 1 for found in self.people.values())


def of_document(project: Project, document_uid: str) -> tuple[str, ...]:
    """The uids of those who are to do a document."""
    return tuple(item.annotator_uid for item in rows.assignments(project.file.database, document_uid))


def waiting(project: Project) -> tuple[tuple[str, int], ...]:
    """The documents that nobody is to do: (uid, length in code points), by name."""
    return tuple(rows.unassigned(project.file.database))


def named(project: Project, names: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """The documents with these names or uids: (uid, length in code points). Raises UsageError for an unknown one."""
    found = {
        text: (uid, length)
        for uid, name, length in coded.documents(project.file.database)
        for text in (name, uid)
    }
    missing = [name for name in names if name not in found]
    if missing:
        raise UsageError(
            _("There is no document {name}.").format(name=shown(missing[0], 120)), hint=_("Check its name.")
        )
    return tuple(dict.fromkeys(found[name] for name in names))


def those(project: Project, document_uids: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """These documents, as far as they are in use: (uid, length in code points)."""
    return tuple(rows.lengths(project.file.database, list(document_uids)))


def give(project: Project, document_uids: Iterable[str], who: Annotator) -> int:
    """Give documents to somebody, as one step. Returns how many they did not have yet."""
    uids = [uid for uid in dict.fromkeys(document_uids) if who.uid not in of_document(project, uid)]
    words = ngettext("Give {number} document to {name}", "Give {number} documents to {name}", len(uids))
    with project.step(words.format(number=len(uids), name=shown(who.name, 60))) as step:
        step.put_all(_made(uid, who.uid) for uid in uids)
    return len(uids)


def take_back(project: Project, document_uids: Iterable[str], who: Annotator) -> int:
    """Let somebody no longer have to do documents, as one step; what they marked stays. Returns how many."""
    found = [
        item
        for uid in dict.fromkeys(document_uids)
        for item in rows.assignments(project.file.database, uid)
        if item.annotator_uid == who.uid
    ]
    words = ngettext(
        "Take {number} document back from {name}", "Take {number} documents back from {name}", len(found)
    )
    with project.step(words.format(number=len(found), name=shown(who.name, 60))) as step:
        step.remove(*found)
    return len(found)


def _made(document_uid: str, annotator_uid: str) -> Assignment:
    return Assignment(assignment_uid(document_uid, annotator_uid), document_uid, annotator_uid, made=now())


def plan_deal(documents: Sequence[tuple[str, int]], plan: Plan) -> Deal:
    """What dealing these documents out would give everybody. Raises UsageError for a plan that cannot be."""
    _check(plan)
    people = deal(documents, plan)
    lengths = dict(documents)
    count, shared, size = Counter[str](), Counter[str](), Counter[str]()
    for uid, found in people.items():
        for who in found:
            count[who] += 1
            shared[who] += len(found) > 1
            size[who] += lengths[uid]
    loads = tuple(Load(uid, count[uid], shared[uid], size[uid]) for uid in dict.fromkeys(plan.people))
    return Deal(plan, people, loads, len(lengths) - len(people))


def _check(plan: Plan) -> None:
    people = len(set(plan.people))
    if not people:
        raise UsageError(_("There is nobody to deal documents out to."))
    if not 0 <= plan.overlap <= 1:
        raise UsageError(_("The share of documents for several people lies between 0 and 1."))
    if not 0 <= plan.seed < MOST_SEEDS:
        raise UsageError(_("The seed is a whole number from 0 to {most}.").format(most=MOST_SEEDS - 1))
    if plan.overlap and not 2 <= plan.raters <= people:
        raise UsageError(
            _("A document cannot go to {number} of {people} people.").format(
                number=plan.raters, people=people
            ),
            hint=_("Name more people, or let fewer do the same document."),
        )


def deal_out(project: Project, found: Deal, *, newcomers: Iterable[Annotator] = ()) -> int:
    """Assign what was planned, as one step that also adds newcomers. Returns how many assignments that makes."""
    at_once(dealing(project, found, newcomers=newcomers))
    return sum(map(len, found.people.values()))


def dealing(project: Project, found: Deal, *, newcomers: Iterable[Annotator] = ()) -> InPieces:
    """The same in short pieces; yields how many assignments are made."""
    label = ngettext(
        "Deal out {number} document (seed {seed})",
        "Deal out {number} documents (seed {seed})",
        len(found.people),
    )
    wanted = [_made(uid, who) for uid, people in found.people.items() for who in people]
    long = project.begin(label.format(number=len(found.people), seed=found.plan.seed))
    return through(project, long, _dealing(long, wanted, newcomers))


def _dealing(long: LongStep, wanted: Sequence[Assignment], newcomers: Iterable[Annotator]) -> Iterator[int]:
    with long.writing() as step:
        step.put_all(newcomers)
    for first in range(0, len(wanted), _SLICE):
        with long.writing() as step:
            step.put_all(wanted[first : first + _SLICE])
        yield min(len(wanted), first + _SLICE)
