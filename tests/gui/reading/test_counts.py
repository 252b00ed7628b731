"""How much work a frame, an edit and a slice are: counted, so that no clock is needed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop_app.gui.reading.loading import FIRST_ROWS, PAGE_ROWS, SLICE_ROWS, Loading
from desktop_app.gui.reading.marks import Window
from desktop_app.gui.reading.spans import SpanIndex
from desktop_app.gui.reading.view import DocumentView
from desktop_app.model.packed import PackedSpans
from desktop_app.model.records import Annotation
from tests.gui.reading.bench import TAGS, Bench, annotation

LINE = "Ministers of Norway said on Sunday that Oslo waits for all the others in the north.\n"
LINES = LINE * 400


class CountingIndex(SpanIndex):
    """An index that counts how often it is asked for a stretch."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def settled(self, start: int, end: int) -> Window:
        self.asked += 1
        return super().settled(start, end)


def counting(bench: Bench, marks: list[Annotation]) -> CountingIndex:
    """The lines shown with these annotations, in an index that counts."""
    bench.open(LINES)
    index = CountingIndex()
    index.extend(PackedSpans.of(marks))
    bench.view.set_document(bench.view.flow.buffer, index)
    bench.settle()
    index.asked = 0
    return index


def one_in_each_line() -> list[Annotation]:
    return [annotation(number, (number * len(LINE), number * len(LINE) + 9)) for number in range(400)]


def crowd(depth: int) -> list[Annotation]:
    """So many annotations on each other wherever one looks."""
    tags = list(TAGS)
    return [
        annotation(number, (start, min(start + 10 * depth, len(LINES))), tag=tags[number % len(tags)])
        for number, start in enumerate(range(0, len(LINES) - 1, 10))
    ]


def rects(view: DocumentView) -> int:
    """How many rectangles the annotations that are seen are painted with."""
    seen = view.layers_of(view.flow.visible())
    return sum(len(fill.rects) for layer in seen for fill in [*layer.tints, *layer.lines])


def lines_seen(view: DocumentView) -> int:
    return sum(placed.paragraph.line_count for placed in view.flow.visible())


def test_an_edit_asks_the_index_for_nothing_and_makes_one_line_anew(bench: Bench) -> None:
    index = counting(bench, one_in_each_line())
    layers, lines = bench.view.counts.layers, bench.view.counts.lines
    new = annotation("new", (3 * len(LINE) + 20, 3 * len(LINE) + 30))
    bench.add(new)
    bench.picture()
    bench.view.apply(new, None)
    bench.picture()
    assert index.asked == 0
    assert (bench.view.counts.layers, bench.view.counts.lines) == (layers, lines + 2)


def test_a_change_of_an_annotation_asks_for_one_stretch(bench: Bench) -> None:
    index = counting(bench, one_in_each_line())
    layers = bench.view.counts.layers
    new = annotation("new", (3 * len(LINE) + 20, 3 * len(LINE) + 30))
    bench.add(new)
    bench.change(new, (3 * len(LINE) + 20, 3 * len(LINE) + 34))
    bench.picture()
    assert (index.asked, bench.view.counts.layers) == (1, layers)


def test_a_page_asks_for_one_stretch_and_one_ahead(bench: Bench) -> None:
    index = counting(bench, one_in_each_line())
    for _page in range(5):
        index.asked = 0
        bench.key(Qt.Key.Key_PageDown)
        bench.picture()
        assert index.asked <= 2


def test_an_edit_costs_no_more_where_a_document_has_many_annotations(bench: Bench) -> None:
    visited: list[int] = []
    for marks in (one_in_each_line()[:40], one_in_each_line()):
        index = counting(bench, marks)
        bench.add(annotation("new", (3 * len(LINE) + 20, 3 * len(LINE) + 30)))
        visited.append(index.visited)
    assert visited[0] == visited[1] < 10


@pytest.mark.parametrize("depth", [2, 12, 40])
def test_the_rectangles_of_a_frame_do_not_grow_with_the_depth(bench: Bench, depth: int) -> None:
    counting(bench, crowd(depth))
    # Spans in lanes do not overlap, and begin at least ten letters apart.
    begun = lines_seen(bench.view) * (len(LINE) // 10 + 2)
    assert rects(bench.view) < 4 * begun
    assert all(
        badge.count > 0 for layer in bench.view.layers_of(bench.view.flow.visible()) for badge in layer.badges
    )


def test_the_rows_of_a_slice_are_few_enough_for_a_frame(bench: Bench) -> None:
    asked: list[tuple[int, int | None]] = []
    packed = PackedSpans.of([annotation(1, (0, 5))], cursor=(0, "0" * 32))

    def fetch(after: tuple[int, str] | None, limit: int, before: int | None) -> PackedSpans:
        asked.append((limit, before))
        return packed

    bench.open("")
    loading = Loading(bench.view, bench.view)
    loading.start(LINES.encode(), fetch, lambda _start, _end: ())
    loading.go_on()
    loading.stop()
    page = bench.view.flow.seen()[1]
    assert asked == [(FIRST_ROWS, page), (PAGE_ROWS, page), (SLICE_ROWS, None)]
    assert PAGE_ROWS <= SLICE_ROWS <= 1000
    assert FIRST_ROWS <= 2 * SLICE_ROWS


def test_opening_fetches_no_more_than_the_first_page_and_a_line(bench: Bench) -> None:
    asked: list[int | None] = []

    def fetch(after: tuple[int, str] | None, limit: int, before: int | None) -> PackedSpans:
        asked.append(before)
        return PackedSpans.of([])

    bench.open("")
    Loading(bench.view, bench.view).start(
        (LINE[:-1] * 40 + "\n").encode() * 2, fetch, lambda _start, _end: ()
    )
    flow = bench.view.flow
    (placed,) = flow.visible()
    paragraph = placed.paragraph
    first_unseen = paragraph.line_at(flow.height - placed.top) + 1
    assert asked == [paragraph.line_end(first_unseen)]
    assert paragraph.line_top(first_unseen) + placed.top >= flow.height
