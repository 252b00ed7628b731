"""Reviewing in the real window, by its keys."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.gui.people.deal_dialog import DealDialog
from desktop_app.gui.review.verdict_card import KeyButton
from desktop_app.gui.theme import style
from desktop_app.gui.theme.style import theme
from desktop_app.model.records import Document, State
from desktop_app.model.review import Choice
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import cases
from desktop_app.ops.case_records import Standing
from tests.differences import PEOPLE, Marked
from tests.gui.review.reviewer import BASE, OTHER, Reviewer, Sit
from tests.gui.shell.seat import CONTROL, SHIFT


def test_review_opens_at_the_first_difference_with_a_row_for_each_opinion(sit: Sit) -> None:
    reviewer = sit()
    space = reviewer.space
    assert (space.deciding.place or ("", -1))[1] == 0
    assert len(space.panel.card.opinions()) == 2
    assert {item.tag for item in space.panel.card.opinions()} == {"Actor", "Cue"}
    assert space.model.rowCount() == reviewer.standing().count(Standing.OPEN)
    assert space.facts() == f"0 decided · {space.model.rowCount()} open · 0 stale"
    assert space.view.chosen in {item.uid for item in reviewer.now.case.items}


def test_a_digit_decides_and_goes_on_to_the_next(sit: Sit) -> None:
    reviewer = sit()
    before = reviewer.now
    wanted = reviewer.space.deciding.people[1]
    reviewer.press("2")
    assert reviewer.standing()[0] is Standing.DECIDED
    item = next(one for one in before.case.items if one.annotator == wanted)
    ((start, end, tag),) = reviewer.gold()
    assert ((start, end),) == item.ranges
    assert tag == reviewer.space.project.tagset.path(item.label)
    assert reviewer.now.case.start > before.case.start
    assert reviewer.space.facts().startswith("1 decided")


def test_undo_takes_a_verdict_back_and_shows_its_case(sit: Sit) -> None:
    reviewer = sit()
    first = reviewer.now
    reviewer.press("x")
    assert reviewer.now != first
    reviewer.seat.press("z", CONTROL)
    assert reviewer.now.case == first.case
    assert reviewer.now.waits
    assert reviewer.gold() == []


def test_next_and_previous_go_round_and_skipped_ones_come_last(sit: Sit) -> None:
    reviewer = sit()
    first = reviewer.now
    reviewer.press("j")
    second = reviewer.now
    reviewer.press(Qt.Key.Key_Up)
    assert reviewer.now.case == first.case
    reviewer.press("s")
    assert reviewer.now.case == second.case
    rows = reviewer.space.model.rowCount()
    reviewer.press(*["x"] * (rows - 1))
    assert reviewer.now.case == first.case
    assert reviewer.now.waits


def test_return_takes_the_majority_and_says_so_where_there_is_none(sit: Sit) -> None:
    reviewer = sit(BASE[:1], BASE[:1], OTHER[:1])
    reviewer.press(Qt.Key.Key_Return)
    assert reviewer.gold() == [(0, 6, "Actor")]
    verdict = reviewer.now.verdict
    assert verdict is not None
    assert len(verdict.taken) == 2


def test_without_a_majority_return_only_says_so(sit: Sit) -> None:
    reviewer = sit(BASE[:1], OTHER[:1])
    reviewer.press(Qt.Key.Key_Return)
    assert reviewer.gold() == []
    assert "majority" in reviewer.seat.said()
    reviewer.press("b")
    assert sorted(tag for _start, _end, tag in reviewer.gold()) == ["Actor", "Cue"]


def test_an_edited_passage_and_tag_become_gold(sit: Sit) -> None:
    reviewer = sit((Marked(0, 6, "Actor"),), (Marked(0, 10, "Actor"),))
    reviewer.press("e")
    draft = reviewer.space.deciding.draft
    assert draft is not None
    reviewer.press("d")
    reviewer.seat.press(Qt.Key.Key_Right, SHIFT)
    moved = reviewer.space.deciding.draft
    assert moved is not None
    assert moved.spans[0].end > draft.spans[0].end
    reviewer.press(Qt.Key.Key_Return)
    assert reviewer.gold() == [(0, moved.spans[0].end, "Date")]
    verdict = reviewer.now.verdict
    assert verdict is not None
    assert verdict.choice is Choice.EDITED


def test_esc_leaves_what_was_edited(sit: Sit) -> None:
    reviewer = sit()
    reviewer.press("e", "d", Qt.Key.Key_Escape)
    assert reviewer.space.deciding.draft is None
    assert reviewer.gold() == []
    reviewer.press("1")
    assert len(reviewer.gold()) == 1


def test_a_reason_goes_with_the_verdict(sit: Sit) -> None:
    reviewer = sit()
    place = reviewer.space.deciding.place
    assert place is not None
    reviewer.press("n")
    field = reviewer.space.panel.card.reason
    assert field.hasFocus()
    field.setText("as the guideline has it")
    reviewer.press(Qt.Key.Key_Return, "1")
    decided = reviewer.space.book.case_at(place)
    assert decided is not None
    assert decided.verdict is not None
    assert decided.verdict.reason == "as the guideline has it"


def test_the_same_verdict_is_offered_for_cases_with_the_same_words_and_tags(sit: Sit) -> None:
    reviewer = sit(BASE[:1], OTHER[:1], documents=3)
    reviewer.press("1")
    offer = reviewer.space.panel.alike
    assert offer.isVisible()
    assert "2 other cases" in offer.words.text()
    reviewer.press("a")
    assert reviewer.space.facts() == "3 decided · 0 open · 0 stale"
    reviewer.seat.press("z", CONTROL)
    assert reviewer.space.facts() == "1 decided · 2 open · 0 stale"


def test_a_document_is_finished_by_a_key_once_nothing_is_open(sit: Sit) -> None:
    reviewer = sit(BASE[:2], (OTHER[0], BASE[1]))
    reviewer.seat.press(Qt.Key.Key_Return, CONTROL)
    assert "open" in reviewer.seat.said()
    reviewer.press("1")
    reviewer.seat.press(Qt.Key.Key_Return, CONTROL)
    project = reviewer.space.project
    assert cases.gold_state(project, cases.named(project)[0]) is State.REVIEWED
    assert len(reviewer.gold()) == 2


def test_a_case_that_changed_opens_again_and_says_so(sit: Sit) -> None:
    reviewer = sit(BASE[:1], OTHER[:1])
    place = reviewer.space.deciding.place
    assert place is not None
    reviewer.press("1")
    project = reviewer.space.project
    item = next(one for one in reviewer.now.case.items)
    before = marks.get(project, item.uid)
    with project.step("Somebody changes their mind") as step:
        step.remove(before)
        step.put(msgspec.structs.replace(before, spans=(Span(0, 10),)))
    reviewer.seat.wait(lambda: not reviewer.space.is_reading)
    assert reviewer.standing() == [Standing.STALE]
    assert "changed" in reviewer.space.model.data(reviewer.space.model.index(0))


def test_switching_keeps_the_document_and_lets_no_key_of_the_other_side_act(sit: Sit) -> None:
    reviewer = sit(BASE, OTHER, documents=2)
    window = reviewer.seat.window
    reviewer.space.open_document(cases.named(reviewer.space.project)[1])
    assert window.workspace is None
    reviewer.seat.press("1", CONTROL)
    space = window.workspace
    assert space is not None
    assert isinstance(space.document, Document)
    assert space.document.name == "talks-1.txt"
    reviewer.press("x")
    assert window.project is not None
    assert cases.gold_state(window.project, space.document.uid) is State.NEW


def test_annotators_are_letters_until_names_are_asked_for_which_is_noted(sit: Sit) -> None:
    reviewer = sit()
    names = [item.name for item in reviewer.space.panel.card.opinions()]
    assert names == ["A", "B"]
    reviewer.seat.window.run("review.names")
    assert [item.name for item in reviewer.space.panel.card.opinions()] == ["ada", "bob"]
    assert reviewer.space.project.undo_label == "Show names"
    reviewer.seat.window.run("review.names")
    assert [item.name for item in reviewer.space.panel.card.opinions()] == ["A", "B"]


def test_space_shows_lanes_or_not(sit: Sit) -> None:
    reviewer = sit()
    assert reviewer.space.panel.lanes.isVisible()
    assert [lane.name for lane in reviewer.space.panel.lanes.lanes] == ["gold", "A", "B"]
    reviewer.press(Qt.Key.Key_Space)
    assert not reviewer.space.panel.lanes.isVisible()


def groups(reviewer: Reviewer) -> tuple[str, ...]:
    """Whose lanes stand below the text, from there downwards."""
    return reviewer.space.view.shown.groups


def test_annotators_have_lanes_of_their_own_below_the_text_when_asked_for_the_gold_on_top(sit: Sit) -> None:
    reviewer = sit()
    assert groups(reviewer) == ()
    reviewer.seat.window.run("review.side_by_side")
    gold, *others = groups(reviewer)
    assert gold == cases.gold(reviewer.space.project).uid
    assert set(others) == {who.uid for who in PEOPLE[:2]}
    reviewer.seat.window.run("review.side_by_side")
    assert groups(reviewer) == ()


def test_nothing_to_compare_says_what_to_do(sit: Sit) -> None:
    reviewer = sit(BASE)
    assert reviewer.space.page.empty.isVisible()
    assert not reviewer.space.panel.nothing.isVisible(), "nothing is decided where there is nothing to decide"
    assert reviewer.space.deciding.decision is None
    reviewer.press("1", "x", "j")
    assert reviewer.space.facts() == "0 decided · 0 open · 0 stale"


def test_where_nothing_can_be_compared_the_keys_at_the_bottom_do_what_helps(sit: Sit) -> None:
    reviewer = sit(BASE)
    window = reviewer.seat.window
    hints = {words: keys for keys, words in window.central.status.hints()}
    assert hints == {
        "deal documents out": ("Ctrl+Shift+D",),
        "merge a copy or package": ("Ctrl+Shift+G",),
        "back to the text": ("Ctrl+1",),
    }
    reviewer.seat.press("d", CONTROL | SHIFT)
    dialog = window.findChild(DealDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()
    theme().use(style.Choice.DARK)  # the text is there, unseen, and has no height
    QApplication.processEvents()
    buttons = reviewer.space.page.findChildren(KeyButton)
    assert len(buttons) == len(hints)
    buttons[-1].click()
    assert window.workspace is not None, "Annotate is shown"
