"""One annotation of a line, checked as far as it can be without its text."""

from __future__ import annotations

import datetime as dt
import re

from desktop_app.base.errors import FormatError
from desktop_app.base.i18n import _
from desktop_app.formats._items import IncomingAnnotation
from desktop_app.formats._jsonl_lines import ForeignSpan
from desktop_app.formats._placing import short
from desktop_app.formats._words import check_line_of_text, check_note, is_uid
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Origin
from desktop_app.model.span import Span, joined

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z", re.ASCII)


def annotation_from(
    span: ForeignSpan, *, native: bool, place: str, seed: tuple[str, str]
) -> IncomingAnnotation:
    """The annotation. A native one keeps its uid, origin and times; another gets a uid that follows from `seed`.

    Raises FormatError with `place` as its beginning of where.
    """
    _check_ends(span.start, span.end, place)
    label = span.label.strip()
    if not label:
        raise FormatError(_("The label is empty."), where=f"{place}.label", hint=_("Name a tag."))
    check_line_of_text(label, f"{place}.label")
    check_note(span.note or "", f"{place}.note")
    if span.confidence is not None and not 0 <= span.confidence <= 1:
        raise FormatError(
            _("The confidence is not between 0 and 1."), where=f"{place}.confidence", hint=_("Correct it.")
        )
    return IncomingAnnotation(
        uid=_uid(span, place) if native else derived_uid("imported", *seed),
        label=label,
        spans=_passages(span, place),
        quote=span.text,
        values=span.values or {},
        note=span.note or "",
        origin=(span.origin if native else None) or Origin.IMPORTED,
        confidence=span.confidence,
        created=_moment(span.created, f"{place}.created") if native else "",
        changed=_moment(span.changed, f"{place}.changed") if native else "",
        place=place,
    )


def _uid(span: ForeignSpan, place: str) -> str:
    if isinstance(span.id, str) and is_uid(span.id):
        return span.id
    raise FormatError(
        _("This is no uid."), where=f"{place}.id", hint=_("A uid is 32 digits or letters from a to f.")
    )


def _check_ends(start: int, end: int, place: str) -> None:
    if start < 0:
        what = _("The passage starts before the text, at {start}.").format(start=short(start))
    elif end == start:
        what = _("The passage is empty: it starts and ends at {start}.").format(start=short(start))
    elif end < start:
        what = _("The passage ends at {end}, before it starts at {start}.").format(
            end=short(end), start=short(start)
        )
    else:
        return
    hint = _("Start and end count code points from 0, the end not included; check what made the file.")
    raise FormatError(what, where=place, hint=hint)


def _passages(span: ForeignSpan, place: str) -> tuple[Span, ...]:
    if span.parts is None:
        return (Span(span.start, span.end),)
    where = f"{place}.parts"
    for start, end in span.parts:
        _check_ends(start, end, where)
    for before, after in zip(span.parts, span.parts[1:], strict=False):
        if after[0] < before[1]:
            raise FormatError(
                _("The parts overlap or are not in order."), where=where, hint=_("Sort and join them.")
            )
    if not span.parts or (span.parts[0][0], span.parts[-1][1]) != (span.start, span.end):
        raise FormatError(
            _("The parts do not begin at start and end at end."),
            where=where,
            hint=_("Start and end have to enclose the parts exactly."),
        )
    return joined(Span(start, end) for start, end in span.parts)


def _moment(text: str | None, where: str) -> str:
    """The moment as the program writes it: UTC, milliseconds; '' for none."""
    if not text:
        return ""
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise FormatError(
            _("This is no date and time."), where=where, hint=_("Write it like 2015-11-02T09:30:00.000Z.")
        ) from error
    if _MOMENT.fullmatch(text):
        return text
    known = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
    try:
        return known.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except OverflowError as error:
        raise FormatError(
            _("This is no date and time."), where=where, hint=_("Write it like 2015-11-02T09:30:00.000Z.")
        ) from error
