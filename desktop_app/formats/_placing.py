"""Whether an annotation from a file lies in the text where it says it does."""

from __future__ import annotations

from desktop_app.base.errors import FormatError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.formats._items import IncomingAnnotation

SHOWN = 40


def misplaced(annotation: IncomingAnnotation, text: str) -> FormatError | None:
    """Why the annotation does not fit the text, or None: it reaches past the end, or its quote stands elsewhere."""
    start, end = annotation.spans[0].start, annotation.spans[-1].end
    if end > len(text):
        return FormatError(
            _(
                "The passage {start}–{end} reaches past the end of the text, which has {length} characters."
            ).format(start=start, end=short(end), length=len(text)),
            where=annotation.place,
            hint=_hint(annotation, text),
        )
    if annotation.quote is None or text[start:end] == annotation.quote:
        return None
    return FormatError(
        _("At {start}–{end} the text reads “{found}”, not “{quote}”.").format(
            start=start, end=end, found=shown(text[start:end], SHOWN), quote=shown(annotation.quote, SHOWN)
        ),
        where=annotation.place,
        hint=_hint(annotation, text),
    )


def _hint(annotation: IncomingAnnotation, text: str) -> str:
    start, end = annotation.spans[0].start, annotation.spans[-1].end
    if annotation.quote:
        units = text.encode("utf-16-le")[2 * start : 2 * end]
        if units == annotation.quote.encode("utf-16-le"):
            return _("It seems to count UTF-16 units, as browsers do. Count code points, as Python does.")
        if text.encode()[start:end] == annotation.quote.encode():
            return _("It seems to count bytes. Count code points, as Python does.")
    return _("Start and end count code points from 0, the end not included; check what made the file.")


def short(number: int) -> str:
    """The number, unless it is absurdly long."""
    return str(number) if abs(number) < 10**18 else "…"
