"""Which paragraphs stand where, and how much work it takes to know."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from desktop_app.gui.reading.ahead import pages_beyond
from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.flow import CACHE_CODE_POINTS, CACHE_LIMIT, PADDING, Flow
from desktop_app.gui.reading.metrics import Metrics
from tests.gui.reading.bench import reading_font
from tests.traps import TRAPS

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

WIDTH, HEIGHT = 500, 400
LONG = "\n".join(
    f"Paragraph {number}. " + "Some more words follow here. " * (number % 7) for number in range(3000)
)


@pytest.fixture(scope="module")
def metrics(qapp: QApplication) -> Metrics:
    return Metrics.of(reading_font())


def flow_of(text: str, metrics: Metrics) -> Flow:
    return Flow(TextBuffer(text.encode()), metrics, width=WIDTH, height=HEIGHT)


def top_of(flow: Flow, index: int) -> int:
    placed = flow.placed(index)
    assert placed is not None
    return placed.top


def check(flow: Flow) -> None:
    seen = flow.visible()
    assert seen
    assert [placed.paragraph.index for placed in seen] == list(
        range(seen[0].paragraph.index, seen[0].paragraph.index + len(seen))
    )
    assert all(one.bottom == other.top for one, other in pairwise(seen))
    assert seen[0].top <= PADDING
    assert seen[0].bottom > 0 or len(seen) == 1
    assert seen[-1].bottom + PADDING >= flow.height or flow.position == 0
    assert seen[-1].bottom >= flow.height or seen[-1].paragraph.index == flow.buffer.count - 1


@pytest.mark.parametrize("name", list(TRAPS))
def test_every_trap_can_be_scrolled_from_end_to_end(name: str, metrics: Metrics) -> None:
    flow = flow_of(TRAPS[name], metrics)
    check(flow)
    assert flow.position == 0
    while flow.scroll_by(300):
        check(flow)
    assert flow.position == max(flow.total - flow.height, 0)
    while flow.scroll_by(-300):
        check(flow)
    assert flow.position == 0
    assert top_of(flow, 0) == PADDING


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.integers(-900, 900), st.floats(0, 1)), max_size=12))
def test_any_way_through_the_text_keeps_the_page_whole(moves: list[float]) -> None:
    metrics = Metrics.of(reading_font())
    flow = flow_of(LONG, metrics)
    for move in moves:
        if isinstance(move, int):
            flow.scroll_by(move)
        else:
            flow.scroll_to(int(flow.total * move))
        check(flow)


def test_heights_that_turn_out_different_do_not_move_what_is_seen(metrics: Metrics) -> None:
    flow = flow_of("\n".join("WIDE LETTERS TAKE MORE ROOM " * 5 for _line in range(400)), metrics)
    flow.scroll_to(flow.total // 2)
    first = flow.visible()[0]
    before, total = first.top, flow.total
    for index in range(first.paragraph.index):
        flow.paragraph(index)
    assert flow.total != total
    assert top_of(flow, first.paragraph.index) == before


def test_scrolling_tells_how_far_it_went(metrics: Metrics) -> None:
    flow = flow_of(LONG, metrics)
    assert flow.scroll_by(-50) == 0
    index = flow.visible()[3].paragraph.index
    before = top_of(flow, index)
    assert flow.scroll_by(70) == 70
    assert top_of(flow, index) == before - 70
    flow.scroll_to(flow.total)
    last = flow.buffer.count - 1
    before = top_of(flow, last)
    flow.scroll_by(-100)
    assert flow.scroll_by(500) == 100
    assert top_of(flow, last) == before


def test_only_what_is_seen_is_laid_out(metrics: Metrics) -> None:
    flow = flow_of(LONG, metrics)
    for step in range(1, 20):
        before = flow.laid_out
        flow.scroll_to(flow.total * step // 20)
        assert flow.laid_out - before <= 2 * len(flow.visible()) + 2


def test_paragraphs_seen_lately_are_kept_and_older_ones_are_not(metrics: Metrics) -> None:
    flow = flow_of(LONG, metrics)
    for index in range(CACHE_LIMIT + 50):
        flow.paragraph(index)
    count = flow.laid_out
    flow.paragraph(CACHE_LIMIT + 40)
    assert flow.laid_out == count
    flow.paragraph(3)
    assert flow.laid_out == count + 1


def test_of_long_paragraphs_fewer_are_kept(metrics: Metrics) -> None:
    flow = flow_of(("many words " * 300 + "\n") * 40, metrics)
    for index in range(40):
        flow.paragraph(index)
    kept = [index for index in range(40) if flow.holds(index)]
    assert kept == list(range(40 - len(kept), 40))
    assert 0 < sum(len(flow.paragraph(index).text) for index in kept) <= CACHE_CODE_POINTS


def test_a_high_window_keeps_what_it_shows_and_the_pages_around_it(metrics: Metrics) -> None:
    flow = Flow(TextBuffer(("many words " * 300 + "\n").encode() * 60), metrics, width=640, height=6000)
    seen = {placed.paragraph.index for placed in flow.visible()}
    (page,) = pages_beyond(flow, 1)
    ahead = [*page]
    for index in ahead:
        flow.paragraph(index)
    assert all(flow.holds(index) for index in {*seen, *ahead})
    assert sum(len(flow.paragraph(index).text) for index in {*seen, *ahead}) > CACHE_CODE_POINTS


def test_the_line_at_the_top_stays_there_when_the_column_gets_narrower(metrics: Metrics) -> None:
    flow = flow_of(LONG, metrics)
    flow.scroll_to(flow.total // 3)
    placed = flow.visible()[0]
    offset = placed.paragraph.line_start(placed.paragraph.line_at(-placed.top))
    flow.reshape(metrics, width=WIDTH // 2, height=HEIGHT)
    check(flow)
    top = flow.visible()[0]
    line = top.paragraph.line_at(-top.top)
    assert top.paragraph.line_start(line) <= offset < top.paragraph.line_end(line)


def test_a_line_in_sight_is_revealed_by_moving_no_further_than_needed(metrics: Metrics) -> None:
    flow = flow_of(LONG, metrics)
    seen = flow.visible()
    assert flow.reveal(seen[1].paragraph.start) == 0
    moved = flow.reveal(seen[-1].paragraph.end)
    assert moved is not None
    assert 0 < moved < flow.height


@pytest.mark.parametrize("share", [0.1, 0.5, 0.999])
def test_a_far_line_is_revealed_in_the_window(share: float, metrics: Metrics) -> None:
    flow = flow_of(LONG, metrics)
    offset = int(flow.buffer.length * share)
    assert flow.reveal(offset) is None
    placed = flow.placed(flow.buffer.segment_at(offset))
    assert placed is not None
    top = placed.top + placed.paragraph.line_top(placed.paragraph.line_of(offset))
    assert 0 <= top <= flow.height - metrics.pitch


def test_a_text_that_is_still_being_indexed_grows_at_its_end(metrics: Metrics) -> None:
    data = (LONG * 4).encode()
    flow = Flow(TextBuffer.begin(data), metrics, width=WIDTH, height=HEIGHT)
    flow.scroll_by(1000)
    known, place = flow.total, flow.position
    assert not flow.is_complete
    while flow.index_more(100_000):
        assert flow.total > known
        assert flow.position == place
    assert flow.is_complete
    assert flow.buffer.length == len(LONG) * 4


def test_a_search_that_reads_ahead_does_not_confuse_the_page(metrics: Metrics) -> None:
    data = (LONG * 4).encode()
    buffer = TextBuffer.begin(data)
    flow = Flow(buffer, metrics, width=WIDTH, height=HEIGHT)
    while buffer.index_more(1_000_000):
        pass
    flow.reveal(buffer.length - 1)
    check(flow)
    assert flow.visible()[-1].paragraph.index == buffer.count - 1
