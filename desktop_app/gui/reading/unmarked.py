"""Paragraphs in which nothing is marked yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.spans import SpanIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray


def unmarked_beside(
    buffer: TextBuffer, index: SpanIndex, segment: int, *, forward: bool, annotator: str
) -> int | None:
    """The next segment, or the one before, with words in it and no annotation of this annotator's ('': of anybody's).

    None where there is none in the indexed part of the text.
    """
    bare = np.flatnonzero(~_touched(buffer, index, annotator))
    beside = bare[bare > segment] if forward else bare[bare < segment][::-1]
    return next((found for found in map(int, beside) if buffer.text(found).strip()), None)


def _touched(buffer: TextBuffer, index: SpanIndex, annotator: str) -> NDArray[np.bool_]:
    """Which segments hold a part of a span."""
    starts = np.concatenate([[0], np.cumsum(buffer.lengths())[:-1]]).astype(np.int32)
    edges = np.zeros(buffer.count + 1, np.int64)
    for first, last in index.edges(annotator):
        # A span opens at the segment that it starts in, and closes behind the one that holds its last character.
        opened = np.searchsorted(starts, first, "right") - 1
        closed = np.searchsorted(starts, last - 1, "right")
        edges += np.bincount(opened, minlength=len(edges)) - np.bincount(closed, minlength=len(edges))
    return np.asarray(np.cumsum(edges[:-1]) > 0)
