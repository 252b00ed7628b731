"""How little is laid out and painted again when something changes, whatever the size of the text."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from desktop_app.model.records import Annotation
from desktop_app.model.span import Span
from tests.gui.reading.bench import TAGS, Bench, annotation, colours_in, reading_font
from tests.traps import TRAPS

Key = Qt.Key
LINES = "\n".join(f"Line {number} of a text that has many lines." for number in range(400))
ACTOR_LINE, ACTOR_TINT = TAGS["Actor"]


def test_adding_an_annotation_never_breaks_a_line_anew(bench: Bench) -> None:
    view = bench.open(LINES)
    bench.settle()
    laid_out, total = view.flow.laid_out, view.flow.total
    for number in range(12):
        bench.add(annotation(number, (3 + number, 60 + 7 * number)))
    bench.settle()
    assert view.flow.laid_out == laid_out
    assert view.flow.total == total


def painted(bench: Bench) -> int:
    bench.settle()
    return bench.view.counts.paragraphs


def test_an_edit_repaints_only_what_it_touches(bench: Bench) -> None:
    view = bench.open(LINES)
    at = view.flow.buffer.start(5)
    before = painted(bench)
    made = annotation(1, (at, at + 6))
    bench.add(made)
    assert 1 <= painted(bench) - before <= 3
    before = painted(bench)
    made = bench.change(made, (at, at + 9))
    assert 1 <= painted(bench) - before <= 3
    before = painted(bench)
    view.apply(made, None)
    assert 1 <= painted(bench) - before <= 3
    assert len(view.index) == 0


def test_an_edit_out_of_sight_repaints_nothing(bench: Bench) -> None:
    view = bench.open(LINES)
    at = view.flow.buffer.start(300)
    before = painted(bench)
    bench.add(annotation(1, (at, at + 6)))
    assert painted(bench) == before
    view.reveal(at)
    assert ACTOR_TINT in colours_in(bench.picture())


def test_an_edit_that_moves_others_to_other_lanes_repaints_them_too(bench: Bench) -> None:
    start = LINES.index("Line 2 ")
    across = annotation(1, (start + 30, start + 90), tag="Claim")
    view = bench.open(LINES, [across])
    bench.add(annotation(2, (start, start + 40)))
    lanes = {run.mark.uid: run.lane for layer in view.layers_of(view.flow.visible()) for run in layer.runs}
    assert lanes[across.uid] == 1
    fresh = {place: layer.runs for place, layer in enumerate(view.layers_of(view.flow.visible()))}
    view.marks_loaded()
    again = {place: layer.runs for place, layer in enumerate(view.layers_of(view.flow.visible()))}
    assert fresh == again


@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_the_page_looks_as_if_it_were_made_anew(seed: int, bench: Bench) -> None:
    chance = random.Random(seed)
    view = bench.open(LINES)
    view.scroll_pixels(chance.randrange(600))
    there: list[Annotation] = []
    for number in range(60):
        if there and chance.random() < 0.4:
            view.apply(there.pop(chance.randrange(len(there))), None)
        else:
            start = chance.randrange(1200)
            length = chance.choice([2, 10, 40, 200, 900, 6000])
            pieces = [(start, start + length), (start + length + 5, start + length + 9)]
            there.append(annotation(number, *pieces[: chance.choice([1, 1, 2])]))
            view.apply(None, there[-1])
        kept = view.layers_of(view.flow.visible())
        view._forget_layers()
        fresh = view.layers_of(view.flow.visible())
        assert [(layer.runs, layer.badges, layer.joins) for layer in kept] == [
            (layer.runs, layer.badges, layer.joins) for layer in fresh
        ]


@pytest.mark.parametrize("spacing", [2.0, 1.4])
def test_partial_repaints_leave_the_same_picture_as_a_whole_one(spacing: float, bench: Bench) -> None:
    view = bench.open(LINES)
    view.set_type(reading_font(), spacing)
    made = [annotation(number, (20 + 9 * number, 160 + 5 * number)) for number in range(8)]
    for mark in made:
        bench.add(mark)
        assert bench.on_screen() == bench.painted_anew()
    steps: list[Callable[[], object]] = [
        lambda: view.select(made[3].uid),
        lambda: bench.change(made[3], (25, 90), (100, 130)),
        lambda: view.set_selection(Span(70, 200)),
        lambda: bench.key(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier),
        lambda: bench.key(Key.Key_Left, Qt.KeyboardModifier.ShiftModifier),
        lambda: bench.drag(bench.middle(50), bench.middle(120)),
        lambda: view.apply(made[5], None),
        lambda: view.select(""),
        lambda: view.set_caret(260),
    ]
    for step in steps:
        step()
        assert bench.on_screen() == bench.painted_anew()


def long_text(chance: random.Random) -> str:
    """Paragraphs of up to twice the height of the window, in which blanks stand where lines are broken."""
    words = [
        "of a text",
        "and so",
        "NATO",
        "\u05e9\u05dc\u05d5\u05dd",
        "\u0641\u064a \u0627\u0644\u062a\u064a",
        "\u4e2d\u570b",
        "a\u0301",
        *TRAPS.values(),
    ]
    weights = [200, 200, 40, 10, 10, 10, 20, *[1] * len(TRAPS)]
    return "\n".join(
        (" " * chance.choice([1, 1, 1, 30])).join(
            chance.choices(words, weights, k=chance.choice([3, 60, 700]))
        )
        for _paragraph in range(9)
    )


@pytest.mark.parametrize("seed", range(4))
def test_what_is_painted_of_long_paragraphs_is_a_part_of_the_whole(seed: int, bench: Bench) -> None:
    chance = random.Random(seed)
    content = long_text(chance)
    there = []
    for number in range(len(content) // 40):
        start, length = chance.randrange(len(content) - 1), chance.choice([1, 2, 10, 40, 400])
        spans = [(start, min(start + length, len(content))), (start + length + 9, start + length + 30)]
        tag, pieces = chance.choice(list(TAGS)), chance.choice([1, 1, 1, 2])
        there.append(
            annotation(number, *[span for span in spans[:pieces] if span[1] <= len(content)], tag=tag)
        )
    view = bench.open(content, sorted(there, key=lambda item: item.spans[0].start))
    moves: list[Callable[[], object]] = [
        lambda: view.show_from(chance.randrange(len(content))),
        lambda: view.scroll_pixels(chance.choice([-1, 1]) * chance.choice([7, 60, 300, 500])),
        lambda: view.apply(there.pop(chance.randrange(len(there))), None),
        bench.settle,
    ]
    in_part = 0
    for _move in range(25):
        chance.choice(moves)()
        of_lines = view.viewport().grab().toImage()
        kept = dict(view._layers)
        in_part += any(len(layer.covered) < layer.paragraph.line_count for layer in kept.values())
        view._forget_layers()
        seen = view.flow.visible()
        view._prepare(range(seen[0].paragraph.index, seen[-1].paragraph.index + 1))
        assert of_lines == view.viewport().grab().toImage()
        view._layers.update(kept)
    assert in_part


@pytest.mark.parametrize("distance", [1, 20, 150, -7, 499, 600])
def test_scrolling_leaves_the_same_picture_as_a_whole_repaint(distance: int, bench: Bench) -> None:
    mark = annotation(1, (700, 900))
    view = bench.open(LINES, [mark, annotation(2, (750, 800), tag="Claim")])
    view.select(mark.uid)
    view.set_selection(Span(600, 640))
    view.scroll_pixels(500)
    bench.settle()
    for _turn in range(3):
        view.scroll_pixels(distance)
        assert bench.on_screen() == bench.painted_anew()


def test_a_small_scroll_paints_only_what_comes_into_sight(bench: Bench) -> None:
    view = bench.open(LINES)
    view.scroll_pixels(500)
    before = painted(bench)
    view.scroll_pixels(20)
    assert painted(bench) - before <= 3


MEGABYTES = 10
WORDS = "The minister said that the port would close and nobody in the town minded, or so it was told. "


@pytest.fixture(scope="module")
def large() -> str:
    """Ten megabytes of paragraphs of many lengths, with a line of half a megabyte in the middle."""
    paragraphs = [WORDS * (1 + number % 9) for number in range(20_000)]
    text = "\n".join([*paragraphs[:10_000], WORDS * 5_000, *paragraphs[10_000:]])
    return text + "\n" + WORDS * ((MEGABYTES * 1_000_000 - len(text)) // len(WORDS) + 1)


def test_ten_megabytes_are_scrolled_without_laying_out_more_than_is_seen(large: str, bench: Bench) -> None:
    view = bench.open("x")
    spans = [annotation(number, (number * 5_000, number * 5_000 + 40)) for number in range(2_000)]
    view = bench.open(large, spans, progressive=True)
    assert view.flow.is_complete
    assert view.flow.buffer.length == len(large)
    for place in (0.0, 0.2, 0.5, 0.501, 0.75, 1.0):
        view.verticalScrollBar().setValue(int(view.verticalScrollBar().maximum() * place))
        for _page in range(5):
            before = view.flow.laid_out
            bench.key(Key.Key_PageDown)
            bench.settle()
            # What is seen, as much ahead, and the paragraphs on both sides of it.
            assert view.flow.laid_out - before <= 2 * len(view.flow.visible()) + 4
    assert view.flow.laid_out < 700
    assert len(view.flow._cache) <= 400


def test_the_end_of_a_large_text_is_reached_and_left_again(large: str, bench: Bench) -> None:
    view = bench.open(large, progressive=True)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    bench.settle()
    last = view.flow.visible()[-1]
    assert last.paragraph.index == view.flow.buffer.count - 1
    assert last.bottom < view.flow.height
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    view.verticalScrollBar().setValue(0)
    bench.settle()
    assert view.flow.position == 0


def test_the_first_page_does_not_wait_for_the_rest_of_the_text(large: str, bench: Bench) -> None:
    from desktop_app.gui.reading.buffer import TextBuffer
    from desktop_app.gui.reading.spans import SpanIndex

    view = bench.open("x")
    buffer = TextBuffer.begin(large.encode())
    known = buffer.count
    view.set_document(buffer, SpanIndex())
    view.viewport().repaint()
    assert buffer.count == known
    assert not buffer.finished
    bench.settle()
    assert buffer.finished


def test_the_scroll_bar_follows_the_text_and_the_text_the_scroll_bar(bench: Bench) -> None:
    view = bench.open(LINES)
    bar = view.verticalScrollBar()
    view.scroll_pixels(333)
    assert bar.value() == view.flow.position == 333
    bar.setValue(500)
    assert view.flow.position == 500
    bar.triggerAction(bar.SliderAction.SliderPageStepAdd)
    assert view.flow.position == 500 + view.flow.height


def wheel(bench: Bench, *, angle: int = 0, pixels: int = 0, control: bool = False) -> bool:
    viewport = bench.view.viewport()
    spot = QPointF(50, 50)
    event = QWheelEvent(
        spot,
        QPointF(viewport.mapToGlobal(spot)),
        QPoint(0, pixels),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)
    return event.isAccepted()


def test_the_wheel_scrolls_by_lines_and_a_touch_pad_by_pixels(bench: Bench) -> None:
    view = bench.open(LINES)
    wheel(bench, angle=-120)
    assert view.flow.position == 3 * view.metrics.pitch
    wheel(bench, pixels=-7)
    assert view.flow.position == 3 * view.metrics.pitch + 7
    wheel(bench, angle=1200)
    assert view.flow.position == 0


def test_the_wheel_with_control_is_left_to_the_window(bench: Bench) -> None:
    view = bench.open(LINES)
    assert not wheel(bench, angle=-120, control=True)
    assert view.flow.position == 0
