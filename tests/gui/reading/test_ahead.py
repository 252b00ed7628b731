"""What is laid out in idle moments, before it is seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from benchmarks.report import NOTES
from desktop_app.gui.reading.ahead import pages_beyond
from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.flow import CACHE_CODE_POINTS, Flow
from desktop_app.gui.reading.metrics import Metrics
from tests.gui.reading.bench import Bench, annotation

PARAGRAPH = "Ministers of Norway said on Sunday that Oslo waits for all the others in the north. " * 5 + "\n"
SHORT, LONG = PARAGRAPH * 40, PARAGRAPH * 120
MARKS = [annotation(number, (90 * number, 90 * number + 30)) for number in range(len(SHORT) // 90)]


def made(bench: Bench) -> tuple[int, int]:
    """How many paragraphs were laid out so far, and how many layers of marks were made."""
    return bench.view.flow.laid_out, bench.view.counts.layers


@pytest.mark.parametrize("place", [0, len(SHORT) // 2, len(SHORT)])
def test_after_a_moment_every_page_of_a_short_text_is_ready(bench: Bench, place: int) -> None:
    view = bench.open(SHORT, MARKS)
    view.show_from(place)
    bench.settle()
    before = made(bench)
    assert all(view.flow.holds(index) for index in range(view.flow.buffer.count))
    for key in [*[Qt.Key.Key_PageUp] * 20, *[Qt.Key.Key_PageDown] * 20]:
        bench.key(key)
        bench.picture()
    assert view.flow.position == view.flow.total - view.flow.height
    assert made(bench) == before


def test_of_a_long_text_only_the_next_page_is(bench: Bench) -> None:
    view = bench.open(LONG, MARKS)
    assert view.flow.buffer.length > CACHE_CODE_POINTS
    bench.settle()
    seen = len(view.flow.visible())
    assert made(bench)[0] <= 2 * seen + 2
    bench.key(Qt.Key.Key_PageDown)
    bench.picture()
    assert made(bench)[0] <= 2 * seen + 2


def test_pages_that_are_ready_look_as_if_made_when_seen(bench: Bench) -> None:
    view = bench.open(SHORT, MARKS)
    bench.settle()
    new = annotation("new", (10, 2000), tag="Claim")
    bench.add(new)
    bench.settle()
    for place in range(0, len(SHORT), 3000):
        view.show_from(place)
        page = bench.on_screen()
        assert page == bench.painted_anew()


@given(
    lengths=st.lists(st.integers(0, 900), min_size=1, max_size=60),
    height=st.integers(1, 900),
    share=st.floats(0, 1),
    direction=st.sampled_from([1, -1]),
)
def test_each_segment_of_a_short_text_comes_once_and_the_nearest_first(
    lengths: list[int], height: int, share: float, direction: int
) -> None:
    text = "\n".join("w " * (length // 2) for length in lengths)
    flow = Flow(TextBuffer(text.encode()), Metrics.of(QFont()), width=400, height=height)
    while flow.index_more(1 << 16):
        pass
    flow.show_from(int(share * len(text)))
    seen = [placed.paragraph.index for placed in flow.visible()]
    known = {*seen}
    for number, page in enumerate(pages_beyond(flow, direction)):
        assert not known & {*page}
        assert min(page) == max(known) + 1 or max(page) == min(known) - 1
        is_below = page[0] > seen[-1]
        assert number or is_below == (direction > 0) or {0, flow.buffer.count - 1} & {*seen}
        known |= {*page}
    if flow.keeps_all:
        assert known == {*range(flow.buffer.count)}


def test_the_notes_of_the_benchmarks_name_the_length_that_is_kept() -> None:
    assert f"up to {CACHE_CODE_POINTS:,} characters" in NOTES
