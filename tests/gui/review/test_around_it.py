"""What is around the verdicts: rules, rounds, values, and what comes back to annotators."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.agreement.clusters import Difference
from desktop_app.gui.review.feedback import FeedbackWindow
from desktop_app.gui.tagging.source import source_words
from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Progress, State
from desktop_app.model.span import Span
from desktop_app.model.tagset import Attribute
from desktop_app.ops import adjudication, cases, guidelines, rounds
from desktop_app.ops import annotations as marks
from desktop_app.ops.by_rule import Policy
from desktop_app.ops.case_records import Standing
from desktop_app.store.corpus import progress_uid
from tests.differences import PEOPLE, Marked
from tests.gui.review.reviewer import BASE, OTHER, Reviewer, Sit
from tests.gui.shell.seat import CONTROL, shown


def test_what_all_agree_on_is_counted_first_and_decided_when_asked_to(sit: Sit) -> None:
    reviewer = sit(documents=2)
    window = reviewer.seat.window
    window.run("review.auto")
    reviewer.seat.wait(lambda: "would be decided" in reviewer.seat.said())
    assert reviewer.space.facts().startswith("0 decided")
    agreed = reviewer.standing().count(Standing.AGREED)
    assert f"{2 * agreed} case" in reviewer.seat.said()
    reviewer.space.by_rule.run(Policy())
    reviewer.seat.wait(lambda: not reviewer.space.by_rule.busy)
    assert reviewer.space.facts().startswith(f"{2 * agreed} decided")
    reviewer.seat.press("z", CONTROL)
    assert reviewer.space.facts().startswith("0 decided")


def test_the_card_of_a_gold_mark_tells_from_whom_who_decided_and_why(sit: Sit) -> None:
    reviewer = sit(BASE[:1], OTHER[:1])
    reviewer.space.deciding.reason = "a person"
    reviewer.press("1")
    project = reviewer.space.project
    (made,) = marks.of_document(project, cases.named(project)[0], annotator_uid=cases.gold(project).uid)
    said = source_words(project, made)
    assert "a person" in said
    assert "Decided by anna" in said
    assert any(f"From {who.name}" in said for who in PEOPLE)
    window = reviewer.seat.window
    reviewer.seat.press("1", CONTROL)
    assert window.workspace is not None
    window.workspace.controller.go_to(made.uid)
    right = window.workspace.right
    reviewer.seat.wait(lambda: said in spoken_in(right))


def spoken_in(widget: QWidget) -> list[str]:
    """All that is written in wrapped texts."""
    return [item.text() for item in widget.findChildren(WrappedText) if item.isVisible()]


def test_an_annotator_reads_what_was_decided_otherwise_and_goes_there(sit: Sit) -> None:
    reviewer = sit((), (Marked(0, 6, "Cue"),))
    project = reviewer.space.project
    document = cases.named(project)[0]
    with project.step("Join in") as step:
        me = project.annotator.uid
        step.put(Progress(progress_uid(document, me), document, me, State.DONE))
    reviewer.seat.wait(lambda: not reviewer.space.is_reading)
    decision = cases.decisions(project, document)[0]
    adjudication.take(project, decision, [decision.case.items[0].uid])
    window = reviewer.seat.window
    window.run("view.gold_and_mine")
    found = shown(FeedbackWindow)
    reviewer.seat.wait(lambda: not found.is_reading)
    (entry,) = found.model.entries
    assert "Cue" in entry.line.aside
    found.list.opened.emit(0)
    assert window.workspace is not None
    assert window.workspace.view.selection == Span(0, 6)
    found.close()


def test_a_document_given_back_is_no_longer_compared(sit: Sit) -> None:
    reviewer = sit(documents=2)
    window = reviewer.seat.window
    window.run("review.give_back")
    assert len(cases.named(reviewer.space.project)) == 1
    assert len(reviewer.space.book.documents) == 1
    reviewer.seat.wait(lambda: not reviewer.space.is_reading)
    reviewer.press("1")
    assert reviewer.space.facts().startswith("1 decided")
    guidelines.decide(reviewer.space.project, "", "Mark whole names.")
    window.run("review.round")
    assert rounds.current(reviewer.space.project) == 2
    assert "Round 2 has begun, by guideline 1." in reviewer.seat.said()


def test_a_decided_case_tells_its_round_and_the_guideline_of_that(sit: Sit) -> None:
    reviewer = sit()
    project = reviewer.space.project
    guidelines.decide(project, "", "Mark whole names.")
    reviewer.seat.window.run("review.round")
    guidelines.decide(project, "", "Leave articles out.")
    place = reviewer.space.deciding.place
    reviewer.press("1")
    reviewer.space.showing.go_to(place)
    assert reviewer.now.standing is Standing.DECIDED
    assert "round 2, guideline 1" in reviewer.space.panel.card.decided.text()


def coded_otherwise(reviewer: Reviewer, people: int, *names: str) -> list[Attribute]:
    """Let everybody have coded these attributes of the first mark otherwise."""
    project = reviewer.space.project
    tag = project.tagset.by_path("Actor")
    assert tag is not None
    found = [Attribute(derived_uid(name), tag.uid, name, "text") for name in names]
    document = cases.named(project)[0]
    with project.step("Code") as step:
        step.put_all(found)
        for who in PEOPLE[:people]:
            (mark,) = marks.of_document(project, document, annotator_uid=who.uid)
            values = {item.uid: f"{item.name} by {who.name}" for item in found}
            step.put(msgspec.structs.replace(mark, values=values))
    reviewer.seat.wait(lambda: not reviewer.space.is_reading)
    reviewer.space.open_document(document)
    return found


def test_values_that_differ_are_picked_side_by_side(sit: Sit) -> None:
    reviewer = sit(BASE[:1], BASE[:1])
    (attribute,) = coded_otherwise(reviewer, 2, "known")
    project, document = reviewer.space.project, reviewer.now.document_uid
    assert [head.key for head in reviewer.space.panel.card.sides.heads] == ["Left", "Right"]
    assert reviewer.now.case.difference is Difference.VALUES
    (row,) = reviewer.space.panel.card.sides.picked.rows
    assert row.name == "known"
    assert set(row.words) == {"known by ada", "known by bob"}
    reviewer.press(Qt.Key.Key_Right)
    (made,) = marks.of_document(project, document, annotator_uid=cases.gold(project).uid)
    assert made.values == {attribute.uid: row.words[1]}


def test_of_five_opinions_every_one_has_a_column_with_a_key_of_its_own(sit: Sit) -> None:
    reviewer = sit(*[BASE[:1]] * 5)
    first, second = coded_otherwise(reviewer, 5, "known", "sure")
    project, document, sides = (
        reviewer.space.project,
        reviewer.now.document_uid,
        reviewer.space.panel.card.sides,
    )
    rows = sides.picked.rows
    assert [head.key for head in sides.heads] == ["1", "2", "3", "4", "5"]
    assert [len(set(row.words)) for row in rows] == [5, 5]
    reviewer.press("3")
    assert sides.picked.at == 1, "the first is picked, the second is asked about"
    assert reviewer.now.waits
    reviewer.press("5")
    (made,) = marks.of_document(project, document, annotator_uid=cases.gold(project).uid)
    assert made.values == {first.uid: rows[0].words[2], second.uid: rows[1].words[4]}
    assert sides.horizontalScrollBar().maximum() > 0, "five columns are scrolled"


def test_values_are_picked_with_the_mouse_too(sit: Sit) -> None:
    reviewer = sit(*[BASE[:1]] * 3)
    first, second = coded_otherwise(reviewer, 3, "known", "sure")
    project, document, sides = (
        reviewer.space.project,
        reviewer.now.document_uid,
        reviewer.space.panel.card.sides,
    )
    rows, grid = sides.picked.rows, sides.widget()
    assert grid is not None
    row, column = grid.height() // 3, sides.viewport().width() * 7 // 30
    start = sides.viewport().width() * 3 // 10 + column // 2
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(start + column, row * 3 // 2))
    assert sides.picked.values == {first.uid: rows[0].words[1]}
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(start, row // 2))
    (made,) = marks.of_document(project, document, annotator_uid=cases.gold(project).uid)
    assert made.values == {first.uid: rows[0].words[0], second.uid: rows[1].words[0]}, "the head takes it all"


def test_what_happens_in_annotate_is_taken_into_account_when_review_is_shown_again(sit: Sit) -> None:
    reviewer = sit(BASE, OTHER, documents=2)
    space, project = reviewer.space, reviewer.space.project
    reviewer.press("1")
    reviewer.seat.press("1", CONTROL)
    first = cases.named(project)[0]
    decision = cases.decisions(project, first)[0]
    before = marks.get(project, decision.case.items[0].uid)
    with project.step("Somebody changes their mind") as step:
        step.remove(before)
        step.put(msgspec.structs.replace(before, spans=(Span(0, 10),)))
    assert space.facts().startswith("0 decided")
    reviewer.seat.press("2", CONTROL)
    reviewer.seat.wait(lambda: not reviewer.space.is_reading)
    assert Standing.STALE in reviewer.standing()
    assert space.facts().endswith("1 stale")
    assert space.deciding.decision is not None


def test_a_click_on_a_mark_goes_to_its_case(sit: Sit) -> None:
    reviewer = sit()
    space = reviewer.space
    uid = space.text.document_uid
    wanted = space.book.cases_of(uid)[-1]
    space.view.select(next(item.uid for item in wanted.case.items if space.view.index.spans_of(item.uid)))
    assert reviewer.now.case == wanted.case
    assert space.view.chosen_spans
    reviewer.press(Qt.Key.Key_Escape)
    assert reviewer.now.case == wanted.case


def menu_lines(menu: QMenu) -> dict[str, QAction]:
    """What a menu and those in it offer, once it is opened."""
    menu.aboutToShow.emit()
    found: dict[str, QAction] = {}
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found |= {line.text(): line for line in inner.actions()}
        found[action.text()] = action
    return found


def test_what_somebody_was_not_sure_of_is_listed_though_all_agree(sit: Sit) -> None:
    reviewer = sit(BASE[:2], BASE[:2])
    project, button = reviewer.space.project, reviewer.space.panel.filter
    menu = button.menu()
    assert menu is not None
    assert reviewer.space.model.rowCount() == 0
    actor = project.tagset.by_path("Actor")
    assert actor is not None
    sure, document = Attribute(derived_uid("sure"), actor.uid, "Sure", "boolean"), cases.named(project)[0]
    with project.step("Code") as step:
        step.put(sure)
        for who in PEOPLE[:2]:
            for place, mark in enumerate(marks.of_document(project, document, annotator_uid=who.uid)):
                step.put(msgspec.structs.replace(mark, values={sure.uid: place == 0}))
    reviewer.seat.wait(lambda: not reviewer.space.is_reading)
    menu_lines(menu)["Somebody was not sure"].trigger()
    assert reviewer.space.model.rowCount() == 1
    only = reviewer.space.model.at(0)
    assert only is not None
    assert (only.standing, only.words) == (Standing.AGREED, ("Hollande", "Hollande"))
    assert button.text() == "Not decided yet · not sure · all documents"
    assert menu_lines(menu)["Somebody was not sure"].isChecked()
    menu_lines(menu)["Sure or not"].trigger()
    assert button.text() == "To decide · all documents"
    assert reviewer.space.model.rowCount() == 0
