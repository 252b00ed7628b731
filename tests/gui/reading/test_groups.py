"""Several annotators beneath one text, and one tag in focus."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.hit import marks_at
from desktop_app.gui.reading.lanes import DEEPER
from desktop_app.gui.reading.metrics import GROUP_LIMIT, LANES, Metrics
from desktop_app.gui.reading.runs import MUTED, Layer
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotation
from tests.gui.reading.bench import MUTED as GREY
from tests.gui.reading.bench import PAGE, TAGS, Bench, annotation, colours_in, reading_font

TEXT = "Ministers of Norway said on Sunday that the old port of Oslo would close.\n\nNobody minded, it seems."
LINES = "\n".join(f"Line {number} of a text that has many lines." for number in range(400))
ACTOR, CLAIM, DATE = (derived_uid(name) for name in ("Actor", "Claim", "Date"))
ANN, BOB, CLEO = (derived_uid(name) for name in ("ann", "bob", "cleo"))


def mark(number: int, words: str, who: str, tag: str = "Actor", also: str = "") -> Annotation:
    starts = [TEXT.index(part) for part in (words, also) if part]
    parts = [(start, start + len(part)) for start, part in zip(starts, (words, also), strict=False)]
    return annotation(number, *parts, tag=tag, who=who)


MARKS = [
    mark(1, "old port of Oslo", ANN, "Claim"),
    mark(2, "Oslo", ANN),
    mark(3, "old port", BOB, "Claim"),
    mark(4, "Norway", BOB),
    mark(5, "Sunday", CLEO, "Date"),
]


def layer(bench: Bench) -> Layer:
    return bench.view.layers_of(bench.view.flow.visible())[0]


def lanes(bench: Bench) -> dict[tuple[int, str], int]:
    """The lane of every span that is seen, by its start and annotator."""
    return {(run.mark.start, run.mark.annotator): run.lane for run in layer(bench).runs}


def below(bench: Bench, words: str, lane: int) -> set[str]:
    """The colours of a lane under some words."""
    metrics = bench.view.metrics
    start = TEXT.index(words)
    placed = bench.placed(start)
    box = placed.paragraph.boxes(start, start + len(words))[0]
    top = placed.top + placed.paragraph.line_top(box.line) + metrics.lane_top(lane)
    rect = QRect(bench.view.column_x + box.left, top, box.right - box.left, metrics.lane_height)
    return colours_in(bench.picture().copy(rect))


def behind(bench: Bench, words: str) -> set[str]:
    """The colours behind some words."""
    metrics = bench.view.metrics
    start = TEXT.index(words)
    placed = bench.placed(start)
    box = placed.paragraph.boxes(start, start + len(words))[0]
    top = placed.top + placed.paragraph.line_top(box.line)
    rect = QRect(bench.view.column_x + box.left, top, box.right - box.left, metrics.tint_bottom)
    return colours_in(bench.picture().copy(rect))


def test_each_annotator_of_two_has_two_lanes_from_the_text_downwards(bench: Bench) -> None:
    view = bench.open(TEXT, MARKS)
    view.set_filter(Filter(groups=(ANN, BOB)))
    old, oslo, norway = (TEXT.index(words) for words in ("old port", "Oslo", "Norway"))
    assert lanes(bench)[old, ANN] == 0
    assert lanes(bench)[oslo, ANN] == 1
    assert lanes(bench)[old, BOB] == 2
    assert lanes(bench)[norway, BOB] == 2
    assert TAGS["Claim"][0] in below(bench, "old port", 2)
    assert below(bench, "Norway", 0) == {PAGE}


def test_the_order_of_the_groups_is_that_of_their_lanes_and_moves_nothing(bench: Bench) -> None:
    view = bench.open(TEXT, MARKS)
    view.set_filter(Filter(groups=(ANN, BOB)))
    laid_out, pitch = view.flow.laid_out, view.metrics.pitch
    view.set_filter(Filter(groups=(BOB, ANN)))
    assert lanes(bench)[TEXT.index("Norway"), BOB] == 0
    assert lanes(bench)[TEXT.index("old port"), ANN] == 2
    assert (view.flow.laid_out, view.metrics.pitch) == (laid_out, pitch)


def test_who_has_no_group_has_no_lane_but_is_counted(bench: Bench) -> None:
    view = bench.open(TEXT, MARKS)
    view.set_filter(Filter(groups=(ANN, BOB)))
    assert lanes(bench)[TEXT.index("Sunday"), CLEO] == DEEPER
    assert [badge.count for badge in layer(bench).badges] == [1]


def test_the_topmost_group_that_has_a_mark_gives_the_tint(bench: Bench) -> None:
    view = bench.open(TEXT, [mark(1, "old port", ANN, "Claim"), mark(2, "old port of Oslo", BOB)])
    view.set_filter(Filter(groups=(ANN, BOB)))
    assert TAGS["Claim"][1] in behind(bench, "old port")
    assert TAGS["Actor"][1] in behind(bench, "Oslo")
    view.set_filter(Filter(groups=(BOB, ANN)))
    assert TAGS["Claim"][1] not in behind(bench, "old port")


def test_a_click_on_the_line_of_a_group_finds_its_mark_first(bench: Bench) -> None:
    view = bench.open(TEXT, [mark(1, "old port", ANN, "Claim"), mark(2, "old port of Oslo", BOB)])
    view.set_filter(Filter(groups=(ANN, BOB)))
    placed = bench.placed(0)
    start = TEXT.index("old port")
    box = placed.paragraph.boxes(start, start + 3)[0]
    top = placed.paragraph.line_top(box.line)
    for lane, who in ((0, ANN), (2, BOB)):
        y = top + view.metrics.lane_top(lane) + 1
        found = marks_at(placed.paragraph, layer(bench), view.metrics, x=box.left + 4, y=y)
        assert found[0].annotator == who


@pytest.mark.parametrize("size", [12, 17, 40])
@pytest.mark.parametrize("spacing", [1.4, 2.0, 4.0])
@pytest.mark.parametrize("groups", range(1, GROUP_LIMIT + 3))
def test_lanes_of_groups_lie_apart_and_end_before_the_next_line(
    size: int, spacing: float, groups: int, qapp: QApplication
) -> None:
    metrics = Metrics.of(reading_font(size), spacing, groups=groups)
    tops = [metrics.lane_top(lane) for lane in range(metrics.lane_count)]
    assert metrics.groups == min(groups, GROUP_LIMIT)
    assert metrics.lane_count >= metrics.groups
    assert metrics.lanes >= {1: LANES, 2: 2, 3: 2}.get(groups, 1)
    assert [metrics.lane_at(top) for top in tops] == list(range(metrics.lane_count))
    assert metrics.lane_at(metrics.tint_bottom - 1) == DEEPER
    steps = {after - before for before, after in pairwise(tops)}
    assert min(steps, default=2) > metrics.lane_height
    if groups > 1:
        first_of_second = tops[metrics.lanes]
        assert first_of_second - tops[metrics.lanes - 1] > metrics.lane_step
        assert tops[-1] + metrics.lane_height < metrics.pitch


def test_more_groups_move_lines_apart_but_break_none_anew_and_keep_the_place(bench: Bench) -> None:
    view = bench.open(LINES)
    view.show_from(LINES.index("Line 200 "))
    before = {placed.paragraph.index: placed.paragraph.line_starts for placed in view.flow.visible()}
    top, pitch = view.top_offset, view.metrics.pitch
    view.set_filter(Filter(groups=(ANN, BOB, CLEO)))
    assert view.metrics.pitch > pitch
    assert view.top_offset == top
    after = {placed.paragraph.index: placed.paragraph.line_starts for placed in view.flow.visible()}
    assert all(after[index] == before[index] for index in after if index in before)
    view.set_filter(Filter())
    assert view.metrics.pitch == pitch
    assert view.top_offset == top


def test_who_is_hidden_leaves_no_empty_lanes_between_the_others(bench: Bench) -> None:
    view = bench.open(TEXT, [mark(1, "old port", ANN, "Claim"), mark(2, "old port of Oslo", BOB)])
    view.set_filter(Filter(groups=(ANN, BOB, CLEO)))
    assert {run.mark.annotator: run.lane for run in layer(bench).runs} == {ANN: 0, BOB: 2}
    pitch = view.metrics.pitch
    view.set_filter(Filter(groups=(ANN, BOB, CLEO), annotators=frozenset({ANN})))
    assert {run.mark.annotator: run.lane for run in layer(bench).runs} == {BOB: 0}
    assert view.metrics.pitch == pitch


def test_another_size_of_the_text_keeps_the_groups(bench: Bench) -> None:
    view = bench.open(TEXT, MARKS)
    view.set_filter(Filter(groups=(ANN, BOB)))
    view.set_type(reading_font(24), 2.5)
    assert view.metrics.groups == 2
    assert TAGS["Claim"][0] in below(bench, "old port", 2)


def test_a_mark_that_is_made_never_moves_the_lines_of_groups(bench: Bench) -> None:
    view = bench.open(TEXT, MARKS)
    view.set_filter(Filter(groups=(ANN, BOB)))
    pitch, laid_out = view.metrics.pitch, view.flow.laid_out
    for number in range(9):
        bench.add(annotation(100 + number, (number, 40 + number), who=BOB))
    assert (view.metrics.pitch, view.flow.laid_out) == (pitch, laid_out)
    assert layer(bench).badges


# Focus


def test_in_focus_a_tag_keeps_its_colours_and_all_others_a_thin_grey_line(bench: Bench) -> None:
    view = bench.open(TEXT, MARKS)
    view.set_filter(Filter(focus=ACTOR))
    assert TAGS["Actor"][1] in behind(bench, "Norway")
    assert TAGS["Actor"][0] in below(bench, "Norway", 0)
    assert TAGS["Date"][1] not in behind(bench, "Sunday")
    assert below(bench, "Sunday", 0) == {PAGE, GREY}


def test_what_is_in_focus_is_tinted_even_where_another_mark_lies_on_it(bench: Bench) -> None:
    view = bench.open(TEXT, MARKS)
    assert TAGS["Actor"][1] not in behind(bench, "Oslo")
    view.set_filter(Filter(focus=ACTOR))
    assert TAGS["Actor"][1] in behind(bench, "Oslo")
    assert TAGS["Claim"][1] not in behind(bench, "old port")


def test_out_of_focus_the_parts_of_a_mark_stay_joined(bench: Bench) -> None:
    view = bench.open(TEXT, [mark(1, "Norway", ANN, also="on Sunday")])
    assert {join.tag for join in layer(bench).joins} == {ACTOR}
    view.set_filter(Filter(focus=CLAIM))
    assert {join.tag for join in layer(bench).joins} == {MUTED}


def test_marks_out_of_focus_can_still_be_chosen(bench: Bench) -> None:
    view = bench.open(TEXT, MARKS)
    before = {run.mark for run in layer(bench).runs}
    view.set_filter(Filter(focus=DATE))
    assert {run.mark for run in layer(bench).runs} == before


def test_filter_groups_and_focus_lay_out_no_text_anew(bench: Bench) -> None:
    view = bench.open(LINES, [annotation(n, (n * 40, n * 40 + 9), who=(ANN, BOB)[n % 2]) for n in range(200)])
    view.set_filter(Filter(groups=(ANN, BOB)))
    bench.settle()
    bench.picture()
    laid_out = view.flow.laid_out
    for shown in (
        replace(view.shown, focus=ACTOR),
        replace(view.shown, groups=(BOB, ANN)),
        replace(view.shown, tags=frozenset({ACTOR})),
        replace(view.shown, annotators=frozenset({ANN})),
        replace(view.shown, dashed=frozenset({BOB})),
        view.shown,
    ):
        view.set_filter(shown)
        bench.picture()
        bench.settle()
        assert view.flow.laid_out == laid_out
