"""What screen readers are given: the text around the caret, the selection, and the annotations that the caret is in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QFont, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from desktop_app.gui.reading._cutting import LINE_BYTES
from desktop_app.gui.reading.accessible import AROUND, AROUND_LENGTH
from desktop_app.gui.reading.caret import Move
from desktop_app.gui.reading.filter import Filter
from desktop_app.model.identity import derived_uid
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from tests.gui.reading.bench import Bench, annotation
from tests.gui.reading.desk import Desk
from tests.traps import TRAPS

TEXT = "Norway said it. Nobody minded."
PROSE = "\n".join(
    [
        "The mayors asked the state to pay for what it wants to be done, and in time; nobody could say who would.",
        "",
        "\tA tab\tand another, then “quoted words” – with a dash, a-hyphenated-compound, and 1,234,567.89 kroner. "
        * 4,
        "Short.",
        "Zürich, Łódź and 東京 are places; \U0001f600 is none. " * 9,
    ]
)
LINES = "\n".join(f"Line {number} of a text that has many lines." for number in range(400))


@pytest.fixture
def listening() -> Iterator[None]:
    """A screen reader is there."""
    before = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(before)


def field_of(bench: Bench) -> QPlainTextEdit:
    field = bench.view.proxy.field
    assert field is not None
    return field


@pytest.mark.parametrize("name", list(TRAPS))
def test_the_text_for_screen_readers_holds_caret_and_selection_of_the_view(name: str, bench: Bench) -> None:
    text = TRAPS[name]
    view = bench.open(text)
    for offset in sorted({0, len(text) // 3, len(text) // 2, len(text)}):
        view.set_caret(view.steps.previous_character(view.steps.next_character(offset)))
        view.proxy.mirror()
        field = field_of(bench)
        assert not field.textCursor().hasSelection()
        before = field.toPlainText().encode("utf-16-le")[: 2 * field.textCursor().position()]
        assert len(before.decode("utf-16-le")) == code_points_before(bench)


def code_points_before(bench: Bench) -> int:
    """How much of the segments in the field stands before the caret, a line break after each segment."""
    view = bench.view
    buffer, caret = view.flow.buffer, view.caret
    index = buffer.segment_at(caret)
    if buffer.is_continued(index) and caret == buffer.start(index):
        # Where a line was cut, one place stands for the end of a piece and the start of the next.
        index -= 1
    return (
        sum(buffer.painted_length(place) + 1 for place in range(view.proxy.segments.start, index))
        + caret
        - buffer.start(index)
    )


def test_the_selection_is_mirrored_with_its_direction(bench: Bench) -> None:
    view = bench.open("One two three")
    view.set_selection(Span(4, 7))
    view.proxy.mirror()
    cursor = field_of(bench).textCursor()
    assert cursor.selectedText() == "two"
    assert (cursor.anchor(), cursor.position()) == (4, 7)
    view.set_caret(7)
    view.move_caret(Move.LEFT, selecting=True)
    view.proxy.mirror()
    cursor = field_of(bench).textCursor()
    assert (cursor.anchor(), cursor.position()) == (7, 6)


def test_keys_that_reach_the_text_field_are_the_views(bench: Bench) -> None:
    view = bench.open("One two three")
    view.proxy.mirror()
    field = field_of(bench)
    QTest.keyClick(field, Qt.Key.Key_Right)
    assert view.caret == 1
    assert field.toPlainText() == "One two three"
    assert view.hasFocus()


def test_there_is_no_text_field_without_a_screen_reader(bench: Bench) -> None:
    view = bench.open("One two three")
    view.set_caret(3)
    assert view.proxy.field is None
    assert view.accessibleName()


def test_the_field_is_there_before_the_first_key(bench: Bench, listening: None) -> None:
    bench.open("One two three")
    assert field_of(bench).toPlainText() == "One two three"
    bench.open("Four five")
    assert field_of(bench).toPlainText() == "Four five"


def test_a_long_text_is_never_held_whole_and_filled_anew_only_when_the_caret_comes_to_its_edge(
    bench: Bench, listening: None
) -> None:
    view = bench.open(LINES)
    field = field_of(bench)
    documents = []
    for _step in range(4 * AROUND):
        QTest.keyClick(view, Qt.Key.Key_Down)
        index = view.flow.buffer.segment_at(view.caret)
        assert view.flow.buffer.text(index).rstrip() in field.toPlainText().splitlines()
        assert len(field.toPlainText().splitlines()) <= 2 * AROUND + 1
        if field.document() not in documents:
            documents.append(field.document())
    assert 1 < len(documents) <= 5


def test_filling_the_field_anew_is_not_heard_as_words_that_come_and_go(bench: Bench, listening: None) -> None:
    view = bench.open(LINES)
    field = field_of(bench)
    changed: list[tuple[int, int, int]] = []
    for _step in range(3 * AROUND):
        document = field.document()
        document.contentsChange.connect(lambda *what: changed.append(what))
        QTest.keyClick(view, Qt.Key.Key_Down)
        document.disconnect(document)
    assert field.toPlainText().splitlines()[0] != LINES.splitlines()[0]
    assert not changed


def test_pieces_of_a_long_line_are_held_no_further_than_is_read(bench: Bench, listening: None) -> None:
    view = bench.open("word and other words " * 20_000)
    view.set_caret(200_000)
    assert len(field_of(bench).toPlainText()) < 4 * LINE_BYTES + 2 * AROUND_LENGTH


@pytest.mark.parametrize("name", ["prose", "wide", "narrow"])
def test_the_lines_of_the_field_are_those_that_are_seen(name: str, bench: Bench, listening: None) -> None:
    view = bench.open(PROSE)
    if name != "prose":
        view.resize(1400 if name == "wide" else 420, 600)
        view.set_type(QFont("Inter", 23), 2.0)
        bench.settle()
    view.set_caret(1)
    field = field_of(bench)
    document = field.document()
    for place in range(view.flow.buffer.count):
        placed = view.flow.placed(place)
        if placed is None:
            break
        block = document.findBlockByNumber(place)
        document.documentLayout().blockBoundingRect(block)
        layout = block.layout()
        starts = [layout.lineAt(number).textStart() for number in range(layout.lineCount())]
        paragraph = placed.paragraph
        assert starts == [paragraph.units.to_unit(at - paragraph.start) for at in paragraph.line_starts]
    assert place > 2


@pytest.mark.parametrize("name", list(TRAPS))
def test_where_a_screen_reader_puts_the_caret_there_the_view_has_it(
    name: str, bench: Bench, listening: None
) -> None:
    text = TRAPS[name]
    view = bench.open(text)
    field = field_of(bench)
    for unit in range(0, field.document().characterCount(), max(1, field.document().characterCount() // 40)):
        cursor = field.textCursor()
        cursor.setPosition(unit)
        field.setTextCursor(cursor)
        assert view.selection is None
        before = field.textCursor().position()
        view.proxy.mirror()
        assert field.textCursor().position() == before
        assert before <= unit


def test_what_a_screen_reader_selects_the_view_has_selected(bench: Bench, listening: None) -> None:
    view = bench.open("\U0001f600 One two three")
    field = field_of(bench)
    cursor = field.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(6, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    assert view.selection == Span(2, 5)
    assert field.textCursor().selectedText() == "One"


def test_what_the_caret_is_in_is_described_as_it_is_shown(bench: Bench, listening: None) -> None:
    view = bench.open(TEXT, [annotation(1, (0, 6)), annotation(2, (0, 15), tag="Claim")])
    field = field_of(bench)
    view.set_caret(3)
    described = field.accessibleDescription()
    assert "Actor: Norway" in described
    assert "Claim: Norway said it." in described
    view.set_caret(10)
    assert field.accessibleDescription() == "Claim: Norway said it."
    view.set_filter(Filter(tags=frozenset({derived_uid("Claim")})))
    assert field.accessibleDescription() == ""
    view.set_caret(3)
    assert field.accessibleDescription() == "Actor: Norway"


def test_a_mark_at_the_start_of_a_text_is_described_as_soon_as_it_is_open(
    desk: Desk, listening: None
) -> None:
    marks.highlight(desk.project, desk.two.uid, [Span(0, 6)], desk.tags["Actor"])
    desk.view.proxy.mirror()
    desk.controller.open(desk.two.uid)
    assert field_of(desk.bench).accessibleDescription() == "Actor: Norway"


def test_the_field_lies_where_the_caret_is_seen_and_paints_nothing(bench: Bench, listening: None) -> None:
    view = bench.open(LINES)
    field = field_of(bench)
    view.set_caret(LINES.index("Line 5 ") + 4)
    bench.settle()
    spot = field.viewport().mapTo(view.viewport(), field.cursorRect().topLeft())
    assert (spot - bench.edge(view.caret)).manhattanLength() <= view.metrics.pitch
    seen = view.grab().toImage()
    field.move(QPoint(5000, 5000))
    assert view.grab().toImage() == seen
