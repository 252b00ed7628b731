"""The spans of a paragraph after an edit, and their lanes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from desktop_app.gui.reading._levels import LONG, LOW, Entry
from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.lanes import assign_between
from desktop_app.gui.reading.layers import laned
from desktop_app.gui.reading.marks import Window
from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.runs import Layer
from desktop_app.gui.reading.spans import SpanIndex
from desktop_app.model.records import Annotation

if TYPE_CHECKING:
    from desktop_app.gui.reading.shapes import Numbers

_FEW = 64
Change = tuple[Annotation | None, Annotation | None]
"""An annotation before and after; None where it did not or no longer exist."""


class Edited(NamedTuple):
    """The spans, the lane of each, and the rows of those that lie in another lane than in the layer before."""

    window: Window
    lanes: Numbers
    moved: list[int]


def edited(
    old: Layer,
    index: SpanIndex,
    change: Change,
    *,
    metrics: Metrics,
    shown: Filter,
) -> Edited | None:
    """The spans of a layer's paragraph after an annotation became another one, which the index knows already.

    None where others came or went as well.
    """
    if index.loaded and not (shown.tags or shown.annotators or shown.groups):
        found = _with_one(old, index, change, metrics.lanes)
        if found is not None:
            return found
    window, lanes = laned(index, [old.paragraph], metrics=metrics, shown=shown, known=old)
    before, after = change
    item = before or after
    moved = _moved(old, window, lanes, int(item.uid, 16) & LOW) if item is not None else None
    return None if moved is None else Edited(window, lanes, moved)


def _with_one(old: Layer, index: SpanIndex, change: Change, lane_limit: int) -> Edited | None:
    """The same, worked out from what the layer knows, where one span within the paragraph came or went.

    It has no say in which spans beside it have to be known. Long spans chose their lanes before it, but here all are
    gone through by their starts: where that moves a long one, whoever asked hears of it among the `moved`, and no
    paragraph holds a long span.
    """
    before, after = change
    item, paragraph = before or after, old.paragraph
    if item is None or (before is not None and after is not None) or len(item.spans) != 1:
        return None
    entry = index.entries(item)[0]
    if entry.start < paragraph.start or entry.end > paragraph.end or entry.end - entry.start > LONG:
        return None
    window, lanes = _here(old)
    place, known = _place(window, entry), lanes.tolist()
    came = after is not None
    if not came and (place == len(window) or window.rows.entry(place)[:3] != entry[:3]):
        return None
    fresh = window.with_entry(place, entry) if came else window.without(place)
    behind = place if came else place + 1
    found = assign_between(fresh, lane_limit, (known, window.end), place, len(known) - behind)
    first = place + came
    moved = [row for row, lane in enumerate(known[behind:], first) if found[row] != lane]
    return Edited(fresh, np.array(found, np.int64), moved)


def _here(layer: Layer) -> tuple[Window, Numbers]:
    """The spans of a layer with their lanes; where they are many, only those that touch its paragraph."""
    window, lanes, paragraph = layer.window, layer.lanes, layer.paragraph
    if len(window) <= _FEW:
        return window, lanes
    here = (window.rows.start < paragraph.end) & (window.rows.end > paragraph.start)
    return window.taken(here), lanes[here]


def _place(window: Window, entry: Entry) -> int:
    """Where a span is among those of a window, or would be."""
    first = bisect_left(window.start, entry.start)
    stop = bisect_right(window.start, entry.start, first)
    while first < stop and window.rows.entry(first)[:3] < entry[:3]:
        first += 1
    return first


def _moved(old: Layer, window: Window, lanes: Numbers, item: int) -> list[int] | None:
    """The rows of the window whose lane is another than in the layer; None where others than the item came or went."""
    found = []
    for some in (old.window, window):
        rows = some.rows
        here = (rows.start < old.paragraph.end) & (rows.end > old.paragraph.start) & (rows.low != item)
        found.append(here.nonzero()[0])
    before, after = found
    known, asked = old.window.rows, window.rows
    if len(before) != len(after) or (known.low[before] != asked.low[after]).any():
        return None
    moved: list[int] = after[old.lanes[before] != lanes[after]].tolist()
    return moved
