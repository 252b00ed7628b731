"""The edges of annotations: nudged by keys, pulled by their handles."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from desktop_app.gui.reading.edges import Handle
from desktop_app.model.span import Span
from tests.gui.reading.bench import Bench, annotation
from tests.gui.reading.harbour import ALL, DAY, FIRST, TEXT, span_of
from tests.traps import TRAPS

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def wishes(bench: Bench) -> list[tuple[str, tuple[Span, ...]]]:
    told: list[tuple[str, tuple[Span, ...]]] = []
    bench.view.spans_moved.connect(lambda uid, spans: told.append((uid, spans)))
    return told


@pytest.mark.parametrize(
    ("key", "modifiers", "words"),
    [
        (Key.Key_Right, ALT, "Sunday that"),
        (Key.Key_Left, ALT | SHIFT, "on Sunday"),
        (Key.Key_Right, ALT | CTRL, "Sunday "),
        (Key.Key_Left, ALT | CTRL, "Sunda"),
        (Key.Key_Right, ALT | CTRL | SHIFT, "unday"),
        (Key.Key_Left, ALT | CTRL | SHIFT, " Sunday"),
    ],
)
def test_keys_wish_an_edge_moved(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, words: str, bench: Bench
) -> None:
    view = bench.open(TEXT, ALL)
    told = wishes(bench)
    view.select(DAY.uid)
    bench.key(key, modifiers)
    assert told == [(DAY.uid, (Span(*span_of(words)),))]


def test_an_edge_goes_back_by_words_and_never_beyond_the_other(bench: Bench) -> None:
    view = bench.open(TEXT, ALL)
    told = wishes(bench)
    view.select(FIRST.uid)
    bench.key(Key.Key_Left, ALT)
    bench.key(Key.Key_Right, ALT | SHIFT)
    assert [TEXT[spans[0].start : spans[0].end] for _uid, spans in told] == ["Ministers of", "of Norway"]
    view.select(DAY.uid)
    bench.key(Key.Key_Left, ALT)
    bench.key(Key.Key_Right, ALT | SHIFT)
    assert len(told) == 2


PARTS = annotation("parts", span_of("Norway"), span_of("Sunday"))


@pytest.mark.parametrize(
    ("at", "key", "words"),
    [
        ("said", (Key.Key_Right, ALT), ("Norway", "Sunday that")),
        ("said", (Key.Key_Left, ALT | SHIFT), ("of Norway", "Sunday")),
        ("Norway", (Key.Key_Right, ALT), ("Norway said", "Sunday")),
        ("unday", (Key.Key_Left, ALT | SHIFT), ("Norway", "on Sunday")),
        ("Sunday", (Key.Key_Right, CTRL | ALT | SHIFT), ("Norway", "unday")),
    ],
)
def test_of_several_parts_the_one_with_the_caret_is_nudged_else_the_outer_edges(
    at: str, key: tuple[Qt.Key, Qt.KeyboardModifier], words: tuple[str, str], bench: Bench
) -> None:
    view = bench.open(TEXT, [PARTS])
    told = wishes(bench)
    view.select(PARTS.uid)
    view.set_caret(TEXT.index(at))
    bench.key(*key)
    assert told == [(PARTS.uid, tuple(Span(*span_of(word)) for word in words))]


def test_without_a_mark_the_keys_say_what_they_are_for(bench: Bench) -> None:
    view = bench.open("Norway said so.")
    said: list[str] = []
    view.said.connect(said.append)
    bench.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert said == ["Choose a mark or select words first, then their edges can be moved."]


def test_the_edges_of_a_selection_are_nudged_before_those_of_an_annotation(bench: Bench) -> None:
    view = bench.open(TEXT, ALL)
    told = wishes(bench)
    view.select(DAY.uid)
    view.set_selection(Span(*span_of("the old")))
    bench.key(Key.Key_Right, ALT)
    assert bench.selected == "the old port"
    bench.key(Key.Key_Right, ALT | SHIFT)
    bench.key(Key.Key_Left, CTRL | ALT)
    assert bench.selected == "old por"
    assert told == []


def grip(bench: Bench, *, is_start: bool, part: int = 0) -> QPoint:
    handle: Handle = next(
        item for item in bench.view.handles() if item.is_start == is_start and item.part == part
    )
    return QPoint(bench.view.column_x + handle.x, handle.y + handle.height // 2)


@pytest.mark.parametrize(
    ("is_start", "goal", "words"),
    [(False, "tha", "Sunday that"), (True, "aid on", "said on Sunday"), (True, "n Sunday", "on Sunday")],
)
def test_a_handle_is_pulled_to_the_edge_of_a_word(
    is_start: bool, goal: str, words: str, bench: Bench
) -> None:
    view = bench.open(TEXT, ALL)
    told = wishes(bench)
    view.select(DAY.uid)
    offset = span_of(goal)[0] if is_start else span_of(goal)[1]
    bench.drag(grip(bench, is_start=is_start), bench.edge(offset, end=not is_start))
    assert told == [(DAY.uid, (Span(*span_of(words)),))]
    assert view.chosen_spans == DAY.spans
    assert view.selection is None


def test_with_alt_a_handle_is_pulled_by_characters(bench: Bench) -> None:
    view = bench.open(TEXT, ALL)
    told = wishes(bench)
    view.select(DAY.uid)
    bench.drag(grip(bench, is_start=False), bench.edge(span_of("Sun")[1], end=True), ALT)
    assert told == [(DAY.uid, (Span(*span_of("Sun")),))]


def test_a_handle_that_is_only_clicked_moves_nothing(bench: Bench) -> None:
    view = bench.open(TEXT, ALL)
    told = wishes(bench)
    view.select(DAY.uid)
    bench.click(grip(bench, is_start=False))
    assert told == []


def test_a_handle_pulled_and_given_up_moves_nothing(bench: Bench) -> None:
    view = bench.open(TEXT, ALL)
    told = wishes(bench)
    view.select(DAY.uid)
    bench.press(grip(bench, is_start=False))
    bench.pull(bench.middle(TEXT.index("nobody")))
    assert len(view.scene().outline.marks) == 1
    assert view.scene().outline.marks[0].end > DAY.end
    bench.key(Key.Key_Escape)
    bench.let_go(bench.middle(TEXT.index("nobody")))
    assert told == []
    assert view.scene().outline.marks[0].end == DAY.end


def test_a_part_cannot_be_pulled_over_its_neighbour(bench: Bench) -> None:
    parts = annotation("parts", span_of("Norway"), span_of("Sunday"))
    view = bench.open(TEXT, [parts])
    told = wishes(bench)
    view.select(parts.uid)
    bench.drag(grip(bench, is_start=False), bench.middle(TEXT.index("nobody")))
    assert all(spans[0].end <= spans[1].start for _uid, spans in told)


def test_in_arabic_the_start_is_held_on_the_right(bench: Bench) -> None:
    text = "قال الرئيس إن الاتفاق جاهز"
    start = text.index("الرئيس")
    mark = annotation(1, (start, start + 6))
    view = bench.open(text, [mark])
    view.select(mark.uid)
    ends = {handle.is_start: handle.x for handle in view.handles()}
    assert ends[True] > ends[False]
    told = wishes(bench)
    bench.key(Key.Key_Right, ALT)
    assert text[told[0][1][0].start : told[0][1][0].end] == "الرئيس إن"


@pytest.mark.parametrize("name", list(TRAPS))
def test_the_handles_stand_beside_the_first_and_the_last_character(name: str, bench: Bench) -> None:
    text = TRAPS[name]
    view = bench.open(text)
    for start in range(0, min(len(text), 24), 2):
        mark = annotation(start, (start, min(start + 1 + start % 5, len(text))))
        view.apply(None, mark)
        view.select(mark.uid)
        wanted = []
        (span,) = mark.spans
        for placed in view.flow.visible():
            paragraph = placed.paragraph
            first = (span.start, min(paragraph.after(span.start), span.end))
            last = (max(paragraph.before(span.end), span.start), span.end)
            for is_start, (begin, end), inside in (
                (True, first, paragraph.start <= span.start < paragraph.end),
                (False, last, paragraph.start < span.end <= paragraph.end),
            ):
                boxes = paragraph.boxes(begin, end) if inside else []
                if boxes:
                    box = boxes[0] if is_start else boxes[-1]
                    x = box.left if is_start != paragraph.runs_leftwards(begin) else box.right
                    y = placed.top + paragraph.line_top(box.line) + view.metrics.tint_top
                    wanted.append((is_start, x + (-3 if x == box.left else 3), y))
        assert [(handle.is_start, handle.x, handle.y) for handle in view.handles()] == wanted
