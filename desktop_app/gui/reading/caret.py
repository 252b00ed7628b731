"""Where the caret goes when a key is pressed."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

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


class Caret:
    """A place between two characters. Moving up and down it remembers the `x` that it came from."""

    def __init__(self) -> None:
        self.offset = 0
        self._goal: float | None = None

    def put(self, offset: int) -> None:
        """Stand at this offset."""
        self.offset = offset
        self._goal = None

    def move(self, move: Move, flow: Flow, steps: Steps) -> int:
        """The offset after a move. Does not scroll, except by a page."""
        if move not in _VERTICAL:
            self.put(_sideways(self.offset, move, flow, steps))
            return self.offset
        paragraph = flow.paragraph_of(self.offset)
        if self._goal is None:
            self._goal = paragraph.x_of(self.offset)
        if move in (Move.UP, Move.DOWN):
            self.offset = _line_beside(paragraph, self.offset, flow, x=self._goal, down=move is Move.DOWN)
        else:
            self.offset = _page_beside(self.offset, flow, x=self._goal, down=move is Move.PAGE_DOWN)
        return self.offset


def _sideways(offset: int, move: Move, flow: Flow, steps: Steps) -> int:
    paragraph = flow.paragraph_of(offset)
    if move in (Move.LEFT, Move.RIGHT):
        return _character_beside(paragraph, offset, steps, right=move is Move.RIGHT)
    if move in (Move.WORD_LEFT, Move.WORD_RIGHT):
        forward = (move is Move.WORD_RIGHT) != paragraph.is_right_to_left
        return steps.next_word(offset) if forward else steps.previous_word(offset)
    if move is Move.LINE_START:
        return paragraph.line_start(paragraph.line_of(offset))
    if move is Move.LINE_END:
        return _last_place(paragraph, paragraph.line_of(offset))
    if move in (Move.PARAGRAPH_UP, Move.PARAGRAPH_DOWN):
        return _paragraph_beside(paragraph, offset, flow, down=move is Move.PARAGRAPH_DOWN)
    return 0 if move is Move.TEXT_START else steps.end


def _last_place(paragraph: Paragraph, line: int) -> int:
    """The last place for a caret on a line; of a wrapped line it is before its last character, mostly a blank."""
    end = paragraph.line_end(line)
    return end if line + 1 == paragraph.line_count else max(paragraph.before(end), paragraph.line_start(line))


def _character_beside(paragraph: Paragraph, offset: int, steps: Steps, *, right: bool) -> int:
    forward = right != paragraph.is_right_to_left
    if not paragraph.has_two_directions or offset > paragraph.end:
        return steps.next_character(offset) if forward else steps.previous_character(offset)
    beside = paragraph.visually_beside(offset, right=right)
    if beside != offset:
        return beside
    # The edge of the paragraph: on to the next one, or back to the end of the one before.
    return steps.next_character(paragraph.end) if forward else steps.previous_character(paragraph.start)


def _line_beside(paragraph: Paragraph, offset: int, flow: Flow, *, x: float, down: bool) -> int:
    line = paragraph.line_of(offset) + (1 if down else -1)
    if 0 <= line < paragraph.line_count:
        return _on_line(paragraph, line, x)
    index = paragraph.index + (1 if down else -1)
    if not 0 <= index < flow.buffer.count:
        return paragraph.end if down else paragraph.start
    beside = flow.paragraph(index)
    return _on_line(beside, 0 if down else beside.line_count - 1, x)


def _on_line(paragraph: Paragraph, line: int, x: float) -> int:
    return paragraph.offset_at(x, paragraph.line_top(line) + paragraph.pitch / 2)


def _page_beside(offset: int, flow: Flow, *, x: float, down: bool) -> int:
    """The place a window further, which then stands where the caret stood; the first or last line at the ends."""
    flow.reveal(offset)
    page = max(flow.height - flow.metrics.pitch, flow.metrics.pitch)
    paragraph = flow.paragraph_of(offset)
    placed = flow.placed(paragraph.index)
    y = paragraph.line_top(paragraph.line_of(offset)) + paragraph.pitch / 2 + (placed.top if placed else 0)
    moved = flow.scroll_by(page if down else -page)
    if abs(moved) < page:
        # There was less than a page: what is left of the way the caret goes by itself.
        y += (page if down else -page) - moved
    target = flow.placed_at(y)
    return target.paragraph.offset_at(x, y - target.top)


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
