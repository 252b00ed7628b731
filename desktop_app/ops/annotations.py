"""Marking passages, and everything that can be done to a mark.

Everybody changes their own marks only: all else raises NotYoursError.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from desktop_app.attributes import check_value
from desktop_app.base.errors import InvalidValueError, NotYoursError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.model.identity import new_uid, now
from desktop_app.model.packed import PackedSpans
from desktop_app.model.records import QUOTE_LIMIT, Annotation, Link, Origin, Progress, State
from desktop_app.model.span import Span, check_within, joined
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value, Values
from desktop_app.ops import sight
from desktop_app.ops._slot_moves import moved
from desktop_app.ops.project import Project
from desktop_app.store import annotations as rows
from desktop_app.store import corpus, documents, links, tally
from desktop_app.store.corpus import progress_uid
from desktop_app.store.step import Step


def highlight(
    project: Project,
    document_uid: str,
    spans: Iterable[Span],
    tag_uid: str,
) -> Annotation:
    """Mark passages (code points) with a tag. Touching and overlapping passages are joined.

    Raises InvalidSpanError past the end of the text, NotFoundError for an unknown document or tag.
    """
    tag = project.tagset.tag(tag_uid)
    chosen = joined(spans)
    moment = now()
    with project.step(_("Mark {tag}").format(tag=tag.name)) as step:
        annotation = Annotation(
            new_uid(),
            document_uid,
            project.annotator.uid,
            tag_uid,
            chosen,
            quotes(project, document_uid, chosen),
            created=moment,
            changed=moment,
            guideline=project.guideline,
        )
        step.add_all([annotation])
        touch(project, step, document_uid)
    return annotation


def quotes(project: Project, document_uid: str, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """What stands at these passages, each cut at QUOTE_LIMIT.

    Raises NotFoundError for an unknown document, InvalidSpanError past the end of its text.
    """
    sha256, length = documents.text_of(project.file.database, document_uid)
    check_within(spans, length)
    text = project.text(sha256)
    return tuple(text.slice(span.start, min(span.end, span.start + QUOTE_LIMIT)) for span in spans)


def touch(project: Project, step: Step, document_uid: str) -> None:
    """Move the annotator's state on after a change: new becomes in progress, done needs another look."""
    state = documents.state(project.file.database, document_uid, project.annotator.uid)
    moved = after_a_change(state)
    if moved is not state:
        found = own_progress(project, document_uid)
        step.put(dataclasses.replace(found, state=moved, changed=now()))


def after_a_change(state: State) -> State:
    """The state that follows when the annotator changes something: new becomes in progress, done another look."""
    if state is State.NEW:
        return State.IN_PROGRESS
    return State.NEEDS_ANOTHER_LOOK if state is State.DONE else state


def own_progress(project: Project, document_uid: str) -> Progress:
    """The annotator's state and values for a document; a fresh one if they have not begun."""
    me = project.annotator.uid
    found = documents.progress(project.file.database, document_uid, annotator_uid=me)
    return found[0] if found else Progress(progress_uid(document_uid, me), document_uid, me)


def _change(
    project: Project,
    label: str,
    before: Annotation,
    after: Annotation,
    changed: Sequence[Link] = (),
    gone: Sequence[Link] = (),
) -> Annotation:
    if after == before:
        return before
    check_own(project, before)
    after = replace(after, changed=now(), guideline=project.guideline)
    with project.step(label) as step:
        step.put(after, *changed)
        step.remove(*gone)
        touch(project, step, after.document_uid)
    return after


def check_own(project: Project, *annotations: Annotation) -> None:
    """Raise NotYoursError when one of them is another annotator's, whose marks are to be read only."""
    foreign = next((item for item in annotations if item.annotator_uid != project.annotator.uid), None)
    if foreign is not None:
        people = {item.uid: item.name for item in corpus.annotators(project.file.database)}
        name = shown(people.get(foreign.annotator_uid, ""), 40) or _("somebody else")
        raise NotYoursError(
            _("This mark was made by {name}.").format(name=name),
            hint=_("Copy it to your own marks to change it."),
        )


def copy(project: Project, annotation_uid: str) -> Annotation:
    """Make a mark of one's own out of another annotator's: same passages, tag, values and note."""
    before = get(project, annotation_uid)
    moment = now()
    made = replace(
        before,
        uid=new_uid(),
        annotator_uid=project.annotator.uid,
        origin=Origin.HAND,
        confidence=None,
        created=moment,
        changed=moment,
        guideline=project.guideline,
    )
    with project.step(_("Copy mark")) as step:
        step.put(made)
        touch(project, step, made.document_uid)
    return made


def retag(project: Project, annotation_uid: str, tag_uid: str) -> Annotation:
    """Give an annotation another tag. Values of attributes with the same name and kind go along; others are let go.

    What fills its slots goes to slots of the same name; without such a slot it becomes untyped.
    """
    before = get(project, annotation_uid)
    tag = project.tagset.tag(tag_uid)
    fitting = {(item.name, item.kind): item.uid for item in project.tagset.attributes_of(tag_uid)}
    values = {}
    for uid, value in before.values.items():
        attribute = project.tagset.attribute(uid)
        if (attribute.name, attribute.kind) in fitting:
            values[fitting[attribute.name, attribute.kind]] = value
    label = _("Change tag to {tag}").format(tag=tag.name)
    after = replace(before, tag_uid=tag_uid, values=values)
    return _change(project, label, before, after, *_relinked(project, before, tag_uid))


def _relinked(project: Project, mark: Annotation, tag_uid: str) -> tuple[list[Link], list[Link]]:
    """The links away from a mark that change when it has another tag, as they are then, and those that go."""
    theirs = {item.name.casefold(): item.uid for item in project.tagset.slots_of(tag_uid)}
    slots = {
        item.uid: theirs.get(item.name.casefold(), "")
        for item in project.tagset.slots
        if item.tag_uid != tag_uid
    }
    return moved(slots, links.from_annotations(project.file.database, [mark.uid]))


def set_value(project: Project, annotation_uid: str, attribute_uid: str, value: Value | None) -> Annotation:
    """Code an attribute of an annotation; None makes it not coded. Raises InvalidValueError."""
    before = get(project, annotation_uid)
    attribute = project.tagset.attribute(attribute_uid)
    if attribute.tag_uid != before.tag_uid:
        raise InvalidValueError(_("{name} does not belong to this tag.").format(name=attribute.name))
    values = with_value(before.values, attribute, value)
    return _change(
        project, _("Set {name}").format(name=attribute.name), before, replace(before, values=values)
    )


def with_value(values: Values, attribute: Attribute, value: Value | None) -> Values:
    """The values with one attribute coded anew, checked by its kind; None leaves it out."""
    others = {uid: item for uid, item in values.items() if uid != attribute.uid}
    if value is None:
        return others
    return {**others, attribute.uid: check_value(value, attribute)}


def set_note(project: Project, annotation_uid: str, note: str) -> Annotation:
    """Write the note of an annotation; '' takes it away."""
    before = get(project, annotation_uid)
    return _change(project, _("Edit note"), before, replace(before, note=note))


def set_spans(
    project: Project, annotation_uid: str, spans: Iterable[Span], *, label: str | None = None
) -> Annotation:
    """Put an annotation on other passages of its document. Raises InvalidSpanError."""
    before = get(project, annotation_uid)
    chosen = joined(spans)
    after = replace(before, spans=chosen, quotes=quotes(project, before.document_uid, chosen))
    return _change(project, label or _("Move edge"), before, after)


def add_part(project: Project, annotation_uid: str, span: Span) -> Annotation:
    """Add a passage to an annotation."""
    before = get(project, annotation_uid)
    return set_spans(project, annotation_uid, [*before.spans, span], label=_("Add part"))


def remove(project: Project, annotation_uids: Iterable[str]) -> None:
    """Delete own annotations with the links from and to them; undo brings all back.

    Raises NotYoursError, and deletes none, if one is another's.
    """
    found = rows.find(project.file.database, list(annotation_uids))
    if not found:
        return
    check_own(project, *found)
    with project.step(removal_label(len(found))) as step:
        step.remove(*hanging(project, [item.uid for item in found]))
        step.remove(*found)
        for document_uid in dict.fromkeys(item.document_uid for item in found):
            touch(project, step, document_uid)


def removal_label(number: int) -> str:
    """What the step is called that deletes so many annotations."""
    return ngettext("Remove mark", "Remove {number} marks", number).format(number=number)


def hanging(project: Project, annotation_uids: Iterable[str]) -> tuple[Link, ...]:
    """The links that lead from or to these annotations: what goes with them when they are deleted."""
    return links.hanging(project.file.database, list(annotation_uids))


def get(project: Project, annotation_uid: str) -> Annotation:
    """The annotation with this uid. Raises NotFoundError, also while blind mode hides it."""
    return sight.check_seen(project, rows.get(project.file.database, annotation_uid))


def some(project: Project, annotation_uids: Iterable[str]) -> tuple[Annotation, ...]:
    """Those of the annotations that exist and may be seen, by document and place."""
    found = rows.find(project.file.database, list(annotation_uids))
    return tuple(
        item for item in found if sight.only(project, item.document_uid) in (None, item.annotator_uid)
    )


def of_document(
    project: Project, document_uid: str, *, annotator_uid: str | None = None
) -> tuple[Annotation, ...]:
    """A document's annotations (of one annotator), by start, longest first, then uid."""
    seen = sight.only(project, document_uid)
    if seen is not None and annotator_uid not in (None, seen):
        return ()
    return rows.of_document(project.file.database, document_uid, annotator_uid=seen or annotator_uid)


def in_window(project: Project, document_uid: str, start: int, end: int) -> tuple[Annotation, ...]:
    """The annotations that reach into `start` to `end` (code points), by start, longest first, then uid."""
    seen = sight.only(project, document_uid)
    return rows.in_window(project.file.database, document_uid, start, end, annotator_uid=seen)


def packed(
    project: Project,
    document_uid: str,
    *,
    after: tuple[int, str] | None = None,
    limit: int = 5000,
    before: int | None = None,
) -> PackedSpans:
    """The next annotations behind the cursor, as arrays for the view: those that start `before` an offset."""
    seen = sight.only(project, document_uid)
    database = project.file.database
    return rows.packed(database, document_uid, after=after, limit=limit, before=before, annotator_uid=seen)


def counts(project: Project, document_uid: str) -> dict[str, int]:
    """How many annotations of each tag this annotator has in the document."""
    return tally.by_tag(project.file.database, document_uid, project.annotator.uid)
