"""Where the caret goes when a key is pressed."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    # The names of the moves are wanted at the start, numpy behind the flow only with the first text.
    from desktop_app.gui.reading.flow import Flow
    from desktop_app.gui.reading.paragraph import Paragraph
    from desktop_app.gui.reading.steps import Steps


class Move(Enum):
    """The ways in which a caret moves. Left and right are those of the screen."""

    LEFT = auto()
    RIGHT = auto()
    WORD_LEFT = auto()
    WORD_RIGHT = auto()
    SENTENCE_BACK = auto()
    SENTENCE_ON = auto()
    UP = auto()
    DOWN = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    LINE_START = auto()
    LINE_END = auto()
    PARAGRAPH_UP = auto()
    PARAGRAPH_DOWN = auto()
    TEXT_START = auto()
    TEXT_END = auto()


_VERTICAL = (Move.UP, Move.DOWN, Move.PAGE_UP, Move.PAGE_DOWN)


class Place(NamedTuple):
    """A place between two characters; where a line was broken, at the start of a line or `at_end` of the one above."""

    offset: int
    at_end: bool = False

    def line(self, paragraph: Paragraph) -> int:
        """The line of its paragraph that it is on."""
        line = paragraph.line_of(self.offset)
        return line - 1 if line and self.at_end and paragraph.line_start(line) == self.offset else line


def place_on(paragraph: Paragraph, line: int, x: float) -> Place:
    """The place on a line that is nearest to a pixel of its paragraph."""
    offset = paragraph.offset_at(x, paragraph.line_top(line) + paragraph.pitch / 2, to_end=True)
    goes_on = line + 1 < paragraph.line_count
    return line_end(paragraph, line) if goes_on and offset >= paragraph.line_end(line) else Place(offset)


def line_end(paragraph: Paragraph, line: int) -> Place:
    """The last place on a line; where it was broken that is behind the last character to be seen."""
    end = paragraph.line_end(line)
    if line + 1 == paragraph.line_count:
        return Place(end)
    start = paragraph.line_start(line)
    seen = len(paragraph.text[start - paragraph.start : end - paragraph.start].rstrip())
    return Place(start + seen, at_end=True) if seen else Place(start)


class Caret:
    """Where the text is being read. Moving up and down it remembers the `x` that it came from."""

    def __init__(self) -> None:
        self.place = Place(0)
        self._goal: float | None = None

    @property
    def offset(self) -> int:
        """The offset that it stands at."""
        return self.place.offset

    def put(self, place: Place) -> None:
        """Put the caret at a place; moves up and down start from there, and not from where they last aimed."""
        self.place = place
        self._goal = None

    def move(self, move: Move, flow: Flow, steps: Steps, *, anchor: int | None = None) -> int:
        """The offset after a move. Does not scroll, except by a page.

        A selection that is pulled out from `anchor` ends with a word, a sentence or a paragraph, not with the blanks
        behind it.
        """
        if move not in _VERTICAL:
            pulled = None if anchor is None else _pulled(self.place, move, flow, steps, anchor)
            self.put(_sideways(self.place, move, flow, steps) if pulled is None else Place(pulled))
            return self.offset
        paragraph = flow.paragraph_of(self.offset)
        if self._goal is None:
            self._goal = paragraph.x_of(self.offset, self.place.line(paragraph))
        if move in (Move.UP, Move.DOWN):
            self.place = _line_beside(paragraph, self.place, flow, x=self._goal, down=move is Move.DOWN)
        else:
            self.place = _page_beside(self.place, flow, x=self._goal, down=move is Move.PAGE_DOWN)
        return self.offset


def _sideways(place: Place, move: Move, flow: Flow, steps: Steps) -> Place:
    paragraph, offset = flow.paragraph_of(place.offset), place.offset
    if move is Move.LINE_START:
        return Place(paragraph.line_start(place.line(paragraph)))
    if move is Move.LINE_END:
        return line_end(paragraph, place.line(paragraph))
    if move in (Move.LEFT, Move.RIGHT):
        return Place(_character_beside(paragraph, offset, steps, right=move is Move.RIGHT))
    if move in (Move.PARAGRAPH_UP, Move.PARAGRAPH_DOWN):
        return Place(_paragraph_beside(paragraph, offset, flow, down=move is Move.PARAGRAPH_DOWN))
    if move in (Move.WORD_LEFT, Move.WORD_RIGHT):
        forward = (move is Move.WORD_RIGHT) != paragraph.is_right_to_left
        return Place(steps.next_word(offset) if forward else steps.previous_word(offset))
    if move in (Move.SENTENCE_BACK, Move.SENTENCE_ON):
        on = move is Move.SENTENCE_ON
        return Place(steps.next_sentence(offset) if on else steps.previous_sentence(offset))
    return Place(0 if move is Move.TEXT_START else steps.end)


def _pulled(place: Place, move: Move, flow: Flow, steps: Steps, anchor: int) -> int | None:
    """Where the end of a selection goes with a word, sentence or paragraph; None for other moves."""
    offset = place.offset
    if move in (Move.WORD_LEFT, Move.WORD_RIGHT):
        forward = (move is Move.WORD_RIGHT) != flow.paragraph_of(offset).is_right_to_left
        end = steps.next_word_end if forward else steps.previous_word_end
    elif move in (Move.SENTENCE_BACK, Move.SENTENCE_ON):
        forward = move is Move.SENTENCE_ON
        end = steps.next_sentence_end if forward else steps.previous_sentence_end
    elif move in (Move.PARAGRAPH_UP, Move.PARAGRAPH_DOWN):
        forward = move is Move.PARAGRAPH_DOWN
        end = steps.next_paragraph_end if forward else steps.previous_paragraph_end
    else:
        return None
    start = _sideways(place, move, flow, steps).offset
    if forward:
        return end(offset) if offset >= anchor else min(start, anchor)
    return start if offset <= anchor else max(end(offset), anchor)


def _character_beside(paragraph: Paragraph, offset: int, steps: Steps, *, right: bool) -> int:
    forward = right != paragraph.is_right_to_left
    if not paragraph.has_two_directions or offset > paragraph.end:
        return steps.next_character(offset) if forward else steps.previous_character(offset)
    beside = paragraph.visually_beside(offset, right=right)
    if beside != offset:
        return beside
    # The edge of the paragraph: on to the next one, or back to the end of the one before.
    return steps.next_character(paragraph.end) if forward else steps.previous_character(paragraph.start)


def _line_beside(paragraph: Paragraph, place: Place, flow: Flow, *, x: float, down: bool) -> Place:
    line = place.line(paragraph) + (1 if down else -1)
    if 0 <= line < paragraph.line_count:
        return place_on(paragraph, line, x)
    index = paragraph.index + (1 if down else -1)
    if not 0 <= index < flow.buffer.count:
        return Place(paragraph.end if down else paragraph.start)
    beside = flow.paragraph(index)
    return place_on(beside, 0 if down else beside.line_count - 1, x)


def _page_beside(place: Place, flow: Flow, *, x: float, down: bool) -> Place:
    """The place a window further, which then stands where the caret stood; the first or last line at the ends."""
    flow.reveal(place.offset)
    page = max(flow.height - flow.metrics.pitch, flow.metrics.pitch)
    paragraph = flow.paragraph_of(place.offset)
    placed = flow.placed(paragraph.index)
    top = placed.top if placed else 0
    y = paragraph.line_top(place.line(paragraph)) + paragraph.pitch / 2 + top
    moved = flow.scroll_by(page if down else -page)
    if abs(moved) < page:
        # There was less than a page: what is left of the way the caret goes by itself.
        y += (page if down else -page) - moved
    target = flow.placed_at(y)
    return place_on(target.paragraph, target.paragraph.line_at(y - target.top), x)


def _paragraph_beside(paragraph: Paragraph, offset: int, flow: Flow, *, down: bool) -> int:
    if not down and offset > paragraph.start and not paragraph.is_blank:
        return paragraph.start
    step = 1 if down else -1
    index = paragraph.index + step
    while 0 <= index < flow.buffer.count:
        beside = flow.buffer.text(index)
        if beside.strip():
            return flow.buffer.start(index)
        index += step
    return flow.buffer.length if down else 0
