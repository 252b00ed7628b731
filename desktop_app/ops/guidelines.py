"""The guideline beside the tag: its log of decisions, and examples that are picked from the text.

Decisions are numbered through the whole project, so that the number which a mark keeps says what was decided when it
was made; copies that came together may have given one number twice, which is told apart here. A decision about no tag
('') is one about all.
"""

from __future__ import annotations

import re

from desktop_app.base.errors import InvalidValueError
from desktop_app.base.i18n import _
from desktop_app.model.decided import surely_known, told_apart
from desktop_app.model.identity import new_uid, now
from desktop_app.model.records import Annotation, Progress, State
from desktop_app.model.tagset import Attribute, Decision, Slot, Tag
from desktop_app.model.words import sentence_at
from desktop_app.ops import documents
from desktop_app.ops.project import Project
from desktop_app.store import registers

LIMIT = 2000
"""Code points of what is written about a decision."""
_AROUND = 300
_BRACKETS = str.maketrans("[]", "()")


def decide(project: Project, tag_uid: str, text: str) -> Decision:
    """Write down what was decided about the guideline of a tag ('': of all), as the next version of it.

    Raises InvalidValueError for an empty or endless text, NotFoundError for an unknown tag.
    """
    words = " ".join(text.split())
    if not words or len(words) > LIMIT:
        raise InvalidValueError(
            _("A decision is a sentence or a few."),
            hint=_("Write what was decided, in at most 2,000 characters."),
        )
    if tag_uid:
        project.tagset.tag(tag_uid)
    made = drafted(project, tag_uid, words)
    with project.step(_("Note a decision")) as step:
        step.put(made)
    return made


def drafted(project: Project, tag_uid: str, text: str) -> Decision:
    """The next decision, to be written by whoever makes it."""
    return Decision(new_uid(), tag_uid, project.guideline + 1, text, project.annotator.uid, now())


def decided(project: Project) -> tuple[Decision, ...]:
    """What was decided, the oldest first, each with a number of its own."""
    return told_apart(registers.decisions(project.file.database))


def log(project: Project, tag_uid: str) -> tuple[Decision, ...]:
    """What was decided about a tag and about all tags, the newest first."""
    return tuple(item for item in reversed(decided(project)) if item.tag_uid in (tag_uid, ""))


def version(project: Project, tag_uid: str) -> int:
    """The number of the newest decision about a tag or about all tags, 0 before any."""
    return next((item.number for item in log(project, tag_uid)), 0)


def behind(project: Project, annotation: Annotation) -> int:
    """The version of its tag's guideline that an annotation may not have known when it was made, 0 if it knew all.

    It is at most the annotation's own number where copies came together, and it is not certain which one it knew.
    """
    if project.guideline <= annotation.guideline:
        return 0
    numbers = [item.number for item in registers.decisions(project.file.database)]
    newest = version(project, annotation.tag_uid)
    return newest if newest > surely_known(numbers, annotation.guideline) else 0


def changed_words(before: Tag | Attribute | Slot | None, after: Tag | Attribute | Slot) -> str:
    """What the log says of a change of a guideline, '' if there is none."""
    if before is None:
        return ""
    if before.guideline != after.guideline:
        if isinstance(after, Tag):
            return _("Changed the definition.")
        return _("Changed how to code {name}.").format(name=after.name)
    if isinstance(before, Tag) and isinstance(after, Tag):
        if before.examples != after.examples:
            return _("Changed the examples.")
        if before.counter_examples != after.counter_examples:
            return _("Changed what is not like this.")
    return ""


def example_of(project: Project, annotation: Annotation) -> str:
    """The sentence around an annotation, its passages in square brackets, as guidelines have them."""
    text = documents.text(project, annotation.document_uid)
    first = max(sentence_at(text, annotation.start)[0], annotation.start - _AROUND)
    last = min(sentence_at(text, max(annotation.end - 1, annotation.start))[1], annotation.end + _AROUND)
    pieces, at = [], min(first, annotation.start)
    for span in annotation.spans:
        pieces += [_plain(text[at : span.start]), f"[{_plain(text[span.start : span.end])}]"]
        at = span.end
    pieces.append(_plain(text[at : max(last, at)]))
    return " ".join("".join(pieces).split())


def _plain(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text.translate(_BRACKETS))


def why_again(project: Project, progress: Progress) -> str:
    """Why a document that was done needs another look: what was decided at that moment, '' if that is not why."""
    if progress.state is not State.NEEDS_ANOTHER_LOOK or not progress.changed:
        return ""
    found = registers.decisions(project.file.database)
    return next((item.text for item in found if item.made == progress.changed), "")
