"""Cases that are about more than passages: what fills slots, and gold that is left alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop_app.agreement.clusters import Difference
from desktop_app.gui.review import reader
from desktop_app.model.changes import Change, Changes
from desktop_app.model.identity import new_uid
from desktop_app.model.records import Link, TargetKind
from desktop_app.ops import annotations as marks
from desktop_app.ops import cases, links
from desktop_app.ops.case_records import Standing
from tests.differences import PEOPLE, Marked
from tests.gui.review.reviewer import TEXT, Reviewer, Sit

CLAIM = Marked(40, 75, "Claim")
ACTORS = (Marked(0, 6, "Actor"), Marked(11, 19, "Actor"))


def filled(reviewer: Reviewer) -> None:
    """Each of two says that another actor made the claim."""
    project = reviewer.space.project
    document = cases.named(project)[0]
    slot = next(item for item in project.tagset.slots if item.name == "claimant")
    with project.step("Fill") as step:
        for place, who in enumerate(PEOPLE[:2]):
            found = marks.of_document(project, document, annotator_uid=who.uid)
            claim = next(item for item in found if item.start == CLAIM.start)
            actor = next(item for item in found if item.start == ACTORS[place].start)
            step.put(
                Link(new_uid(), document, who.uid, claim.uid, slot.uid, TargetKind.ANNOTATION, actor.uid)
            )
    reviewer.seat.wait(lambda: not reviewer.space.is_reading)
    reviewer.space.open_document(document)


def test_what_fills_a_slot_is_decided_by_one_key(sit: Sit) -> None:
    reviewer = sit((*ACTORS, CLAIM), (*ACTORS, CLAIM))
    filled(reviewer)
    assert reviewer.now.case.difference is Difference.SLOT
    assert reviewer.seat.window.central.status.facts.text().startswith("0 decided · 1 open"), (
        "it is told at once"
    )
    card = reviewer.space.panel.card
    assert card.title.text() == "Slot: claimant"
    said = ["".join(piece.text for piece in item.pieces) for item in card.opinions()]
    assert sorted(said) == ["Hollande", "Merkel"]
    assert not reviewer.space.panel.lanes.isVisible()
    wanted = said[1]
    reviewer.press(Qt.Key.Key_Right)
    project, document = reviewer.space.project, cases.named(reviewer.space.project)[0]
    gold = cases.gold(project).uid
    (link,) = [item for item in links.of_document(project, document) if item.annotator_uid == gold]
    assert marks.get(project, link.target_uid).quotes == (wanted,)
    assert marks.get(project, link.source_uid).quotes == (TEXT[CLAIM.start : CLAIM.end],)
    assert Standing.OPEN not in reviewer.standing()


def test_both_fillers_are_too_many_for_a_slot_that_takes_one_and_none_empties_it(sit: Sit) -> None:
    reviewer = sit((*ACTORS, CLAIM), (*ACTORS, CLAIM))
    filled(reviewer)
    slot = next(item for item in reviewer.space.project.tagset.slots if item.name == "claimant")
    reviewer.press("b")
    assert (Standing.OPEN in reviewer.standing()) is (slot.most == 1)
    if Standing.OPEN in reviewer.standing():
        reviewer.press("x")
    assert Standing.OPEN not in reviewer.standing()


def test_gold_that_is_left_alone_is_kept_or_removed_by_a_key(sit: Sit) -> None:
    reviewer = sit(ACTORS, ACTORS[1:])
    reviewer.press("1")
    while reviewer.gold() == []:
        reviewer.seat.press("z", Qt.KeyboardModifier.ControlModifier)
        reviewer.press("2")
    project, document = reviewer.space.project, reviewer.space.here()
    with project.step("Change of mind") as step:
        found = marks.of_document(project, document, annotator_uid=PEOPLE[0].uid)
        step.remove(next(item for item in found if item.start == 0))
    reviewer.seat.wait(lambda: not reviewer.space.is_reading)
    reviewer.space.open_document(document)
    assert reviewer.now.case.difference is Difference.GOLD
    assert [item.name for item in reviewer.space.panel.card.opinions()] == ["gold"]
    reviewer.press(Qt.Key.Key_Return)
    assert reviewer.gold() == [(0, 6, "Actor")]
    reviewer.seat.press("z", Qt.KeyboardModifier.ControlModifier)
    reviewer.seat.wait(lambda: not reviewer.space.is_reading)
    reviewer.space.open_document(document)
    reviewer.press("x")
    assert reviewer.gold() == []


def test_a_key_that_is_pressed_while_a_document_is_read_is_meant_for_it(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewer = sit(ACTORS, (ACTORS[0], CLAIM), documents=2)
    space, project = reviewer.space, reviewer.space.project
    other = next(item.document_uid for item in space.book.documents if item.document_uid != space.here())
    space.book.cases_of(other)
    space.book.apply(touching(reviewer, other))
    assert not space.book.is_read(other)
    monkeypatch.setattr(reader, "SPENT_S", 0.0)
    space.open_document(other)
    assert space.here() != other, "it is only being read"
    reviewer.press("1")
    assert any(item.verdict is not None for item in cases.decisions(project, other))


def touching(reviewer: Reviewer, document_uid: str) -> Changes:
    """What is told of a mark of a document that is put where it was."""
    mark = marks.of_document(reviewer.space.project, document_uid, annotator_uid=PEOPLE[0].uid)[0]
    return Changes("x", (Change(mark, mark),))
