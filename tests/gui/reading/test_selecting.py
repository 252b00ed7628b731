"""Selecting with the mouse: every press and pull goes through the view's own events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.model.span import Span
from tests.gui.reading.bench import Bench
from tests.traps import TRAPS

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = "The minister said on Sunday that the port would close. Nobody was asked.\n\nA second paragraph follows here."
LONG = "\n".join(f"Paragraph {number} has a few words of its own." for number in range(2000))


def visible_words(bench: Bench, index: int) -> list[tuple[int, int]]:
    """The words of a segment that can be seen and pointed at, as offsets."""
    paragraph = bench.view.flow.paragraph(index)
    return [
        (start, end)
        for start, end in bench.view.steps.words_of(index)
        if paragraph.boxes(start, paragraph.after(start)) and paragraph.boxes(paragraph.before(end), end)
    ]


@pytest.mark.parametrize("name", list(TRAPS))
def test_pulling_over_words_selects_these_code_points(name: str, bench: Bench) -> None:
    view = bench.open(TRAPS[name])
    picked = [index for index in range(view.flow.buffer.count) if visible_words(bench, index)]
    for index in sorted({*picked[:3], *picked[-1:]}):
        words = visible_words(bench, index)
        (start, _), (_, end) = words[0], words[min(len(words) - 1, 4)]
        bench.drag(bench.edge(start), bench.edge(end, end=True))
        assert view.selection == Span(start, end)


@pytest.mark.parametrize("name", list(TRAPS))
def test_pulling_by_characters_selects_exactly_what_lies_between(name: str, bench: Bench) -> None:
    view = bench.open(TRAPS[name])
    for index in range(min(view.flow.buffer.count, 3)):
        paragraph = view.flow.paragraph(index)
        places = [paragraph.start]
        while places[-1] < paragraph.end and len(places) < 12:
            places.append(paragraph.after(places[-1]))
        seen = [
            offset
            for offset in places[:-1]
            if paragraph.line_of(offset) == 0
            and (boxes := paragraph.boxes(offset, paragraph.after(offset)))
            and boxes[0].right - boxes[0].left >= 4
        ]
        if seen:
            start, end = seen[0], paragraph.after(seen[-1])
            bench.drag(bench.edge(start), bench.edge(end, end=True), ALT)
            assert view.selection == Span(start, end)


def test_a_sloppy_pull_takes_whole_words(bench: Bench) -> None:
    bench.open(PLAIN)
    bench.drag(bench.middle(PLAIN.index("inister")), bench.middle(PLAIN.index("unday")))
    assert bench.selected == "minister said on Sunday"


def test_a_pull_backwards_selects_the_same_and_puts_the_caret_at_the_start(bench: Bench) -> None:
    view = bench.open(PLAIN)
    bench.drag(bench.middle(PLAIN.index("unday")), bench.middle(PLAIN.index("inister")))
    assert bench.selected == "minister said on Sunday"
    assert view.caret == PLAIN.index("minister")


def test_blanks_at_the_edges_are_left_out(bench: Bench) -> None:
    bench.open(PLAIN)
    bench.drag(bench.edge(PLAIN.index(" said")), bench.edge(PLAIN.index("on Sunday"), end=True))
    assert bench.selected == "said"


def test_with_alt_or_by_setting_a_pull_goes_by_characters(bench: Bench) -> None:
    view = bench.open(PLAIN)
    start, end = PLAIN.index("inist"), PLAIN.index("er said")
    bench.drag(bench.edge(start), bench.edge(end, end=True), ALT)
    assert bench.selected == "inist"
    view.by_character = True
    bench.drag(bench.edge(start), bench.edge(end, end=True))
    assert bench.selected == "inist"
    bench.drag(bench.edge(start), bench.edge(end, end=True), ALT)
    assert bench.selected == "minister"


def test_a_pull_reaches_over_paragraphs(bench: Bench) -> None:
    bench.open(PLAIN)
    bench.drag(bench.middle(PLAIN.index("asked")), bench.middle(PLAIN.index("cond")))
    assert bench.selected == "asked.\n\nA second"


def test_a_complete_selection_is_announced_once_and_only_when_the_button_is_let_go(bench: Bench) -> None:
    view = bench.open(PLAIN)
    told: list[Span] = []
    view.span_selected.connect(told.append)
    bench.press(bench.middle(4))
    bench.pull(bench.middle(20))
    bench.pull(bench.middle(30))
    assert told == []
    bench.let_go(bench.middle(30))
    assert told == [view.selection]


def test_every_change_of_the_selection_is_announced(bench: Bench) -> None:
    view = bench.open(PLAIN)
    told: list[Span | None] = []
    cleared: list[bool] = []
    view.selection_changed.connect(told.append)
    view.selection_cleared.connect(lambda: cleared.append(True))
    bench.drag(bench.middle(4), bench.middle(30))
    assert told[-1] == view.selection
    assert cleared == []
    bench.click(bench.middle(60))
    assert told[-1] is None
    assert cleared == [True]


def test_two_clicks_select_the_word_three_the_sentence_four_the_paragraph(bench: Bench) -> None:
    bench.open(PLAIN)
    spot = bench.middle(PLAIN.index("port"))
    bench.clicks(spot, 2)
    assert bench.selected == "port"
    bench.clicks(bench.middle(PLAIN.index("follows")), 1)
    bench.clicks(spot, 3)
    assert bench.selected == "The minister said on Sunday that the port would close."
    bench.clicks(bench.middle(PLAIN.index("follows")), 1)
    bench.clicks(spot, 4)
    assert bench.selected == PLAIN[: PLAIN.index("\n")]


@pytest.mark.parametrize("name", ["Chinese", "Arabic", "Hebrew", "family", "Devanagari", "combining marks"])
def test_two_clicks_select_a_whole_word_in_every_script(name: str, bench: Bench) -> None:
    view = bench.open(TRAPS[name])
    for start, end in visible_words(bench, 0):
        view.clear_selection()
        bench.clicks(bench.middle(start), 2)
        assert view.selection == Span(start, end)
        bench.click(QPoint(1, 1))


def test_while_a_tag_is_armed_a_double_click_waits_for_a_third(bench: Bench, qtbot: QtBot) -> None:
    view = bench.open(PLAIN)
    view.armed = True
    told: list[Span] = []
    view.span_selected.connect(told.append)
    bench.clicks(bench.middle(PLAIN.index("port")), 3)
    assert told == []
    qtbot.waitUntil(lambda: bool(told))
    assert [PLAIN[span.start : span.end] for span in told] == [
        "The minister said on Sunday that the port would close."
    ]


def test_shift_and_a_click_extend_the_selection(bench: Bench) -> None:
    bench.open(PLAIN)
    bench.drag(bench.middle(PLAIN.index("minister")), bench.edge(PLAIN.index(" said"), end=True))
    assert bench.selected == "minister"
    bench.click(bench.middle(PLAIN.index("Sunday")), SHIFT)
    assert bench.selected == "minister said on Sunday"
    bench.click(bench.middle(PLAIN.index("The") + 1), SHIFT)
    assert bench.selected == "The"


def test_a_small_tremble_of_the_hand_is_a_click(bench: Bench) -> None:
    view = bench.open(PLAIN)
    spot = bench.middle(PLAIN.index("port"))
    bench.drag(spot, spot + QPoint(1, 1))
    assert view.selection is None
    assert abs(view.caret - PLAIN.index("port")) <= 1


def test_holding_the_mouse_below_the_window_scrolls_on_and_selects(bench: Bench) -> None:
    view = bench.open(LONG)
    bench.press(bench.middle(0))
    bench.pull(QPoint(200, view.viewport().height() + 40))
    before, place = view.selection, view.flow.position
    assert before is not None
    for _turn in range(20):
        view.mouse.scroll_on()
    assert view.flow.position > place
    assert view.selection is not None
    assert view.selection.start == before.start == 0
    assert view.selection.end > before.end
    bench.let_go(QPoint(200, view.viewport().height() + 40))
    stopped = view.flow.position
    view.mouse.scroll_on()
    assert view.flow.position == stopped


def test_the_scrolling_goes_on_by_itself_and_ends_inside_of_the_window(bench: Bench, qtbot: QtBot) -> None:
    view = bench.open(LONG)
    view.scroll_pixels(3000)
    place = view.flow.position
    bench.press(QPoint(200, 200))
    bench.pull(QPoint(200, -30))
    with qtbot.waitSignal(view.scrolled):
        pass
    assert view.flow.position < place
    bench.pull(QPoint(200, 100))
    still = view.flow.position
    QApplication.processEvents()
    assert view.flow.position == still
    bench.let_go(QPoint(200, 100))


def test_scrolling_ends_at_the_ends_of_the_text(bench: Bench) -> None:
    view = bench.open(PLAIN)
    bench.press(bench.middle(PLAIN.index("second")))
    bench.pull(QPoint(0, -500))
    for _turn in range(10):
        view.mouse.scroll_on()
    assert view.flow.position == 0
    assert view.selection is not None
    assert view.selection.start == 0
    bench.let_go(QPoint(100, -500))


def test_escape_gives_up_a_pull_under_way(bench: Bench) -> None:
    view = bench.open(PLAIN)
    told: list[Span] = []
    view.span_selected.connect(told.append)
    bench.press(bench.middle(4))
    bench.pull(bench.middle(30))
    bench.key(Qt.Key.Key_Escape)
    assert view.selection is None
    bench.let_go(bench.middle(30))
    assert told == []


@pytest.mark.parametrize("name", list(TRAPS))
def test_all_of_the_text_can_be_selected_and_copied_as_it_is(name: str, bench: Bench) -> None:
    text = TRAPS[name]
    view = bench.open(text)
    bench.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selection == (Span(0, len(text)) if text else None)
    QApplication.clipboard().setText("before")
    bench.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == (text or "before")


def test_the_right_button_asks_for_a_menu_and_keeps_the_selection(bench: Bench) -> None:
    view = bench.open(PLAIN)
    bench.drag(bench.middle(4), bench.middle(20))
    kept = view.selection
    asked: list[QPoint] = []
    view.menu_requested.connect(asked.append)
    spot = bench.middle(8)
    from PySide6.QtGui import QContextMenuEvent

    place = view.viewport().mapToGlobal(spot)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, place)
    QApplication.sendEvent(view.viewport(), event)
    assert asked == [place]
    assert view.selection == kept
