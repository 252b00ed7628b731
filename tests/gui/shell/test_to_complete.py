"""What is still to be completed is listed beside the text, and shown before a document is done, in the real window."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from desktop_app.gui import offscreen_input
from desktop_app.gui.shell import checking
from desktop_app.gui.shell.document_commands import set_state
from desktop_app.gui.tagging.open_lines import Line
from desktop_app.gui.tagging.to_complete import ToComplete
from desktop_app.model.concept import Concept, Status
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, State, TargetKind
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import concepts, documents, entities, links
from tests.gui.shell.seat import CONTROL, SHIFT, Seat, articles

TOLL = "The mayors asked the state to pay. Okafor said on Tuesday that the toll must go.\n"
PORT = "Dockers want the port closed on Friday, and the union wants more pay.\n"


@pytest.fixture
def claims(seat: Seat) -> list[Annotation]:
    """Two articles with one bare claim each; the second article is shown."""
    seat.sit_down(articles(seat.home / "news", port=PORT, toll=TOLL), size=(1200, 1000))
    first = mark(seat, PORT, "port", "the port closed")
    second = mark(seat, TOLL, "toll", "the toll must go")
    seat.space.choose_document(second.document_uid)
    return [first, second]


def mark(seat: Seat, text: str, name: str, words: str) -> Annotation:
    project = seat.space.project
    tag = project.tagset.by_path("Claim")
    listed = seat.space.documents.model
    rows = [listed.row_at(listed.index(row)) for row in range(listed.rowCount())]
    uid = next(row.document.uid for row in rows if row is not None and name in row.document.name)
    assert tag is not None
    start = text.index(words)
    return marks.highlight(project, uid, [Span(start, start + len(words))], tag.uid)


def opened(seat: Seat) -> ToComplete:
    """The list, once it has been read."""
    seat.press(Qt.Key.Key_K, CONTROL | SHIFT)
    found = seat.space.right.to_complete
    seat.wait(lambda: not found.busy)
    return found


def said(found: ToComplete) -> list[tuple[str, str]]:
    return [(line.quote, line.words) for line in found.lines]


def test_marks_are_listed_with_all_they_lack(seat: Seat, claims: list[Annotation]) -> None:
    found = opened(seat)
    words = "Missing: concept, stance, claimant"
    assert said(found) == [("the toll must go", words)]
    assert seat.space.right.header.caption(2) == "To do 1"


def test_a_line_goes_when_its_mark_is_complete(seat: Seat, claims: list[Annotation]) -> None:
    found = opened(seat)
    marks.remove(seat.space.project, [claims[1].uid])
    seat.wait(lambda: not found.busy and not found.lines)
    assert seat.space.right.header.caption(2) == "To do"
    seat.press(Qt.Key.Key_Z, CONTROL)
    seat.wait(lambda: not found.busy and len(found.lines) == 1)


def test_the_list_follows_slots_and_codebook_and_tells_doubts_beside_what_is_missing(
    seat: Seat, claims: list[Annotation]
) -> None:
    project, claim = seat.space.project, claims[1]
    person = entities.add(project, Entity("", "Okafor"))
    toll = concepts.add(project, Concept("", "1", "Tolls"))
    names = {item.name: item.uid for item in project.tagset.attributes_of(claim.tag_uid)}
    marks.set_value(project, claim.uid, names["concept"], toll.uid)
    found = opened(seat)
    assert said(found) == [("the toll must go", "Missing: stance, claimant")]
    slots = {item.name: item.uid for item in project.tagset.slots_of(claim.tag_uid)}
    links.fill(project, claim.uid, slots["claimant"], person.uid, kind=TargetKind.ENTITY)
    seat.wait(lambda: said(found) == [("the toll must go", "Missing: stance")])
    concepts.edit(project, dataclasses.replace(toll, status=Status.RETIRED))
    doubt = "Missing: stance · concept “Tolls” is retired"
    seat.wait(lambda: said(found) == [("the toll must go", doubt)])


def test_the_whole_project_is_listed_with_the_documents_names(seat: Seat, claims: list[Annotation]) -> None:
    found = opened(seat)
    found.reach.setFocus()
    seat.press(Qt.Key.Key_Right)
    seat.wait(lambda: not found.busy)
    assert sorted(line.document for line in found.lines) == ["port.txt", "toll.txt"]


def test_return_goes_to_the_mark_in_whichever_document_it_is(seat: Seat, claims: list[Annotation]) -> None:
    found = opened(seat)
    found.reach.setFocus()
    seat.press(Qt.Key.Key_Right)
    seat.wait(lambda: not found.busy)
    row = next(row for row, line in enumerate(found.lines) if line.document == "port.txt")
    found.view.setFocus()
    found.view.setCurrentIndex(found.view.model().index(row, 0))
    seat.press(Qt.Key.Key_Return)
    offscreen_input.settle()
    assert seat.space.document is not None
    assert seat.space.document.uid == claims[0].document_uid
    assert seat.space.view.chosen == claims[0].uid
    assert seat.space.view.hasFocus()


def test_a_document_with_open_ends_is_done_at_the_second_press(seat: Seat, claims: list[Annotation]) -> None:
    uid = claims[1].document_uid
    seat.press(Qt.Key.Key_Return, CONTROL)
    assert documents.progress(seat.space.project, uid).state is State.IN_PROGRESS
    assert "not complete yet" in seat.said()
    assert seat.space.right.to_complete.isVisible()
    assert seat.space.view.hasFocus()
    seat.press(Qt.Key.Key_Return, CONTROL)
    assert documents.progress(seat.space.project, uid).state is State.DONE


def test_the_state_row_shows_open_ends_too_before_the_document_is_done(
    seat: Seat, claims: list[Annotation]
) -> None:
    space, uid = seat.space, claims[1].document_uid
    space.view.select("")
    space.right.cards.settle()
    states = space.right.cards.document.states
    states.setFocus()
    offscreen_input.press(states, Qt.Key.Key_3)
    assert documents.progress(space.project, uid).state is State.IN_PROGRESS
    assert "not complete yet" in seat.said()
    assert space.right.to_complete.isVisible()
    assert states.hasFocus()
    offscreen_input.press(states, Qt.Key.Key_3)
    assert documents.progress(space.project, uid).state is State.DONE
    assert space.document is not None
    assert space.document.uid == uid


def test_the_menu_of_the_list_shows_the_open_ends_of_the_open_document(
    seat: Seat, claims: list[Annotation]
) -> None:
    uid = claims[1].document_uid
    set_state(seat.window, [uid], State.DONE)
    assert documents.progress(seat.space.project, uid).state is State.IN_PROGRESS
    assert seat.space.right.to_complete.isVisible()
    set_state(seat.window, [uid], State.DONE)
    assert documents.progress(seat.space.project, uid).state is State.DONE


def test_several_documents_with_open_ends_are_done_after_a_further_word(
    seat: Seat, claims: list[Annotation]
) -> None:
    project, uids = seat.space.project, [claim.document_uid for claim in claims]
    marks.remove(project, [claims[1].uid])
    set_state(seat.window, uids, State.DONE)
    assert {documents.progress(project, uid).state for uid in uids} == {State.IN_PROGRESS}
    assert "In 1 of these documents" in seat.said()
    (button,) = [
        item
        for item in seat.window.notices.message.findChildren(QAbstractButton)
        if item.text() == "Finish all the same"
    ]
    button.click()
    assert {documents.progress(project, uid).state for uid in uids} == {State.DONE}
    assert seat.said() == ""
    project.undo()
    assert {documents.progress(project, uid).state for uid in uids} == {State.IN_PROGRESS}


def test_a_closed_document_with_open_ends_is_done_after_a_further_word(
    seat: Seat, claims: list[Annotation]
) -> None:
    project, uid = seat.space.project, claims[0].document_uid
    set_state(seat.window, [uid], State.DONE)
    assert documents.progress(project, uid).state is State.IN_PROGRESS
    assert "Some marks of this document are not complete yet." in seat.said()


def test_several_documents_without_open_ends_are_done_at_once(seat: Seat, claims: list[Annotation]) -> None:
    project, uids = seat.space.project, [claim.document_uid for claim in claims]
    marks.remove(project, [claim.uid for claim in claims])
    set_state(seat.window, uids, State.DONE)
    assert {documents.progress(project, uid).state for uid in uids} == {State.DONE}


def test_a_document_without_open_ends_is_done_at_once(seat: Seat, claims: list[Annotation]) -> None:
    uid = claims[1].document_uid
    marks.remove(seat.space.project, [claims[1].uid])
    seat.press(Qt.Key.Key_Return, CONTROL)
    assert documents.progress(seat.space.project, uid).state is State.DONE


def many(seat: Seat, claims: list[Annotation], number: int) -> None:
    """Further bare claims in the second article, each on the same words."""
    with seat.space.project.step("Add many") as step:
        step.add_all(replace(claims[1], uid=f"{place:032x}") for place in range(1, number))


def test_the_first_lines_are_listed_and_the_rest_as_one_goes_down_with_the_whole_number_said(
    seat: Seat, claims: list[Annotation]
) -> None:
    many(seat, claims, 700)
    found = opened(seat)
    assert len(found.lines) == 300
    assert seat.space.right.header.caption(2) == "To do 700"
    listed: list[Line] = []
    while len(listed) < len(found.lines):
        listed = found.lines
        found.view.scrollToBottom()
        seat.wait(lambda: not found.busy)
        offscreen_input.settle()
    assert len({line.uid for line in listed}) == 700
    assert seat.space.right.header.caption(2) == "To do 700"


def test_what_was_gone_down_to_stays_listed_when_a_mark_changes(seat: Seat, claims: list[Annotation]) -> None:
    many(seat, claims, 700)
    found = opened(seat)
    found.view.scrollToBottom()
    seat.wait(lambda: not found.busy and len(found.lines) == 600)
    marks.remove(seat.space.project, [claims[1].uid])
    seat.wait(lambda: not found.busy and seat.space.right.header.caption(2) == "To do 699")
    assert len(found.lines) == 600


def test_checking_never_holds_anybody_up_however_much_there_is_to_look_at(
    seat: Seat, claims: list[Annotation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "AT_ONCE_S", 0.0)
    told: list[Sequence[object]] = []
    looks = seat.space.checking
    endless = iter(lambda: (), None)
    assert not looks.begin(endless, told.append)
    assert looks.busy
    seat.press(Qt.Key.Key_Return, CONTROL)
    assert documents.progress(seat.space.project, claims[1].document_uid).state is State.IN_PROGRESS
    looks.begin(iter([(), (), ("found",), ()]), told.append)
    seat.wait(lambda: told == [("found",)])
    looks.begin(iter([(), ()]), told.append)
    seat.wait(lambda: told == [("found",), ()])
    assert not looks.busy


def test_a_document_of_many_complete_marks_is_done_once_they_are_checked(
    seat: Seat, claims: list[Annotation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "AT_ONCE_S", 0.0)
    project, uid = seat.space.project, claims[1].document_uid
    concept = concepts.add(project, Concept("", "1", "Tolls"))
    names = {item.name: item.uid for item in project.tagset.attributes_of(claims[1].tag_uid)}
    slots = {item.name: item.uid for item in project.tagset.slots_of(claims[1].tag_uid)}
    coded = {names["concept"]: concept.uid, names["stance"]: "support"}
    person = entities.add(project, Entity("", "Okafor"))
    links.fill(project, claims[1].uid, slots["claimant"], person.uid, kind=TargetKind.ENTITY)
    (link,) = links.of_annotation(project, claims[1].uid)
    with project.step("Add many") as step:
        step.add_all(
            replace(claims[1], uid=f"{place:032x}", values={**coded, names["stance"]: f"{place}"})
            for place in range(1, 1500)
        )
        step.put(replace(claims[1], values=coded))
    with project.step("Fill their slots") as step:
        step.add_all(
            dataclasses.replace(link, uid=f"{place:032x}", source_uid=f"{place:032x}")
            for place in range(1, 1500)
        )
    seat.press(Qt.Key.Key_Return, CONTROL)
    seat.press(Qt.Key.Key_Return, CONTROL)
    seat.wait(lambda: documents.progress(project, uid).state is State.DONE)
    assert not seat.space.checking.busy
    assert "Checking" not in seat.said()
