"""Spans: stretches of a document's text, counted in code points."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from desktop_app.base.errors import InvalidSpanError
from desktop_app.base.i18n import _


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """Code points `start` to `end` of a text: 0-based, end-exclusive, never empty.

    Raises InvalidSpanError when it is empty, reversed or starts before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidSpanError(
                _("A span must start at 0 or later and end after its start, not {start}–{end}.").format(
                    start=self.start, end=self.end
                )
            )

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same code points as sorted spans that neither overlap nor touch."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def check_within(spans: tuple[Span, ...], length: int) -> None:
    """Raises InvalidSpanError when there is no span or one reaches past `length` code points."""
    if not spans:
        raise InvalidSpanError(_("An annotation needs at least one passage."))
    end = max(span.end for span in spans)
    if end > length:
        raise InvalidSpanError(
            _("The passage ends at {end}, but the text has only {length} characters.").format(
                end=end, length=length
            )
        )
