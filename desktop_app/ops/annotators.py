"""Who has a layer in the project, and the name of the one who works."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.identity import new_uid
from desktop_app.model.records import Annotator, Role, State
from desktop_app.model.tagset_rules import NAME_LIMIT
from desktop_app.ops import sight
from desktop_app.ops.project import Project
from desktop_app.store import corpus, people, tally


def everybody(project: Project) -> tuple[Annotator, ...]:
    """All annotators of the project, by name, whether that begins with a capital letter or not."""
    return tuple(sorted(corpus.annotators(project.file.database), key=lambda item: item.name.casefold()))


def get(project: Project, annotator_uid: str) -> Annotator:
    """The annotator with this uid. Raises UsageError."""
    found = next((item for item in everybody(project) if item.uid == annotator_uid), None)
    if found is None:
        raise UsageError(_("This annotator is no longer in the project."))
    return found


def called(project: Project, name: str) -> Annotator:
    """The annotator with this name or uid. Raises UsageError for an unknown name, or one that several have."""
    known = everybody(project)
    found = [item for item in known if name in (item.name, item.uid)]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"{item.name} ({item.uid})" for item in found or known)
    what = _("Several annotators are called {name}.") if found else _("There is no annotator {name}.")
    raise UsageError(
        what.format(name=shown(name, 80)),
        hint=_("Choose from: {known}.").format(known=shown(listed, 400)),
    )


@dataclass(frozen=True, slots=True)
class Layer:
    """An annotator's annotations in one document: how many there are of each tag (by its uid)."""

    annotator: Annotator
    tags: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many there are of all tags."""
        return sum(self.tags.values())


def layers(project: Project, document_uid: str) -> tuple[Layer, ...]:
    """Who has annotations in a document, as far as they may be seen: who works here first, the others by name."""
    counts = tally.by_annotator(project.file.database, document_uid)
    seen = sight.only(project, document_uid)
    me = project.annotator.uid
    known = sorted(everybody(project), key=lambda item: (item.uid != me, item.name.casefold(), item.uid))
    return tuple(
        Layer(item, counts[item.uid]) for item in known if item.uid in counts and seen in (None, item.uid)
    )


@dataclass(frozen=True, slots=True)
class Person:
    """How far an annotator is. Documents in the bin count nowhere.

    `begun` holds the documents that are `done`, `assigned` those that they are to do, `assigned_done` those of these
    that they are done with; `marks` are those that may be seen; `changed` is when they did something last ('': never).
    """

    annotator: Annotator
    reviews: bool
    begun: int
    done: int
    assigned: int
    assigned_done: int
    marks: int
    changed: str


def overview(project: Project) -> tuple[Person, ...]:
    """Everybody of the project: who works here first, the others by name."""
    database = project.file.database
    begun, assigned = people.begun_and_done(database), people.assigned_and_done(database)
    steps, marks = people.last_steps(database), Counter[str]()
    for uid, _tag, number in sight.totals(project):
        marks[uid] += number
    me = project.annotator.uid
    return tuple(
        Person(
            item,
            sight.is_reviewer(project, item.uid),
            *begun.get(item.uid, (0, 0)),
            *assigned.get(item.uid, (0, 0)),
            marks[item.uid],
            steps.get(item.uid, ""),
        )
        for item in sorted(everybody(project), key=lambda item: item.uid != me)
    )


def rename(project: Project, name: str) -> Annotator:
    """Give the annotator who works here another name; their uid, and so their layer, stays. Raises UsageError."""
    renamed = replace(project.annotator, name=_checked(name))
    with project.step(_("Change name to {name}").format(name=renamed.name)) as step:
        step.put(renamed)
    return renamed


def add(project: Project, name: str) -> Annotator:
    """Note somebody who has not worked in the project yet, so that documents can be given to them. Raises UsageError.

    Their own program has another uid for them: join the two when their work comes in.
    """
    made = newcomer(name)
    with project.step(_("Add {name}").format(name=made.name)) as step:
        step.put(made)
    return made


def newcomer(name: str) -> Annotator:
    """Somebody with this name and a uid of their own, not in the project yet. Raises UsageError."""
    return Annotator(new_uid(), _checked(name))


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UsageError(_("An annotator needs a name."))
    if shown(name, NAME_LIMIT) != name:
        raise UsageError(
            _("The name is too long, or holds an invisible character."), hint=_("Type another name.")
        )
    return name


def is_empty(project: Project, annotator_uid: str) -> bool:
    """Whether an annotator has left nothing in the project: no mark, state, value, verdict, comment or decision."""
    database = project.file.database
    return not (
        people.documents_marked(database, annotator_uid)
        or any(
            item.values or item.state is not State.NEW for item in people.progress_of(database, annotator_uid)
        )
        or people.verdicts_of(database, annotator_uid)
        or people.comments_of(database, annotator_uid)
        or people.decisions_of(database, annotator_uid)
    )


def remove(project: Project, annotator_uid: str) -> None:
    """Take an annotator who has left nothing out of the project, with what they were to do. Raises UsageError."""
    who = get(project, annotator_uid)
    if who.uid == project.annotator.uid:
        raise UsageError(_("You cannot remove yourself."))
    if not is_empty(project, who.uid):
        raise UsageError(
            _("{name} has left work in the project.").format(name=shown(who.name, 60)),
            hint=_("Join the layer to another annotator's instead."),
        )
    database = project.file.database
    setting = sight.reviewer_setting(project, who.uid)
    with project.step(_("Remove {name}").format(name=shown(who.name, 60))) as step:
        step.remove(*people.assignments_of(database, who.uid), *people.progress_of(database, who.uid))
        step.remove(*([setting] if setting is not None else []), who)


PEOPLE = frozenset({Role.PERSON, Role.FILE})
"""The roles of those whose work can be joined, and who can be given documents."""
