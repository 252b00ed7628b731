"""The lines of a paragraph in which left-to-right and right-to-left writing meet, or whose clusters Qt joins.

What is asked of a line is worked out when it is first asked: its clusters, or only the stretches they lie in.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop_app.gui.reading.bidi_clusters import LineClusters, ranges_with_tabs
from desktop_app.gui.reading.offsets import first_direction, runs_leftwards_around, turns_explicitly
from desktop_app.gui.reading.stretches import Stretches
from desktop_app.model.graphemes import (
    boundaries,
    is_boundary,
    next_boundary,
    previous_boundary,
    snap_to_graphemes,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.gui.reading.bidi_clusters import Range
    from desktop_app.gui.reading.lines import Lines
    from desktop_app.gui.reading.offsets import Units


class BidiLines:
    """The lines of one paragraph, each looked at when it is first asked for. Places are code points of its text."""

    def __init__(self, text: str, units: Units, lines: Lines, *, from_right: bool) -> None:
        self._text, self._units, self._lines = text, units, lines
        self._from_right = from_right
        self._has_tabs, self._is_plain = "\t" in text, from_right and not turns_explicitly(text)
        self._clusters: dict[int, LineClusters] = {}
        self._stretches: dict[int, Stretches] = {}

    def line(self, number: int) -> LineClusters:
        """The clusters of a line."""
        found = self._clusters.get(number)
        if found is None:
            (start, end), to_unit = self._ends(number), self._units.to_unit
            ends = [to_unit(start + place) for place in boundaries(self._text[start:end])]
            found = self._clusters[number] = LineClusters(self._lines.rows[number], ends)
        return found

    def runs_leftwards(self, number: int, place: int) -> bool:
        """Whether the cluster at a place of a line is written from right to left."""
        if self._is_plain and first_direction(self._text[place : place + 1]) in ("R", "AL"):
            return True
        return self.line(number).runs_leftwards(self._units.to_unit(place))

    def ranges(self, number: int, first: int, last: int) -> Sequence[Range]:
        """The pieces of a line that the clusters at some of its places take up, from the left. Blanks at which the line
        was broken take up nothing.
        """
        text, to_unit, is_plain = self._text, self._units.to_unit, self._is_plain
        begins, ends = (is_plain and runs_leftwards_around(text, place) for place in (first, last))
        if not ((begins or is_boundary(text, first)) and (ends or is_boundary(text, last))):
            first, last = snap_to_graphemes(text, first, last)
        stretches = self._stretches_of(number)
        low, high = to_unit(first), min(to_unit(last), stretches.seen_end)
        if low >= high:
            return ()
        if self._has_tabs:
            return ranges_with_tabs(self._lines.rows[number], low, high)
        begins, ends = begins or low == self._lines.firsts[number], ends or high == stretches.seen_end
        # What is in between may run against the line: it lies there in one piece.
        found = stretches.ranges(low, high, with_the_line=is_plain and begins and ends)
        return self.line(number).ranges(low, high) if found is None else found

    def _stretches_of(self, number: int) -> Stretches:
        found = self._stretches.get(number)
        if found is None:
            row, (start, end) = self._lines.rows[number], self._ends(number)
            if number + 1 < len(self._lines.rows):
                end = start + len(self._text[start:end].rstrip(" "))
            found = self._stretches[number] = Stretches(
                row,
                # Not a method of this object: a circle would keep the paragraph in memory for a while.
                partial(_beside, self._text, self._units),
                seen_end=self._units.to_unit(end),
                from_right=self._from_right,
            )
        return found

    def _ends(self, number: int) -> tuple[int, int]:
        """The places at which a line begins and ends."""
        lines, to_place = self._lines, self._units.to_place
        return to_place(lines.firsts[number]), to_place(lines.stops[number])


def _beside(text: str, units: Units, unit: int) -> tuple[int, int]:
    """The units at which the clusters in front of a unit and behind it begin and end."""
    place, to_unit = units.to_place(unit), units.to_unit
    return to_unit(previous_boundary(text, place)), to_unit(next_boundary(text, place))
