"""One annotation of a line, checked as far as it can be without its text."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from itertools import pairwise

from desktop_app.base.errors import FormatError
from desktop_app.base.i18n import _
from desktop_app.formats._items import IncomingAnnotation
from desktop_app.formats._jsonl_lines import ForeignSpan
from desktop_app.formats._placing import short
from desktop_app.formats._words import LINE_LIMIT, check_line_of_text, check_note
from desktop_app.model.identity import derived_uid, is_uid
from desktop_app.model.records import Origin
from desktop_app.model.span import Span, joined

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z", re.ASCII)


def annotation_from(span: ForeignSpan, place: str, seed: tuple[str, str] | None) -> IncomingAnnotation:
    """The annotation. A native one keeps its uid, origin and times; one with a `seed` gets a uid that follows from it.

    Raises FormatError with `place` as its beginning of where.
    """
    start, end, confidence = span.start, span.end, span.confidence
    if not 0 <= start < end:
        raise _ends_problem(start, end, place)
    label = label_from(span.label, place)
    if span.note and seed:
        check_note(span.note, f"{place}.note")
    if confidence is not None and not 0 <= confidence <= 1:
        raise FormatError(
            _("The confidence is not between 0 and 1."), where=f"{place}.confidence", hint=_("Correct it.")
        )
    passages = (Span(start, end),) if span.parts is None else _passages(span, span.parts, place)
    values, note = span.values or {}, span.note or ""
    if seed:
        uid = derived_uid("imported", *seed)
        return IncomingAnnotation(
            uid, label, passages, span.text, values, note, confidence=confidence, place=place
        )
    created, changed = span.created, span.changed
    return IncomingAnnotation(
        uid_from(span.id, place, "id"),
        label,
        passages,
        span.text,
        values,
        note,
        span.origin or Origin.IMPORTED,
        confidence,
        moment_from(created, place, "created") if created else "",
        moment_from(changed, place, "changed") if changed else "",
        place,
        span.guideline or 0,
    )


def label_from(text: str, place: str) -> str:
    """The label without blanks around it. Raises FormatError for an empty or unprintable one."""
    if _is_plain(text):
        return text
    label = text.strip()
    if not label:
        raise FormatError(_("The label is empty."), where=f"{place}.label", hint=_("Name a tag."))
    check_line_of_text(label, f"{place}.label")
    return label


@lru_cache(maxsize=256)
def _is_plain(label: str) -> bool:
    """Whether nothing is to be said of it. The marks of a file share few labels."""
    return 0 < len(label) <= LINE_LIMIT and label.isprintable() and label == label.strip()


def uid_from(found: object, place: str, key: str) -> str:
    """The uid. Raises FormatError for what is none."""
    if isinstance(found, str) and is_uid(found):
        return found
    hint = _("A uid is 32 digits or letters from a to f.")
    raise FormatError(_("This is no uid."), where=f"{place}.{key}", hint=hint)


def _ends_problem(start: int, end: int, place: str) -> FormatError:
    if start < 0:
        what = _("The passage starts before the text, at {start}.").format(start=short(start))
    elif end == start:
        what = _("The passage is empty: it starts and ends at {start}.").format(start=short(start))
    else:
        what = _("The passage ends at {end}, before it starts at {start}.").format(
            end=short(end), start=short(start)
        )
    hint = _("Start and end count code points from 0, the end not included; check what made the file.")
    return FormatError(what, where=place, hint=hint)


def _passages(span: ForeignSpan, parts: list[tuple[int, int]], place: str) -> tuple[Span, ...]:
    where = f"{place}.parts"
    for start, end in parts:
        if not 0 <= start < end:
            raise _ends_problem(start, end, where)
    for before, after in pairwise(parts):
        if after[0] < before[1]:
            raise FormatError(
                _("The parts overlap or are not in order."), where=where, hint=_("Sort and join them.")
            )
    if not parts or (parts[0][0], parts[-1][1]) != (span.start, span.end):
        raise FormatError(
            _("The parts do not begin at start and end at end."),
            where=where,
            hint=_("Start and end have to enclose the parts exactly."),
        )
    return joined(Span(start, end) for start, end in parts)


@lru_cache(maxsize=256)
def _as_written(text: str) -> str:
    """A moment as the program writes it: UTC, milliseconds. The marks of a file share many."""
    found = dt.datetime.fromisoformat(text)
    if _MOMENT.fullmatch(text):
        return text
    known = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
    return known.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment_from(text: str, place: str, key: str) -> str:
    """The moment as the program writes it. Raises FormatError for what is none."""
    try:
        return _as_written(text)
    except (ValueError, OverflowError) as error:
        raise FormatError(
            _("This is no date and time."),
            where=f"{place}.{key}",
            hint=_("Write it like 2015-11-02T09:30:00.000Z."),
        ) from error
