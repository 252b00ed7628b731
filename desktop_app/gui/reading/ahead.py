"""What is worth laying out before it is seen: the next page, and a short text as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.gui.reading.flow import Flow


def pages_beyond(flow: Flow, direction: int) -> Iterator[range]:
    """The segments of the page below the window (1) or above it (-1).

    Of a text that can be kept laid out, all others follow, page by page, first those that way.
    """
    seen = flow.visible()
    below, above = seen[-1].paragraph.index, seen[0].paragraph.index
    for way in (direction, -direction) if flow.keeps_all else (direction,):
        index = (below if way > 0 else above) + way
        while 0 <= index < flow.buffer.count:
            page = _page(flow, index, way)
            yield page
            if not flow.keeps_all:
                return
            index = page.stop if way > 0 else page.start - 1


def _page(flow: Flow, first: int, way: int) -> range:
    """The segments from one on downwards (1) or upwards (-1) that fill the window."""
    index, left = first, flow.height
    while left > 0 and 0 <= index < flow.buffer.count:
        left -= flow.heights.height(index)
        index += way
    return range(first, index) if way > 0 else range(index + 1, first + 1)
