"""What is painted, pixel by pixel, and how little is painted again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor

from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.lanes import DEEPER
from desktop_app.gui.reading.marks import Mark
from desktop_app.gui.reading.paint import BADGE_LEFT, BADGE_WIDTH
from desktop_app.model.identity import derived_uid
from desktop_app.model.span import Span
from tests.gui.reading.bench import (
    CARET,
    FOCUS,
    FOUND,
    FOUND_NOW,
    INK,
    ME,
    MUTED,
    PAGE,
    SELECTION,
    TAGS,
    Bench,
    annotation,
    colours_in,
    reading_font,
)
from tests.traps import TRAPS

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

TEXT = "Ministers of Norway said on Sunday that the old port of Oslo would close.\n\nNobody minded, it seems."
LINES = "\n".join(f"Line {number} of a text that has many lines." for number in range(400))
ACTOR_LINE, ACTOR_TINT = TAGS["Actor"]
CLAIM_LINE, CLAIM_TINT = TAGS["Claim"]


def span_of(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def rect_of(bench: Bench, start: int, end: int, top: int, bottom: int) -> QRect:
    """The pixels of a stretch on one line, between two heights of the line."""
    placed = bench.placed(start)
    box = placed.paragraph.boxes(start, end)[0]
    y = placed.top + placed.paragraph.line_top(box.line)
    return QRect(bench.view.column_x + box.left, y + top, box.right - box.left, bottom - top)


def colours_of(bench: Bench, words: str, *, lane: int | None = None) -> set[str]:
    """The colours behind some words, or in one of the lanes below them."""
    metrics = bench.view.metrics
    if lane is None:
        rect = rect_of(bench, *span_of(words), metrics.tint_top, metrics.tint_bottom)
    else:
        top = metrics.lane_top(lane)
        rect = rect_of(bench, *span_of(words), top, top + metrics.lane_height)
    return colours_in(bench.picture().copy(rect))


def test_plain_text_is_ink_on_the_page(bench: Bench) -> None:
    bench.open(TEXT)
    seen = colours_of(bench, "Norway")
    assert PAGE in seen
    assert INK in seen
    assert all(QColor(name).saturation() < 10 for name in seen)


def test_an_annotation_has_a_tint_and_a_line_in_the_colours_of_its_tag(bench: Bench) -> None:
    bench.open(TEXT, [annotation(1, span_of("Norway"))])
    assert ACTOR_TINT in colours_of(bench, "Norway")
    assert ACTOR_LINE in colours_of(bench, "Norway", lane=0)
    assert colours_of(bench, "Sunday", lane=0) == {PAGE}


def test_an_unknown_tag_has_colours_too(bench: Bench) -> None:
    bench.open(TEXT, [annotation(1, span_of("Norway"), tag="Somebody else's")])
    assert "#dddddd" in colours_of(bench, "Norway")


def test_overlapping_annotations_have_lines_below_each_other(bench: Bench) -> None:
    marks = [annotation(1, span_of("old port of Oslo"), tag="Claim"), annotation(2, span_of("Oslo"))]
    bench.open(TEXT, marks)
    assert CLAIM_LINE in colours_of(bench, "Oslo", lane=0)
    assert ACTOR_LINE in colours_of(bench, "Oslo", lane=1)
    assert colours_of(bench, "port", lane=1) == {PAGE}
    assert CLAIM_TINT in colours_of(bench, "Oslo")
    assert ACTOR_TINT not in colours_of(bench, "Oslo")


def test_where_only_one_of_two_overlapping_reaches_its_tint_is_seen(bench: Bench) -> None:
    marks = [annotation(1, span_of("the old port"), tag="Claim"), annotation(2, span_of("port of Oslo"))]
    bench.open(TEXT, marks)
    assert ACTOR_TINT in colours_of(bench, "Oslo")
    assert CLAIM_TINT in colours_of(bench, "port")


def test_what_lies_deeper_than_the_lanes_is_counted_in_the_margin(bench: Bench) -> None:
    view = bench.open(TEXT, [annotation(number, (0, 9 + number)) for number in range(6)])
    layer = view.layers_of(view.flow.visible())[0]
    assert [badge.count for badge in layer.badges] == [2]
    assert sorted({run.lane for run in layer.runs}) == [DEEPER, 0, 1, 2, 3]
    margin = QRect(view.column_x + view.flow.width + BADGE_LEFT, bench.placed(0).top, BADGE_WIDTH, 30)
    assert colours_in(bench.picture().copy(margin)) != {PAGE}


def test_an_empty_line_has_nothing_to_count(bench: Bench) -> None:
    view = bench.open(TEXT, [annotation(number, (0, len(TEXT) - number)) for number in range(6)])
    layers = view.layers_of(view.flow.visible())
    assert [[badge.count for badge in layer.badges] for layer in layers] == [[2], [], [2]]


def test_suggestions_are_dashed_and_have_no_tint(bench: Bench) -> None:
    ghost = derived_uid("a machine")
    view = bench.open(TEXT, [annotation(1, span_of("Ministers of Norway"), who=ghost)])
    view.set_filter(Filter(dashed=frozenset({ghost})))
    assert colours_of(bench, "Ministers of Norway", lane=0) == {PAGE, ACTOR_LINE}
    assert ACTOR_TINT not in colours_of(bench, "Norway")


def test_hidden_tags_and_annotators_are_not_painted(bench: Bench) -> None:
    marks = [annotation(1, span_of("Norway")), annotation(2, span_of("Sunday"), who=derived_uid("other"))]
    view = bench.open(TEXT, marks)
    view.set_filter(Filter(annotators=frozenset({derived_uid("other")})))
    assert ACTOR_TINT in colours_of(bench, "Norway")
    assert ACTOR_TINT not in colours_of(bench, "Sunday")
    view.set_filter(Filter(tags=frozenset({derived_uid("Actor")})))
    assert ACTOR_TINT not in colours_of(bench, "Norway")
    view.set_filter(Filter())
    assert ACTOR_TINT in colours_of(bench, "Sunday")


def test_hiding_the_outer_annotation_lifts_the_inner_one(bench: Bench) -> None:
    marks = [annotation(1, span_of("old port of Oslo"), tag="Claim"), annotation(2, span_of("Oslo"))]
    view = bench.open(TEXT, marks)
    view.set_filter(Filter(tags=frozenset({derived_uid("Claim")})))
    assert ACTOR_LINE in colours_of(bench, "Oslo", lane=0)
    assert ACTOR_TINT in colours_of(bench, "Oslo")


def test_parts_of_an_annotation_are_joined_by_a_thin_line(bench: Bench) -> None:
    view = bench.open(TEXT, [annotation(1, span_of("Norway"), span_of("on Sunday"))])
    assert ACTOR_LINE in colours_of(bench, "said", lane=0)
    assert ACTOR_TINT not in colours_of(bench, "said")
    joins = view.layers_of(view.flow.visible())[0].joins
    assert {join.tag for join in joins} == {derived_uid("Actor")}


def test_parts_that_are_far_apart_have_only_the_ends_of_the_line(bench: Bench) -> None:
    text = "word " * 300
    view = bench.open(text, [annotation(1, (0, 4), (1000, 1004))])
    joins = view.layers_of(view.flow.visible())[0].joins
    assert [join.onward for join in joins] == [1, -1]
    assert all(join.right - join.left < 80 for join in joins)


def test_the_ends_of_the_line_point_the_other_way_where_reading_runs_leftwards(bench: Bench) -> None:
    view = bench.open("مرحبا " * 300, [annotation(1, (0, 5), (1200, 1205))])
    joins = view.layers_of(view.flow.visible())[0].joins
    assert [join.onward for join in joins] == [-1, 1]


def test_the_selection_is_a_ground_behind_the_text(bench: Bench) -> None:
    view = bench.open(TEXT)
    view.set_selection(Span(*span_of("Norway")))
    seen = colours_of(bench, "Norway")
    assert SELECTION in seen
    assert INK in seen
    assert SELECTION not in colours_of(bench, "Sunday")


def test_search_hits_are_marked_and_the_present_one_differently(bench: Bench) -> None:
    view = bench.open(TEXT)
    view.show_found([Span(*span_of("Norway")), Span(*span_of("Sunday"))], 1)
    assert FOUND in colours_of(bench, "Norway")
    assert FOUND_NOW in colours_of(bench, "Sunday")
    view.show_found([])
    assert FOUND not in colours_of(bench, "Norway")


def test_a_far_search_hit_is_brought_into_the_window(bench: Bench) -> None:
    view = bench.open(LINES)
    at = LINES.index("Line 300 ")
    view.show_found([Span(at, at + 8)], 0)
    assert view.flow.placed(300) is not None


def test_the_caret_is_painted_while_the_view_has_the_focus(bench: Bench) -> None:
    view = bench.open(TEXT)
    view.set_caret(span_of("Norway")[0])
    area = QRect(0, 0, view.viewport().width(), 80)
    assert CARET in colours_in(bench.picture().copy(area))
    view.clearFocus()
    assert CARET not in colours_in(bench.picture().copy(area))


def test_the_chosen_annotation_has_an_outline_over_all_its_lines(bench: Bench) -> None:
    text = "word " * 60
    mark = annotation(1, (50, 205))
    view = bench.open(text, [mark])
    assert FOCUS not in colours_in(bench.picture())
    view.select(mark.uid)
    picture = bench.picture()
    paragraph = view.flow.paragraph(0)
    for line in range(paragraph.line_of(50), paragraph.line_of(204) + 1):
        top = bench.placed(0).top + paragraph.line_top(line)
        assert FOCUS in colours_in(picture.copy(QRect(0, top, picture.width(), view.metrics.pitch)))
    view.select("")
    assert FOCUS not in colours_in(bench.picture())


@pytest.mark.parametrize(
    "name", ["bidi controls", "zero-width blanks", "leading U+FEFF", "soft hyphen", "lone CR"]
)
def test_characters_without_ink_get_a_sign(name: str, bench: Bench) -> None:
    view = bench.open(TRAPS[name])
    assert view.flow.paragraph(0).hidden
    assert MUTED in colours_in(bench.picture())


def test_a_line_that_is_cut_has_dots_in_the_margin(bench: Bench) -> None:
    view = bench.open("word " * 2000)
    assert view.flow.paragraph(0).is_cut
    view.reveal(view.flow.buffer.start(1))
    margin = QRect(0, 0, view.column_x - 2, view.viewport().height())
    assert MUTED in colours_in(bench.picture().copy(margin))
    bench.open(TEXT)
    assert MUTED not in colours_in(bench.picture().copy(margin))


@pytest.mark.parametrize("name", list(TRAPS))
def test_every_trap_can_be_painted_with_annotations_selection_and_outline(name: str, bench: Bench) -> None:
    text = TRAPS[name]
    length = len(text)
    marks = [annotation(n, (n, min(n + 3, length))) for n in range(0, min(length, 40), 2)]
    view = bench.open(text, marks)
    if marks:
        view.select(marks[-1].uid)
        view.set_selection(Span(0, length))
    bench.picture()
    shown = {run.mark.uid for layer in view.layers_of(view.flow.visible()) for run in layer.runs}
    seen_to = view.flow.seen()[1]
    assert {
        mark.uid for mark in marks if mark.end <= seen_to and text[mark.start : mark.end].strip()
    } <= shown


def test_colours_can_change_under_the_text(bench: Bench) -> None:
    view = bench.open(TEXT, [annotation(1, span_of("Norway"))])
    made = view.counts.layers
    view.set_marks({})
    assert "#dddddd" in colours_of(bench, "Norway")
    assert view.counts.layers == made


def test_a_larger_font_and_a_narrower_pitch_keep_the_place(bench: Bench) -> None:
    view = bench.open(LINES)
    view.reveal(LINES.index("Line 200 "))
    top = view.top_offset
    view.set_type(reading_font(24), 1.5)
    assert view.metrics.pitch == 36
    assert view.top_offset == top
    view.resize(420, 600)
    bench.settle()
    assert abs(view.flow.buffer.segment_at(view.top_offset) - view.flow.buffer.segment_at(top)) <= 1


def test_a_filter_hides_by_tag_and_by_annotator() -> None:
    mark = Mark(0, 1, "tag", "who", "uid", False)
    assert Filter(tags=frozenset({"tag"})).hides(mark)
    assert Filter(annotators=frozenset({"who"})).hides(mark)
    assert not Filter(dashed=frozenset({"who"})).hides(mark)


def test_nothing_is_painted_outside_of_the_page(bench: Bench) -> None:
    view = bench.open("")
    assert bench.picture().pixelColor(QPoint(5, view.viewport().height() - 5)).name() == PAGE
    assert view.flow.position == 0


@pytest.mark.parametrize("groups", [(), ("b" * 32, ME)], ids=["one group", "two groups"])
def test_marks_on_blanks_alone_are_drawn_within_their_low_line(bench: Bench, groups: tuple[str, ...]) -> None:
    marks = [annotation(number, (6, 12), tag="Actor") for number in range(3)]
    view = bench.open("Words\n      \ni", marks)
    view.set_filter(Filter(groups=groups))
    placed, lines = bench.placed(6), view.layers_of(view.flow.visible())[1].lines
    heights = [(top, top + height) for fill in lines for _left, top, _width, height in fill.rects]
    assert placed.paragraph.pitch < view.metrics.tint_bottom
    assert all(0 <= top < bottom <= placed.paragraph.pitch for top, bottom in heights)
    spots = [QPoint(view.column_x + 18, placed.top + top) for top, _bottom in heights]
    assert {bench.picture().pixelColor(spot).name() for spot in spots} == {ACTOR_LINE}
    assert len(spots) >= 2
