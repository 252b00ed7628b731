"""The stretch of text that is being chosen, and how it grows."""

from __future__ import annotations

from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.steps import Steps
from desktop_app.model.graphemes import snap_to_graphemes
from desktop_app.model.span import Span

_EDGE = 256
"""So many characters at either end are looked at for blanks."""


def without_blanks(span: Span, buffer: TextBuffer) -> Span:
    """The span without blanks and line ends at its edges, never cutting a cluster; one of blanks alone stays."""
    head = buffer.slice(span.start, min(span.end, span.start + _EDGE))
    tail = buffer.slice(max(span.start, span.end - _EDGE), span.end)
    first = snap_to_graphemes(head, len(head) - len(head.lstrip()), len(head))[0]
    last = snap_to_graphemes(tail, 0, len(tail.rstrip()))[1]
    start, end = span.start + first, span.end - len(tail) + last
    return Span(start, end) if start < end else span


class Selection:
    """From where the choosing began (`anchor`) to where it is now (`head`). `span` is what is chosen, tidied."""

    def __init__(self) -> None:
        self.anchor = 0
        self.head = 0
        self.span: Span | None = None
        self._grown: list[tuple[int, int, Span | None]] = []

    def start(self, offset: int) -> None:
        """Begin anew at an offset, with nothing chosen."""
        self.anchor = self.head = offset
        self.span = None
        self._grown.clear()

    def draw(self, offset: int, steps: Steps, *, by_character: bool) -> None:
        """Pull the mouse to an offset: whole words, or whole characters."""
        self.head = offset
        low, high = min(self.anchor, offset), max(self.anchor, offset)
        self.span = steps.by_characters(low, high) if by_character else steps.by_words(low, high)
        self._grown.clear()

    def extend(self, offset: int, steps: Steps) -> None:
        """Move the end that is not the anchor to an offset, to the character."""
        self.draw(offset, steps, by_character=True)

    def take(self, span: Span | None) -> None:
        """Choose a span as it is."""
        self.span = span
        if span is not None:
            self.anchor, self.head = span.start, span.end
        self._grown.clear()

    def rest(self) -> None:
        """Drawing has ended: from now on the ends are those of what was chosen."""
        if self.span is not None:
            backwards = self.head < self.anchor
            ends = (self.span.end, self.span.start) if backwards else (self.span.start, self.span.end)
            self.anchor, self.head = ends

    def grow(self, steps: Steps) -> None:
        """From nothing to the word, the phrase, the sentence, the paragraph, and the next paragraphs."""
        before = self.span
        at = self.head if before is None else before.start
        around = (steps.word_around(at), steps.sentence_around(at), steps.paragraph_around(at))
        found = [span for span in (*around, *steps.phrases_around(at)) if span is not None]
        wider = [span for span in found if before is None or _covers(span, before)]
        if wider:
            self._grow_to(min(wider, key=len))
        elif before is not None and before.end < steps.end:
            following = steps.paragraph_around(steps.next_word(before.end))
            if following is not None and following.end > before.end:
                self._grow_to(Span(before.start, following.end))

    def shrink(self) -> None:
        """Back to what was chosen before it grew."""
        if self._grown:
            self.anchor, self.head, self.span = self._grown.pop()

    def _grow_to(self, span: Span) -> None:
        self._grown.append((self.anchor, self.head, self.span))
        self.anchor, self.head, self.span = span.start, span.end, span


def _covers(outer: Span, inner: Span) -> bool:
    return outer != inner and outer.start <= inner.start and inner.end <= outer.end
