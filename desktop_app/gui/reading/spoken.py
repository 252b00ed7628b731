"""What a screen reader says of annotations: short, and only what a person could not know already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.reading.card import MARKS_LIMIT, Card
from desktop_app.gui.reading.marks import Mark
from desktop_app.model.changes import InDocument
from desktop_app.model.records import Annotation

Naming = Callable[[str], str]

QUOTE_LIMIT = 80


def crossing(before: Sequence[Mark], here: Sequence[Mark], name_of: Naming) -> str:
    """What to say when the caret goes from some annotations to others: which it is in now, else which it left.

    '' where neither is so.
    """
    known, staying = {mark.uid for mark in before}, {mark.uid for mark in here}
    entered = [mark for mark in here if mark.uid not in known]
    left = [mark for mark in before if mark.uid not in staying]
    if entered:
        return _("In {tags}").format(tags=_listed(entered, name_of))
    return _("Out of {tags}").format(tags=_listed(left, name_of)) if left else ""


def _listed(marks: Sequence[Mark], name_of: Naming) -> str:
    names = list(dict.fromkeys(shown(name_of(mark.tag)) for mark in marks))
    return ", ".join(names[:MARKS_LIMIT])


def around_caret(marks: Sequence[Mark], card_of: Callable[[Mark], Card]) -> str:
    """The annotations that the caret is in, with what is known about each, for whoever asks; '' for none."""
    each = list({mark.uid: mark for mark in marks}.values())
    found = [in_words(card_of(mark)) for mark in each[:MARKS_LIMIT]]
    more = len(each) - len(found)
    if more > 0:
        found.append(ngettext("and {number} more", "and {number} more", more).format(number=more))
    return ". ".join(found)


def in_words(card: Card) -> str:
    """All that is known about an annotation, in one line."""
    parts = [f"{shown(card.title)}: {_heard(card.quote)}"]
    parts += [f"{shown(name)}: {shown(value)}" for name, value in card.values]
    if card.note:
        parts.append(_("Note: {words}").format(words=_heard(card.note)))
    return ", ".join(parts)


def of_changes(changes: InDocument, name_of: Naming) -> str:
    """What an action did to the annotations of the document that is shown; '' when nothing of it can be heard."""
    if changes.count == 1:
        return _of_one(*changes.pairs[0], name_of)
    added, removed, changed = changes.numbers
    parts = []
    if added:
        parts.append(ngettext("{number} mark added", "{number} marks added", added).format(number=added))
    if removed:
        words = ngettext("{number} mark removed", "{number} marks removed", removed)
        parts.append(words.format(number=removed))
    if changed:
        words = ngettext("{number} mark changed", "{number} marks changed", changed)
        parts.append(words.format(number=changed))
    return ", ".join(parts)


def _of_one(before: Annotation | None, after: Annotation | None, name_of: Naming) -> str:
    if after is None:
        tag, quote = (shown(name_of(before.tag_uid)), _quote(before)) if before is not None else ("", "")
        return _("Removed {tag}: {words}").format(tag=tag, words=quote) if tag or quote else ""
    tag = shown(name_of(after.tag_uid))
    if before is None:
        return _("Marked as {tag}: {words}").format(tag=tag, words=_quote(after))
    if before.tag_uid != after.tag_uid:
        return _("Now {tag}").format(tag=tag)
    # Notes are typed into a field that speaks for itself; `of_values` tells of values that keys gave.
    return f"{tag}: {_quote(after)}" if before.spans != after.spans else ""


def of_values(before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]]) -> str:
    """Which values an annotation got, and which it lost, of those that it had by name; '' when they are the same."""
    had, has = dict(before), dict(after)
    parts = [f"{shown(name)}: {shown(words)}" for name, words in has.items() if had.get(name) != words]
    nothing = _("nothing chosen")
    parts += [f"{shown(name)}: {nothing}" for name in had if name not in has]
    return ", ".join(parts)


def _quote(annotation: Annotation) -> str:
    return _heard(" […] ".join(annotation.quotes))


def _heard(text: str) -> str:
    """A text of the document or of a person in one line: breaks and blanks are not worth a word."""
    return shown(" ".join(text.split()), QUOTE_LIMIT)
