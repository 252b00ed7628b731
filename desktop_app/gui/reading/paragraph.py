"""One segment laid out: lines, positions of code points on them, and the boxes that a span takes up."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from desktop_app.gui.reading import offsets as letters
from desktop_app.gui.reading.bidi_lines import BidiLines
from desktop_app.gui.reading.lines import Lines
from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.offsets import Units
from desktop_app.model.graphemes import boundaries, is_boundary, next_boundary, previous_boundary

if TYPE_CHECKING:
    from collections.abc import Sequence

_STUB = 6
_THIN_TAB = 3


class Box(NamedTuple):
    """A piece of a line, from pixel `left` to before `right`."""

    line: int
    left: int
    right: int


class Paragraph:
    """The segment `index` of a text, which begins at code point `start`, in lines that are at most `width` pixels wide.

    `text` is what is to be seen of it; `is_cut` if its line goes on in the next segment, `is_right_to_left` if it runs
    that way as a whole. Offsets are code points of the document; pixels are counted from the paragraph's top left
    corner; `layout` paints the text from there. `by_cluster` if places on a line must be asked for cluster by cluster.
    """

    def __init__(
        self, index: int, start: int, text: str, *, is_cut: bool, metrics: Metrics, width: int
    ) -> None:
        self.index = index
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.is_cut = is_cut
        self.width = width
        self.units = Units(text)
        self.is_blank = not text or text.isspace()
        self._two_ways = letters.has_right_to_left(text)
        direction = letters.first_direction(text) if self._two_ways else ""
        self.is_right_to_left = direction in ("R", "AL")
        self._set = Lines(text, metrics, width=width, length=self.units.unit_length, direction=direction)
        self.layout, self._lines = self._set.layout, self._set.rows
        self._firsts, self._stops = self._set.firsts, self._set.stops
        self.by_cluster = self._two_ways or (letters.may_share_glyphs(text) and self._has_finer_clusters())
        self._starts = [start + self.units.to_place(unit) for unit in self._firsts]
        self._bidi = BidiLines(text, self.units, self._set, from_right=self.is_right_to_left)
        self._known: dict[tuple[int, int], list[Box]] = {}
        self.pitch = metrics.blank if self.is_blank and len(self._lines) == 1 else metrics.pitch
        self.height = len(self._lines) * self.pitch + (0 if is_cut or self.is_blank else metrics.gap)
        signs = letters.hidden(text)
        self.hidden = sorted([*signs, *self._thin_tabs()]) if "\t" in text else signs

    def _thin_tabs(self) -> list[int]:
        """The places of tabs that are hardly seen, for what is before them ends where they lead to."""
        boxes = {
            place: self.boxes(self.start + place, self.start + place + 1)
            for place, character in enumerate(self.text)
            if character == "\t"
        }
        return [place for place, some in boxes.items() if sum(b.right - b.left for b in some) < _THIN_TAB]

    def _has_finer_clusters(self) -> bool:
        """Whether Qt takes several of our clusters for one and knows no place for a caret between them."""
        to_unit, is_place = self.units.to_unit, self.layout.isValidCursorPosition
        return not all(is_place(to_unit(end)) for end in boundaries(self.text))

    @cached_property
    def has_heaps(self) -> bool:
        """Whether its letters have to be kept from reaching into other lines."""
        return letters.has_heaps(self.text)

    @property
    def line_count(self) -> int:
        """How many lines it has, at least one."""
        return len(self._lines)

    @property
    def has_two_directions(self) -> bool:
        """Whether the order on the screen may differ from that of the text."""
        return self._two_ways

    def line_top(self, line: int) -> int:
        """Where a line begins."""
        return line * self.pitch

    def line_at(self, y: float) -> int:
        """The line at a height; the nearest one above and below the paragraph."""
        return min(max(int(y // self.pitch), 0), len(self._lines) - 1)

    def lines_between(self, top: int, bottom: int) -> range:
        """The lines whose letters reach between two heights."""
        first, stop = self.line_at(top), self.line_at(bottom - 1) + 1
        while first > 0 and self._set.bottom(first - 1) > top:
            first -= 1
        while stop < len(self._lines) and self._set.top(stop) < bottom:
            stop += 1
        return range(first, stop)

    def line_of(self, offset: int) -> int:
        """The line that holds this offset; where one line ends and the next begins it is the next."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    @property
    def line_starts(self) -> list[int]:
        """The first offset of each line."""
        return self._starts

    @property
    def line_ends(self) -> list[int]:
        """The offset behind the last character of each line."""
        return [*self._starts[1:], self.end]

    @cached_property
    def seen_ends(self) -> list[int]:
        """The offset behind the last character of each line that is not a blank at which the line was broken."""
        first = self.start
        return [
            start + len(self.text[start - first : end - first].rstrip(" "))
            for start, end in pairwise(self._starts)
        ] + [self.end]

    def line_start(self, line: int) -> int:
        """The first offset of a line."""
        return self._starts[line]

    def line_end(self, line: int) -> int:
        """The offset behind the last character of a line; of all but the last line that is the start of the next."""
        return self.line_start(line + 1) if line + 1 < len(self._lines) else self.end

    def x_of(self, offset: int, line: int | None = None) -> float:
        """Where a caret before this offset stands, on the line that holds it or on the given one."""
        unit = self.units.to_unit(offset - self.start)
        number = self.line_of(offset) if line is None else line
        x = self._bidi.line(number).x_of(unit) if self.by_cluster else self._set.x(number, unit)
        return min(max(x, 0.0), float(self.width))

    def offset_at(self, x: float, y: float, *, to_end: bool = False) -> int:
        """The offset between two characters that is nearest to a point; never in the middle of a cluster.

        The end of a line that goes on is the start of the next one, where a caret would be seen: so it is the place
        before the last character, unless `to_end`.
        """
        line = self.line_at(y)
        if self.by_cluster:
            found = self._bidi.line(line).unit_at(x)
            offset = self.line_start(line) if found is None else self.start + self.units.to_place(found)
        else:
            offset = self._nearest(line, x)
        if not to_end and line + 1 < len(self._lines) and offset >= self.line_end(line):
            offset = self.before(self.line_end(line))
        return min(offset, self.line_end(line))

    def _nearest(self, line: int, x: float) -> int:
        """The boundary of a cluster that is nearest to a place on a line that runs from left to right."""
        # Positions rise along the line; Qt's own way back from a place to a position fails beside combining marks.
        unit = bisect_right(
            range(self._firsts[line], self._stops[line]), x, key=lambda at: self._set.x(line, at)
        )
        unit = max(self._firsts[line] + unit - 1, self._firsts[line])
        after = self.after(self.start + self.units.to_place(unit))
        before = self.before(after)
        unit, stop = self.units.to_unit(before - self.start), self.units.to_unit(after - self.start)
        right = self._set.x(line, stop)
        if stop == self._stops[line]:
            # A hyphen at which the line was broken is not counted.
            right = max(right, self._ink(line)[1])
        return before if x - self._set.x(line, unit) <= right - x else after

    def character_at(self, x: float, y: float) -> int | None:
        """The start of the cluster that is drawn at a point; None where there is none."""
        if not 0 <= y < len(self._lines) * self.pitch:
            return None
        line = self.line_at(y)
        if self.by_cluster:
            unit = self._bidi.line(line).unit_drawn_at(x)
            return None if unit is None else self.start + self.units.to_place(unit)
        first, end = self.line_start(line), self.line_end(line)
        near = self.offset_at(x, y)
        for offset in (near, self.before(near), self.after(near)):
            boxes = self.boxes(offset, self.after(offset)) if first <= offset < end else []
            if any(box.line == line and box.left <= x < box.right for box in boxes):
                return offset
        return None

    def before(self, offset: int) -> int:
        """The previous place where a caret can stand."""
        return self.start + previous_boundary(self.text, offset - self.start)

    def after(self, offset: int) -> int:
        """The next place where a caret can stand."""
        return self.start + next_boundary(self.text, offset - self.start)

    def runs_leftwards(self, offset: int) -> bool:
        """Whether the character at an offset is written from right to left."""
        return self._two_ways and self._bidi.runs_leftwards(self.line_of(offset), offset - self.start)

    def visually_beside(self, offset: int, *, right: bool) -> int:
        """The place for the caret one character to the left or right on the screen; the same offset at the end."""
        unit = self.units.to_unit(offset - self.start)
        step = self.layout.rightCursorPosition if right else self.layout.leftCursorPosition
        moved = step(unit)
        while not self._can_stand(moved) and step(moved) != moved:
            moved = step(moved)
        return self.start + self.units.to_place(moved)

    def _can_stand(self, unit: int) -> bool:
        # Qt has rules of its own for the letters of some scripts.
        return self.layout.isValidCursorPosition(unit) and is_boundary(self.text, self.units.to_place(unit))

    def boxes(self, start: int, end: int) -> list[Box]:
        """The pieces of lines that the code points `start` to `end` take up, line by line, each line from the left."""
        start, end = max(start, self.start), min(end, self.end)
        found: list[Box] = []
        for number in range(self.line_of(start), len(self._lines)) if start < end else ():
            low, high = max(start, self._starts[number]), min(end, self.line_end(number))
            if low >= high:
                break
            found += (self.boxes_on if self.by_cluster else self._box_on)(number, low, high)
        return found

    def _box_on(self, line: int, start: int, end: int) -> list[Box]:
        unit, stop = self.units.to_unit(start - self.start), self.units.to_unit(end - self.start)
        left, right = self._ink(line)
        # The outer edge of a line is known: only what is cut has to be asked for.
        if unit > self._firsts[line]:
            left = max(left, self._set.edge(line, unit))
        if stop < self._stops[line]:
            right = min(right, self._set.edge(line, stop))
        return [Box(line, left, right)] if left < right else []

    def sides(self, offsets: Sequence[int]) -> tuple[list[int], list[int]]:
        """Where what begins at rising offsets has its left edge, and what ends there its right one.

        Only where places need not be asked for `by_cluster`.
        """
        return self._set.sides(self.units.to_units(offsets, self.start))

    def stub(self, start: int, end: int) -> Box:
        """A place for a passage of which nothing has ink: half a cluster, a line break."""
        first = min(max(start, self.start), self.end)
        after = self.after(first)
        boxes = self.boxes(self.before(after), after)
        line = self.line_of(first)
        if boxes and boxes[0].line == line:
            # The cluster that it is a part of.
            return boxes[0]
        left = min(round(self.x_of(first, line)), max(self.width - _STUB, 0))
        return Box(line, left, left + _STUB)

    def boxes_on(self, line: int, start: int, end: int) -> list[Box]:
        """The pieces of one line that some code points of it take up, from the left, where places are asked for
        `by_cluster`.
        """
        found = self._known.get((start, end))
        if found is None:
            first, last = self._ink(line)
            is_whole = start == self._starts[line] and end == self.line_end(line)
            pieces = (
                [(first, last)] if is_whole else self._bidi.ranges(line, start - self.start, end - self.start)
            )
            found = self._known[start, end] = []
            for begin, stop in pieces:
                left, right = max(round(begin), first), min(round(stop), last)
                if left < right:
                    found.append(Box(line, left, right))
        return found

    def _ink(self, line: int) -> tuple[int, int]:
        """From where to where a line is written on; blanks at which it was broken are not counted."""
        return self._set.ink(line, to_the_end=not self._two_ways)

    def ink_right(self, line: int) -> int:
        """Where the text of a line ends on the right."""
        return self._ink(line)[1]
