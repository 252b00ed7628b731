"""What annotators see differently: the cases of a document, how each stands, and who is behind the gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable
from dataclasses import dataclass

from desktop_app.agreement.clusters import Difference
from desktop_app.agreement.study import FINISHED
from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.identity import derived_uid, new_uid, now
from desktop_app.model.records import Annotation, Annotator, Role, State
from desktop_app.model.review import Comment, Verdict
from desktop_app.ops import annotators, case_reading, sight
from desktop_app.ops.case_records import Decision, Standing, place
from desktop_app.ops.project import Project
from desktop_app.store import coded, comments, documents, tally, verdicts

_COMPARED = (Role.PERSON, Role.FILE)


@dataclass(frozen=True, slots=True)
class Comparable:
    """A document that several annotators have finished: its uid and name, and how many have finished or begun it."""

    document_uid: str
    name: str
    finished: int
    begun: int


def gold(project: Project) -> Annotator:
    """The annotator whose layer is gold. There is one in each project, made with the first verdict."""
    return Annotator(derived_uid("gold", project.uid), _("gold"), Role.GOLD)


def participants(project: Project, document_uid: str, *, unfinished: bool = False) -> tuple[Annotator, ...]:
    """The persons and files whose layers of a document are compared, by name: those who have finished it.

    Nobody where blind mode hides the document's other layers.
    """
    if sight.hides(project, document_uid):
        return ()
    database = project.file.database
    states = {item.annotator_uid: item.state for item in documents.progress(database, document_uid)}
    began = set(states) | set(tally.by_annotator(database, document_uid) if unfinished else ())
    return tuple(
        item
        for item in annotators.everybody(project)
        if item.role in _COMPARED and (item.uid in began if unfinished else states.get(item.uid) in FINISHED)
    )


def comparable(project: Project) -> tuple[Comparable, ...]:
    """The documents that at least two persons or files have finished, by name, and those in which only gold is left."""
    compared = {item.uid for item in annotators.everybody(project) if item.role in _COMPARED}
    finished, begun, decided = Counter[str](), Counter[str](), set[str]()
    layer = gold(project).uid
    for (document_uid, annotator_uid), state in coded.states(project.file.database).items():
        if annotator_uid == layer:
            decided.add(document_uid)
        if annotator_uid in compared and state is not State.NEW:
            begun[document_uid] += 1
            finished[document_uid] += state in FINISHED
    return tuple(
        Comparable(uid, name, finished[uid], begun[uid])
        for uid, name, _length in coded.documents(project.file.database)
        if (finished[uid] > 1 or (uid in decided and begun[uid] < 2 and _gold_remains(project, uid)))
        and not sight.hides(project, uid)
    )


def _gold_remains(project: Project, document_uid: str) -> bool:
    """Whether there is gold of which nobody's marks are left, in a document that hardly anybody has begun."""
    return any(decisions(project, document_uid))


def named(project: Project, names: Iterable[str] = ()) -> tuple[str, ...]:
    """The uids of the documents that can be compared, or of those with these names or uids. Raises UsageError."""
    found = {text: item for item in comparable(project) for text in (item.document_uid, item.name)}
    missing = set(names) - found.keys()
    if missing:
        raise UsageError(
            _("There is nothing to compare in {name}.").format(name=shown(min(missing), 120)),
            hint=_("At least two annotators have to finish a document first."),
        )
    wanted = list(names) or found
    return tuple(dict.fromkeys(found[name].document_uid for name in wanted))


def counts(project: Project, document_uids: Iterable[str]) -> tuple[Counter[Standing], Counter[Difference]]:
    """How many cases of documents stand how, and how many of which kind wait for somebody."""
    standing, left = Counter[Standing](), Counter[Difference]()
    for uid in document_uids:
        for item in decisions(project, uid):
            standing[item.standing] += 1
            left[item.case.difference] += item.waits
    return standing, left


def decisions(project: Project, document_uid: str, *, unfinished: bool = False) -> tuple[Decision, ...]:
    """The cases of a document in order, and how each stands.

    There are none with fewer than two who take part, but for gold that is left alone.
    """
    found: list[Decision] = []
    for some in reading(project, document_uid, unfinished=unfinished):
        found += some
    return tuple(sorted(found, key=place))


def reading(
    project: Project, document_uid: str, *, unfinished: bool = False
) -> Generator[tuple[Decision, ...], None, None]:
    """The same in pieces that take a few milliseconds each, for whoever has other things to do in between.

    They come in the order of the text, but for gold that is left alone and what fills slots, which come last.
    """
    people = [item.uid for item in participants(project, document_uid, unfinished=unfinished)]
    if not sight.hides(project, document_uid):
        yield from case_reading.reading(project, document_uid, people, gold(project).uid)


def gold_state(project: Project, document_uid: str) -> State:
    """How far the gold of a document is: new before the first verdict, reviewed once it is complete."""
    uid = gold(project).uid
    found = documents.progress(project.file.database, document_uid, annotator_uid=uid)
    return found[0].state if found else State.NEW


def may_decide(project: Project) -> bool:
    """Whether the one who works here may adjudicate: a reviewer, or anybody where no reviewer is named."""
    reviewers = sight.reviewers(project)
    return not project.read_only and (not reviewers or project.annotator.uid in reviewers)


def source_of(project: Project, gold_annotation: Annotation) -> Verdict | None:
    """The verdict that a gold annotation comes from: from whom, who decided, when, why, by hand or not."""
    return verdicts.of_gold(project.file.database, gold_annotation.document_uid, gold_annotation.uid)


def note_names(project: Project, document_uid: str) -> None:
    """Note with a document that the names of the annotators were shown to who decides; once is enough."""
    words = _("The names of the annotators were shown while deciding.")
    known = comments.of_document(project.file.database, document_uid)
    me = project.annotator.uid
    if any(item.annotator_uid == me and item.text == words for item in known):
        return
    with project.step(_("Show names")) as step:
        moment = now()
        step.put(Comment(new_uid(), document_uid, me, words, made=moment, changed=moment))
