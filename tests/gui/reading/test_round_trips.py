"""From a code point to its pixels and back, for every text that programs get wrong."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.paragraph import Box, Paragraph
from desktop_app.gui.reading.steps import Steps
from desktop_app.model.graphemes import is_boundary
from desktop_app.model.span import Span
from tests.gui.reading.bench import Bench, reading_font
from tests.traps import TRAPS

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

TRIPS = 10_000
SIZES = (9, 17, 40)
WIDTHS = (130, 420, 760)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(scope="module")
def metrics(qapp: QApplication) -> dict[int, Metrics]:
    return {size: Metrics.of(reading_font(size)) for size in SIZES}


def segments(text: str) -> tuple[TextBuffer, list[int]]:
    """A text with some of its segments that hold anything."""
    buffer = TextBuffer(text.encode())
    filled = [index for index in range(buffer.count) if buffer.painted_length(index)]
    return buffer, [*filled[:3], *filled[3:][-1:]]


def laid_out(buffer: TextBuffer, index: int, metrics: Metrics, width: int) -> Paragraph:
    text = buffer.text(index)[: buffer.painted_length(index)]
    return Paragraph(
        index, buffer.start(index), text, is_cut=buffer.is_cut(index), metrics=metrics, width=width
    )


def boxes_of(paragraph: Paragraph, offset: int) -> list[Box]:
    return paragraph.boxes(offset, paragraph.after(offset))


def pixels(paragraph: Paragraph, offset: int, line: int) -> set[int]:
    """The columns of a line that a cluster takes up."""
    return {x for box in boxes_of(paragraph, offset) if box.line == line for x in range(box.left, box.right)}


def clusters(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    offset = paragraph.start
    while offset < paragraph.end:
        after = paragraph.after(offset)
        yield offset, after
        offset = after


def height_of(paragraph: Paragraph, line: int) -> float:
    return paragraph.line_top(line) + paragraph.pitch / 2


def check_seen(paragraph: Paragraph, offset: int, box: Box, random: Random) -> None:
    """A cluster that is seen is found at its pixels, and the halves of it lead to its ends."""
    after, y = paragraph.after(offset), height_of(paragraph, box.line)
    x = random.randrange(box.left, box.right) + 0.5
    found = paragraph.character_at(x, y)
    assert found is not None
    assert found == offset or int(x) in pixels(paragraph, found, box.line)
    end = paragraph.offset_at(x, y, to_end=True)
    if found == offset and box.right - box.left >= 4:
        assert end in (offset, after)
        near_left = x < (box.left + box.right) / 2
        if abs(x - (box.left + box.right) / 2) > 1:
            assert end == (offset if near_left != paragraph.runs_leftwards(offset) else after)


def check_unseen(paragraph: Paragraph, offset: int) -> None:
    """A cluster without pixels of its own shares a place with a boundary that is found there."""
    line = paragraph.line_of(offset)
    x = paragraph.x_of(offset, line)
    found = paragraph.offset_at(x, height_of(paragraph, line), to_end=True)
    edges = {paragraph.x_of(found, line)}
    for beside in (found, paragraph.before(found)):
        edges |= {edge for box in boxes_of(paragraph, beside) if box.line == line for edge in box[1:]}
    assert min(abs(edge - x) for edge in edges) <= 1.5


def check_trip(paragraph: Paragraph, random: Random) -> None:
    place = random.randrange(paragraph.start, paragraph.end)
    units = paragraph.units
    assert paragraph.start + units.to_place(units.to_unit(place - paragraph.start)) == place
    offset = paragraph.before(paragraph.after(place))
    assert offset <= place < paragraph.after(offset)
    assert is_boundary(paragraph.text, offset - paragraph.start)
    seen = boxes_of(paragraph, offset)
    if seen:
        check_seen(paragraph, offset, random.choice(seen), random)
    else:
        check_unseen(paragraph, offset)


def test_ten_thousand_code_points_come_back_from_their_pixels(metrics: dict[int, Metrics]) -> None:
    cases = [(name, size, width) for name in TRAPS for size in SIZES for width in WIDTHS]
    cases = [case for case in cases if TRAPS[case[0]].strip("\n")]
    each = TRIPS // len(cases) + 1
    failed, done = [], 0
    for seed, (name, size, width) in enumerate(cases):
        random = Random(seed)
        buffer, chosen = segments(TRAPS[name])
        paragraphs = [laid_out(buffer, index, metrics[size], width) for index in chosen]
        for number in range(each):
            try:
                check_trip(random.choice(paragraphs), random)
            except AssertionError as error:
                failed.append(f"{name}, {size} px, width {width}, seed {seed}, trip {number}: {error}")
                break
            done += 1
    assert not failed, "\n".join(failed[:20])
    assert done >= TRIPS


@pytest.mark.parametrize("name", list(TRAPS))
def test_neighbours_on_a_line_neither_overlap_nor_leave_holes(name: str, metrics: dict[int, Metrics]) -> None:
    buffer, chosen = segments(TRAPS[name])
    for size, width in zip(SIZES, WIDTHS, strict=True):
        for index in chosen[:2]:
            paragraph = laid_out(buffer, index, metrics[size], width)
            boxes = sorted(box for one, _after in clusters(paragraph) for box in boxes_of(paragraph, one))
            for one, other in pairwise(boxes):
                if one.line == other.line:
                    assert abs(other.left - one.right) <= 1, (size, width, one, other)


@pytest.mark.parametrize("name", list(TRAPS))
def test_what_lies_between_two_pixels_is_selected_cluster_by_cluster(
    name: str, metrics: dict[int, Metrics]
) -> None:
    buffer, chosen = segments(TRAPS[name])
    steps, random = Steps(buffer), Random(name)
    for index in chosen[:2]:
        paragraph = laid_out(buffer, index, metrics[17], 420)
        for _turn in range(8):
            spots = [
                (random.randrange(420), height_of(paragraph, random.randrange(paragraph.line_count)))
                for _end in range(2)
            ]
            low, high = sorted(paragraph.offset_at(*spot, to_end=True) for spot in spots)
            span = steps.by_characters(low, high)
            assert span == (Span(low, high) if low < high else None), (index, spots)


@pytest.mark.parametrize("name", list(TRAPS))
def test_the_mouse_selects_exactly_what_it_was_pulled_over(name: str, bench: Bench) -> None:
    view, random = bench.open(TRAPS[name]), Random(name)
    for placed in view.flow.visible()[:2]:
        paragraph = placed.paragraph
        wide = [
            (offset, after)
            for offset, after in clusters(paragraph)
            if any(box.right - box.left >= 4 for box in boxes_of(paragraph, offset)[:1])
        ]
        for _turn in range(4):
            if not wide:
                break
            (start, _), (_, end) = sorted((random.choice(wide), random.choice(wide)))
            here, there = bench.edge(start), bench.edge(end, end=True)
            if (there - here).manhattanLength() > 3:  # else it is a click
                bench.drag(here, there, ALT)
                assert view.selection == Span(start, end)
                view.clear_selection()
