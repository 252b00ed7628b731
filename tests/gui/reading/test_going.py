"""Going through a document by keys: sentences, marks of a tag, paragraphs without one, and back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.caret import Move
from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.offsets import has_right_to_left
from desktop_app.gui.reading.picker import MarkPicker
from desktop_app.gui.reading.spans import SpanIndex
from desktop_app.gui.reading.unmarked import unmarked_beside
from desktop_app.model.graphemes import is_boundary
from desktop_app.model.identity import derived_uid
from desktop_app.model.packed import PackedSpans
from desktop_app.model.span import Span
from tests.gui.reading.bench import ME, Bench, annotation
from tests.traps import TRAPS

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
TEXT = "Oslo has spoken. Bergen, too, said “yes, we do” today.\n\nOslo was silent.\n \nBergen left Oslo."
OTHER = derived_uid("other")
SHORT = [(name, text[:400]) for name, text in TRAPS.items()]
ONE_WAY = [(name, text) for name, text in SHORT if not has_right_to_left(text)]


def marks() -> list[tuple[int, int]]:
    """Every place with the name of a town."""
    return [
        (place, place + len(town))
        for place in range(len(TEXT))
        for town in ("Oslo", "Bergen")
        if TEXT.startswith(town, place)
    ]


TOWNS = [
    annotation(number, place, tag="Actor" if TEXT[place[0]] == "O" else "Date")
    for number, place in enumerate(marks())
]


def test_sentences_are_gone_through_and_shift_selects_them(bench: Bench) -> None:
    view = bench.open(TEXT)
    bench.key(Key.Key_PageDown, ALT)
    assert TEXT[view.caret :].startswith("Bergen, too")
    bench.key(Key.Key_PageDown, ALT | SHIFT)
    assert bench.selected == "Bergen, too, said “yes, we do” today."
    bench.key(Key.Key_PageUp, ALT | SHIFT)
    assert view.selection is None
    bench.key(Key.Key_PageUp, ALT)
    assert view.caret == 0


def test_a_selection_grows_over_the_phrase_and_the_quotation(bench: Bench) -> None:
    view = bench.open(TEXT)
    view.set_caret(TEXT.index("we do"))
    seen = []
    for _turn in range(6):
        bench.key(Key.Key_Up, ALT)
        seen.append(bench.selected)
    assert seen == [
        "we",
        "we do",
        "yes, we do",
        "“yes, we do”",
        "Bergen, too, said “yes, we do” today.",
        TEXT.split("\n", maxsplit=1)[0],
    ]


def test_the_next_mark_of_the_same_tag_is_gone_to(bench: Bench) -> None:
    view = bench.open(TEXT, TOWNS)
    bench.key(Key.Key_Tab)
    seen = [view.caret]
    for _turn in range(3):
        bench.key(Key.Key_Tab, CTRL)
        seen.append(view.caret)
    assert seen[:3] == [place for place, _end in marks() if TEXT[place] == "O"]
    assert seen[3] == seen[2]
    bench.key(Key.Key_Tab, CTRL | SHIFT)
    assert view.caret == seen[1]


def test_without_a_chosen_mark_the_tag_in_hand_is_looked_for(bench: Bench) -> None:
    view = bench.open(TEXT, TOWNS)
    said: list[str] = []
    view.said.connect(said.append)
    bench.key(Key.Key_Tab, CTRL)
    assert view.chosen == ""
    assert len(said) == 1
    view.tag_in_hand = derived_uid("Date")
    bench.key(Key.Key_Tab, CTRL)
    assert view.caret == TEXT.index("Bergen")


def test_at_the_last_mark_the_keys_say_that_none_follows(bench: Bench) -> None:
    view = bench.open(TEXT, TOWNS[:1])
    said: list[str] = []
    view.said.connect(said.append)
    bench.key(Key.Key_Tab, times=2)
    assert said == ["No further mark follows."]
    assert view.chosen == TOWNS[0].uid


def test_paragraphs_without_a_mark_of_mine_are_gone_to(bench: Bench) -> None:
    second = TEXT.index("Oslo was")
    theirs = annotation("theirs", (second, second + 4), who=OTHER)
    view = bench.open(TEXT, [TOWNS[0], theirs])
    view.annotator = ME
    said: list[str] = []
    view.said.connect(said.append)
    bench.key(Key.Key_F7)
    assert view.caret == second
    bench.key(Key.Key_F7)
    assert view.caret == TEXT.index("Bergen left")
    bench.key(Key.Key_F7)
    assert view.caret == TEXT.index("Bergen left")
    bench.key(Key.Key_F7, SHIFT)
    assert view.caret == second
    bench.key(Key.Key_F7, SHIFT)
    assert view.caret == second
    assert len(said) == 2


@given(
    st.lists(st.sampled_from(["", "one", "two words", "\u00e9t\u00e9", " "]), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30), st.booleans()), max_size=6),
    st.integers(0, 12),
)
def test_unmarked_paragraphs_are_those_that_no_span_touches(
    lines: list[str], spans: list[tuple[int, int, bool]], segment: int
) -> None:
    text = "\n".join(lines)
    made = [
        annotation(number, (start, min(start + length, len(text))), who=ME if mine else OTHER)
        for number, (start, length, mine) in enumerate(spans)
        if start < len(text)
    ]
    buffer, index = TextBuffer(text.encode()), SpanIndex.of(PackedSpans.of(made[::2]))
    for item in made[1::2]:
        index.add(item)
    segment = min(segment, buffer.count - 1)
    bare = [
        row
        for row in range(buffer.count)
        if buffer.text(row).strip()
        and not any(
            span.start < buffer.end(row) + 1 and span.end > buffer.start(row)
            for item in made
            if item.annotator_uid == ME
            for span in item.spans
        )
    ]
    after, before = [row for row in bare if row > segment], [row for row in bare if row < segment]
    assert unmarked_beside(buffer, index, segment, forward=True, annotator=ME) == next(iter(after), None)
    assert unmarked_beside(buffer, index, segment, forward=False, annotator=ME) == next(
        iter(before[::-1]), None
    )


def test_after_a_walk_one_key_goes_back_to_where_it_began(bench: Bench) -> None:
    view = bench.open(TEXT, TOWNS)
    said: list[str] = []
    view.said.connect(said.append)
    bench.key(Key.Key_Home, ALT)
    assert len(said) == 1
    bench.key(Key.Key_Right, times=9)
    bench.key(Key.Key_Tab, times=3)
    there = view.caret
    bench.key(Key.Key_End, CTRL)
    bench.key(Key.Key_Home, ALT)
    assert view.caret == there != 9
    bench.key(Key.Key_Home, ALT)
    assert view.caret == 9
    bench.key(Key.Key_End, ALT, 2)
    assert view.caret == len(TEXT)
    bench.key(Key.Key_Home, ALT, 2)
    view.jump(4, 8)
    assert bench.selected == TEXT[4:8]
    bench.key(Key.Key_Home, ALT)
    assert view.caret == 9


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_marks_of_the_carets_line_are_listed_by_a_key(bench: Bench) -> None:
    view = bench.open(TEXT, TOWNS)
    said: list[str] = []
    view.said.connect(said.append)
    view.set_caret(TEXT.index("\n\n") + 1)
    bench.key(Key.Key_Return, ALT)
    assert len(said) == 1
    view.set_caret(TEXT.index("was silent"))
    view.set_filter(Filter(tags=frozenset({derived_uid("Date")})))
    bench.key(Key.Key_Return, ALT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, MarkPicker)
    assert menu.list.listed() == [TOWNS[2].uid]
    QTest.keyClick(menu.list, Key.Key_Return)
    assert view.chosen == TOWNS[2].uid


MOVES = st.sampled_from([move for move in Move if "PAGE" not in move.name])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.sampled_from(SHORT), st.lists(st.tuples(MOVES, st.booleans()), max_size=12))
def test_every_move_ends_between_two_characters_and_so_do_selections(
    bench: Bench, trap: tuple[str, str], moves: list[tuple[Move, bool]]
) -> None:
    text = trap[1]
    view = bench.view
    view.set_document(TextBuffer(text.encode()), SpanIndex())
    for move, selecting in moves:
        view.move_caret(move, selecting=selecting)
        places = [view.caret]
        if view.selection is not None:
            places += [view.selection.start, view.selection.end]
        for place in places:
            assert is_boundary(text, place) or text[place - 1] == "\n", (trap[0], move)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.sampled_from(SHORT), st.integers(0, 400), st.integers(0, 6))
def test_what_has_grown_shrinks_back_step_by_step(
    bench: Bench, trap: tuple[str, str], offset: int, times: int
) -> None:
    text = trap[1]
    view = bench.view
    view.set_document(TextBuffer(text.encode()), SpanIndex())
    view.set_caret(min(offset, len(text)))
    view.move_caret(Move.RIGHT)
    seen: list[tuple[Span | None, int]] = []
    for _turn in range(times):
        before = view.selection
        seen.append((before, view.caret))
        view.grow_selection()
        assert view.selection is None or is_boundary(text, view.selection.start)
        if view.selection == before:
            seen.pop()
            break
    for span, caret in reversed(seen):
        view.shrink_selection()
        assert (view.selection, view.caret) == (span, caret)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.sampled_from(ONE_WAY), st.integers(0, 400), st.integers(1, 5), st.booleans())
def test_a_selection_that_is_widened_by_a_character_and_narrowed_again_is_the_same(
    bench: Bench, trap: tuple[str, str], offset: int, times: int, right: bool
) -> None:
    view = bench.view
    view.set_document(TextBuffer(trap[1].encode()), SpanIndex())
    view.set_caret(min(offset, len(trap[1])))
    view.move_caret(Move.RIGHT)
    view.move_caret(Move.LEFT)
    view.move_caret(Move.WORD_RIGHT, selecting=True)
    before = view.selection, view.caret
    forth, back = (Move.RIGHT, Move.LEFT) if right else (Move.LEFT, Move.RIGHT)
    stops = [view.caret]
    for _turn in range(times):
        view.move_caret(forth, selecting=True)
        if view.caret == stops[-1]:
            break
        stops.append(view.caret)
    for stop in reversed(stops[:-1]):
        view.move_caret(back, selecting=True)
        assert view.caret == stop
    assert (view.selection, view.caret) == before
