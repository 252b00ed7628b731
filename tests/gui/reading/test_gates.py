"""What a frame may cost, however large the document is: counted in layouts, spans and calls of Qt, never in time."""

from __future__ import annotations

import gc
import random
import sys
import weakref
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QTextLayout, QTextLine

from desktop_app.gui.reading.lanes import DEEPER
from desktop_app.gui.reading.view import DocumentView
from desktop_app.model.records import Annotation
from tests.gui.reading.bench import TAGS, Bench, annotation
from tests.traps import TRAPS

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

PARAGRAPH = ("The minister said that the port would close and nobody minded, or so it was told. " * 4).strip()
PAGES = 15
SIZES = (1, 40)
"""How often the same pages follow each other."""


def text(times: int) -> str:
    return "\n".join([PARAGRAPH] * (12 * PAGES * times)) + "\n"


def marks(times: int) -> list[Annotation]:
    """Three annotations in each paragraph, which overlap, and a long one over a few."""
    tags, length = list(TAGS), len(PARAGRAPH) + 1
    return [
        annotation(f"{number} {place}", (number * length + start, number * length + end), tag=tags[place % 3])
        for number in range(0, 12 * PAGES * times, 1)
        for place, (start, end) in enumerate([(4, 40), (20, 60), (50, 160)])
    ]


@contextmanager
def calls_of_qt() -> Iterator[Counter[str]]:
    """Counts the calls that Python makes of painters and of lines of text."""
    counted: Counter[str] = Counter()

    def see(_frame: FrameType, event: str, function: object) -> None:
        if event == "c_call" and isinstance(
            getattr(function, "__self__", None), (QPainter, QTextLayout, QTextLine)
        ):
            counted[getattr(function, "__name__", "")] += 1

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        yield counted
    finally:
        sys.setprofile(before)


def frame(view: DocumentView) -> Counter[str]:
    """The calls for one whole frame."""
    image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    with calls_of_qt() as counted:
        view.paint_page(painter, view.viewport().rect(), view.scene())
    painter.end()
    return counted


def opened(bench: Bench, times: int) -> DocumentView:
    """The pages shown somewhere in their middle, where nothing was read before."""
    view = bench.open(text(times), marks(times))
    view.show_from(view.flow.buffer.start(12 * PAGES * times // 2))
    return view


def test_a_cold_frame_costs_the_same_in_a_small_and_a_large_document(bench: Bench) -> None:
    frames = [frame(opened(bench, times)) for times in SIZES]
    assert frames[0] == frames[1]
    assert frames[0]["drawRect"] > 0


def test_the_spans_that_a_frame_looks_at_do_not_depend_on_how_many_there_are(bench: Bench) -> None:
    visited = []
    for times in SIZES:
        view = opened(bench, times)
        view._forget_layers()
        frame(view)
        visited.append(view.index.visited)
    assert visited[0] == visited[1] <= 3 * (len(bench.view.flow.visible()) + 2)


def test_a_frame_makes_few_calls_for_each_paragraph_and_tag(bench: Bench) -> None:
    view = opened(bench, 1)
    cold, warm = frame(view), frame(view)
    paragraphs = len(view.flow.visible())
    layers = view.layers_of(view.flow.visible())
    assert warm["setBrush"] <= 2 * len(TAGS) * paragraphs
    assert warm["drawRect"] <= sum(len(fill.rects) for it in layers for fill in (*it.tints, *it.lines))
    assert warm["draw"] == paragraphs
    assert warm["fillRect"] <= paragraphs + 2
    assert warm.total() - warm["drawRect"] <= paragraphs * (2 * len(TAGS) + 10) + 10
    assert not warm["cursorToX"]
    # Each edge is asked for once, and the end of each paragraph.
    edges = {end for layer in layers for run in layer.runs for end in run.mark[:2]}
    assert 0 < cold["cursorToX"] <= len(edges) + paragraphs


def test_a_crowded_frame_asks_only_for_edges_of_spans_that_have_a_lane(bench: Bench) -> None:
    content = text(1)
    deep = [annotation(number, (number * 10, number * 10 + 400)) for number in range(len(content) // 10 - 40)]
    view = bench.open(content, deep)
    view.show_from(len(content) // 2)
    asked = frame(view)["cursorToX"]
    seen = view.flow.visible()
    runs = [run for layer in view.layers_of(seen) for run in layer.runs]
    laned = {edge for run in runs if run.lane != DEEPER for edge in run.mark[:2]}
    deeper = {edge for run in runs if run.lane == DEEPER for edge in run.mark[:2]}
    assert len(deeper) > 4 * len(laned)
    assert asked <= len(laned) + len(seen)


def test_after_a_jump_only_what_is_in_sight_of_a_long_paragraph_is_asked_for(bench: Bench) -> None:
    content = " ".join([PARAGRAPH] * 400)
    view = bench.open(content, [annotation(at, (at, at + 15)) for at in range(0, len(content) - 15, 31)])
    view.show_from(len(content) // 2)
    asked = frame(view)["cursorToX"]
    layers = view.layers_of(view.flow.visible())
    edges = {
        edge
        for layer in layers
        for line in layer.covered
        for run in layer.runs_on(line)
        for edge in run.mark[:2]
    }
    lines = sum(layer.paragraph.line_count for layer in layers)
    assert 2 * sum(len(layer.covered) for layer in layers) < lines
    assert 0 < asked <= len(edges) + len(layers)


def test_words_to_the_right_inside_of_passages_to_the_left_are_not_looked_for(bench: Bench) -> None:
    words = "قال الرئيس في NATO بعد 2015 من"
    content = "\n".join([" ".join([words] * 12)] * 80)
    # From letter to letter of words that run with their paragraph, over several that do not.
    starts = [at for at in range(len(content) - 80) if content.startswith("الرئيس", at)]
    view = bench.open(content, [annotation(at, (at + 2, at + 2 + len(words) + 1)) for at in starts])
    view.show_from(starts[40])
    calls = frame(view)
    assert calls["cursorToX"] > 0
    assert not calls["glyphRuns"]


def test_a_page_lays_out_no_more_than_twice_what_is_seen(bench: Bench) -> None:
    view = opened(bench, 2)
    for _page in range(6):
        before = view.flow.laid_out
        bench.key(Qt.Key.Key_PageDown)
        frame(view)
        assert view.flow.laid_out - before <= 2 * len(view.flow.visible())
        bench.settle()
        assert view.flow.laid_out - before <= 2 * len(view.flow.visible()) + 4


def test_a_frame_of_what_was_laid_out_lays_out_nothing(bench: Bench) -> None:
    view = opened(bench, 1)
    frame(view)
    before = view.flow.laid_out, view.counts.layers
    assert not frame(view)["createLine"]
    assert (view.flow.laid_out, view.counts.layers) == before


def test_an_edit_repaints_its_lines_with_few_calls_and_no_layout(bench: Bench) -> None:
    calls = []
    for times in SIZES:
        view = opened(bench, times)
        bench.settle()
        bench.picture()
        laid_out = view.flow.laid_out
        start = view.flow.visible()[1].paragraph.start
        with calls_of_qt() as counted:
            view.apply(None, annotation("new", (start + 200, start + 215)))
            view.viewport().repaint()
        assert view.flow.laid_out == laid_out
        calls.append(counted.total())
    assert calls[0] == calls[1]


@pytest.mark.parametrize("seed", range(8))
def test_no_annotation_breaks_lines_anew(seed: int, bench: Bench) -> None:
    chance = random.Random(seed)
    content = "\n".join([*TRAPS.values(), PARAGRAPH])
    view = bench.open(content)
    view.show_from(chance.randrange(len(content)))
    bench.settle()
    before = [(placed.top, placed.paragraph.line_starts) for placed in view.flow.visible()]
    laid_out, total = view.flow.laid_out, view.flow.total
    first, last = view.flow.seen()
    for number in range(40):
        start = chance.randrange(first, max(last, first + 1))
        end = min(start + chance.choice([1, 3, 20, 400]), len(content))
        if start < end:
            view.apply(None, annotation(number, (start, end), tag=chance.choice(list(TAGS))))
    bench.picture()
    assert [(placed.top, placed.paragraph.line_starts) for placed in view.flow.visible()] == before
    assert (view.flow.laid_out, view.flow.total) == (laid_out, total)


def test_a_strip_of_any_length_is_painted_with_as_many_calls_as_it_has_rows(bench: Bench) -> None:
    view = opened(bench, SIZES[1])
    view.count_overview()
    with calls_of_qt() as counted:
        view.strip.repaint()
    assert 0 < counted.total() <= 4 * (view.strip.height() // 4) + 20


def test_a_paragraph_leaves_the_memory_as_soon_as_nobody_has_it(bench: Bench) -> None:
    for words in (
        "The minister said so. ",
        "\u0645\u0646 NATO \u0639\u0644\u0649 2015 ",
        "\U0001f600 e\u0301 ",
    ):
        view = bench.open(words * 40, [annotation("a", (7, 60))])
        frame(view)
        view.count_overview()
        gc.collect()
        gc.disable()
        try:
            seen = weakref.ref(view.flow.visible()[0].paragraph._set)
            view.clear()
            assert seen() is None
        finally:
            gc.enable()


def test_what_is_painted_keeps_its_spans_in_arrays_alone(bench: Bench) -> None:
    view = opened(bench, 1)
    frame(view)
    layer = view.layers_of(view.flow.visible())[0]
    assert len(layer.window) > 0
    assert {"start", "end"}.isdisjoint(vars(layer.window))
