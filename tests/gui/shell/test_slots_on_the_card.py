"""Slots on the card of the chosen mark: filled by typing, gone to, emptied, in the real window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.gui import offscreen_input
from desktop_app.gui.register.window import SideWindow
from desktop_app.gui.tagging.form import FormRow
from desktop_app.gui.tagging.link_chips import LinkChip
from desktop_app.gui.tagging.slot_field import SlotField
from desktop_app.gui.tagging.slots_form import SlotsForm
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import IconButton
from desktop_app.model.entity import Alias, Entity
from desktop_app.model.records import Annotation, TargetKind
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import entities, links
from tests.gui.reading.bench import colours_in
from tests.gui.shell.seat import CONTROL, Seat, articles, shown

TEXT = "The mayors asked the state to pay. Okafor said on Tuesday that the toll must go.\n"


@pytest.fixture
def claim(seat: Seat) -> Annotation:
    """The claim of the article, chosen in the window, and three marks around it."""
    seat.sit_down(articles(seat.home / "news", toll=TEXT), size=(1200, 1000))
    entities.add(seat.space.project, Entity("", "Lena Okafor", "person", (Alias("the minister"),)))
    found = [mark(seat, *pair) for pair in (("the toll must go", "Claim"), ("Okafor", "Actor"))]
    mark(seat, "The mayors", "Actor")
    mark(seat, "Tuesday", "Date")
    seat.space.controller.go_to(found[0].uid)
    offscreen_input.settle()
    return found[0]


def mark(seat: Seat, words: str, tag: str) -> Annotation:
    document, project = seat.space.document, seat.space.project
    found = project.tagset.by_path(tag)
    assert document is not None
    assert found is not None
    start = TEXT.index(words)
    return marks.highlight(project, document.uid, [Span(start, start + len(words))], found.uid)


def form(seat: Seat) -> SlotsForm:
    seat.space.right.cards.settle()
    found = seat.space.right.cards.annotation.links.form
    assert found is not None
    return found


def field(seat: Seat, name: str) -> SlotField:
    slots = seat.space.project.tagset.slots
    return form(seat).field(next((item.uid for item in slots if item.name == name), ""))


def chips(seat: Seat, name: str) -> list[str]:
    return [chip.chip.accessibleName() for chip in field(seat, name).chips()]


def typed(seat: Seat, words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)
    offscreen_input.settle()


def fill(seat: Seat, name: str, words: str) -> None:
    form(seat).open(field(seat, name).slot.uid)
    typed(seat, words)
    seat.press(Qt.Key.Key_Return)


def chip(seat: Seat, name: str) -> LinkChip:
    return field(seat, name).chips()[0]


def test_whoever_is_not_in_the_register_yet_is_added_by_typing(seat: Seat, claim: Annotation) -> None:
    for words in ("A citizen", "a citizen"):
        fill(seat, "claimant", words)
    (link,) = links.of_annotation(seat.space.project, claim.uid)
    assert entities.name_of(seat.space.project, link.target_uid) == "A citizen"


def test_a_mark_of_the_document_fills_a_slot_by_typing_and_one_step_takes_it_back(
    seat: Seat, claim: Annotation
) -> None:
    steps = seat.space.project.undo_depth
    fill(seat, "claimant", "mayors")
    assert chips(seat, "claimant") == ["claimant: The mayors"]
    assert seat.space.view.hasFocus()
    assert seat.space.project.undo_depth == steps + 1
    seat.press(Qt.Key.Key_Z, CONTROL)
    assert chips(seat, "claimant") == []


def test_the_nearest_marks_are_listed_before_anything_is_typed(seat: Seat, claim: Annotation) -> None:
    form(seat).open(field(seat, "claimant").slot.uid)
    assert [item.words for item in field(seat, "claimant").field.choices()][:2] == ["Okafor", "The mayors"]


def test_an_entity_is_found_by_its_alias(seat: Seat, claim: Annotation) -> None:
    fill(seat, "claimant", "the minister")
    (link,) = links.of_annotation(seat.space.project, claim.uid)
    assert link.target_kind is TargetKind.ENTITY
    assert chips(seat, "claimant") == ["claimant: Lena Okafor"]


def test_an_entity_that_fills_a_slot_has_its_colour(seat: Seat, claim: Annotation) -> None:
    fill(seat, "claimant", "the minister")
    plain = chip(seat, "claimant").chip.grab().toImage()
    (okafor,) = entities.register(seat.space.project).named("Lena Okafor")
    entities.edit(seat.space.project, replace(okafor, colour="#2f66b0"))
    offscreen_input.settle()
    assert chip(seat, "claimant").chip.grab().toImage() != plain


def test_two_links_to_the_same_mark_are_one_line_in_the_text_with_both_names(
    seat: Seat, claim: Annotation
) -> None:
    fill(seat, "claimant", "Okaf")
    fill(seat, "relayed by", "Okaf")
    (tie,) = seat.space.view.ties
    assert tie.words == "claimant, relayed by"
    seat.space.controller.go_to(tie.uid)
    offscreen_input.settle()
    assert [item.uid for item in seat.space.view.ties] == [claim.uid]


def test_the_date_of_the_document_fills_a_slot(seat: Seat, claim: Annotation) -> None:
    fill(seat, "made on", "date of")
    (link,) = links.of_annotation(seat.space.project, claim.uid)
    assert link.target_kind is TargetKind.PUBLISHED
    assert chips(seat, "made on") == ["made on: date of the document"]


def test_any_mark_may_be_related(seat: Seat, claim: Annotation) -> None:
    fill(seat, "related", "tuesday")
    (link,) = links.of_annotation(seat.space.project, claim.uid)
    assert link.slot_uid == ""
    assert chips(seat, "related") == ["related: Tuesday"]


def test_return_on_a_filler_goes_there_and_shows_what_it_fills(seat: Seat, claim: Annotation) -> None:
    fill(seat, "claimant", "okafor")
    chip(seat, "claimant").chip.setFocus()
    seat.press(Qt.Key.Key_Return)
    chosen = seat.space.controller.annotation
    assert chosen is not None
    assert chosen.quotes == ("Okafor",)
    assert seat.space.view.hasFocus()
    assert form(seat).incoming_words() == ["“claimant” of: the toll must go"]


def test_delete_on_a_filler_takes_it_out_and_leaves_its_mark(seat: Seat, claim: Annotation) -> None:
    fill(seat, "claimant", "okafor")
    number = len(seat.marks())
    chip(seat, "claimant").chip.setFocus()
    seat.press(Qt.Key.Key_Delete)
    assert chips(seat, "claimant") == []
    assert len(seat.marks()) == number
    assert links.of_annotation(seat.space.project, claim.uid) == ()


def test_a_slot_that_wants_a_filler_is_amber_until_it_has_one(seat: Seat, claim: Annotation) -> None:
    slot_uid = field(seat, "claimant").slot.uid
    amber = theme().colour("missing").name()
    assert form(seat).missing() == [slot_uid]
    assert amber in colours_in(field(seat, "claimant").grab().toImage())
    fill(seat, "claimant", "okafor")
    assert form(seat).missing() == []
    assert amber not in colours_in(field(seat, "claimant").grab().toImage())


def test_slots_that_need_not_be_filled_are_buttons_until_they_are(seat: Seat, claim: Annotation) -> None:
    names = [button.accessibleName() for button in form(seat).buttons()]
    assert "Fill cue" in names
    assert "Fill claimant" not in names
    button = next(item for item in form(seat).buttons() if item.accessibleName() == "Fill made on")
    button.setFocus()
    seat.press(Qt.Key.Key_Return)
    assert field(seat, "made on").is_open
    seat.press(Qt.Key.Key_Escape)
    assert seat.space.view.hasFocus()
    assert "Fill made on" in [item.accessibleName() for item in form(seat).buttons()]


def card_stops(seat: Seat) -> list[QWidget]:
    """What Tab comes to on the card, from its first value on."""
    card = seat.space.right.cards.annotation
    assert card.form is not None
    card.form.start()
    found: list[QWidget] = []
    focus = QApplication.focusWidget()
    while focus is not None and focus not in found and card.isAncestorOf(focus):
        found.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
    return found


def test_what_is_required_comes_first_then_the_slots_then_the_rest_and_tab_goes_the_same_way(
    seat: Seat, claim: Annotation
) -> None:
    fill(seat, "claimant", "mayors")
    fill(seat, "claimant", "okafor")
    fill(seat, "made on", "tuesday")
    card = seat.space.right.cards.annotation
    rows = [row for row in card.findChildren(FormRow) if row.isVisible()]
    rows.sort(key=lambda row: row.mapTo(card, QPoint()).y())
    names = [row.label() for row in rows]
    start = ["Concept", "Stance", "Claimant", "Made on", "Link"]
    assert names == [*start, "Form", "Speech", "Modality", "Sure", "Note"]
    stops = card_stops(seat)
    reached = [next(row.label() for row in rows if row.isAncestorOf(item)) for item in stops[:-3]]
    assert list(dict.fromkeys(reached)) == names
    assert len([item for item in reached if item == "Claimant"]) == 5


def test_a_tag_without_slots_of_its_own_shows_its_values_before_what_is_related(
    seat: Seat, claim: Annotation
) -> None:
    fill(seat, "claimant", "mayors")
    chip(seat, "claimant").chip.setFocus()
    seat.press(Qt.Key.Key_Return)
    seat.space.right.cards.settle()
    card = seat.space.right.cards.annotation
    rows = [row for row in card.findChildren(FormRow) if row.isVisible()]
    rows.sort(key=lambda row: row.mapTo(card, QPoint()).y())
    assert [row.label() for row in rows] == ["Entity", "Mention", "Link", "Fills", "Note"]


def test_in_a_low_window_the_claimant_is_seen_without_scrolling(seat: Seat, claim: Annotation) -> None:
    seat.window.resize(1000, 640)
    offscreen_input.settle()
    cards = seat.space.right.cards
    row = field(seat, "claimant")
    assert row.mapTo(cards.viewport(), QPoint(0, row.height())).y() <= cards.viewport().height()


def test_in_a_narrow_pane_no_long_words_make_the_card_wider_than_it(seat: Seat, claim: Annotation) -> None:
    fill(seat, "claimant", "okafor")
    seat.space.right.cards.annotation.links.counted.emit(2_000_000_000)
    seat.window.resize(1000, 640)
    offscreen_input.settle()
    cards = seat.space.right.cards
    assert cards.annotation.width() < cards.viewport().width()


def test_deleting_says_what_hangs_on_the_mark_before_and_after(seat: Seat, claim: Annotation) -> None:
    fill(seat, "claimant", "okafor")
    fill(seat, "made on", "tuesday")
    buttons = seat.space.right.cards.annotation.findChildren(IconButton)
    assert "Delete this mark, with 2 links" in [button.accessibleName() for button in buttons]
    assert seat.space.view.hasFocus()
    seat.press(Qt.Key.Key_Delete)
    assert "Removed, with 2 links. Ctrl Z brings all back" in seat.said()
    seat.press(Qt.Key.Key_Z, CONTROL)
    assert len(links.of_annotation(seat.space.project, claim.uid)) == 2


def test_deleting_a_mark_without_links_says_nothing(seat: Seat, claim: Annotation) -> None:
    seat.space.focus_text()
    seat.press(Qt.Key.Key_Delete)
    assert claim.uid not in [item.uid for item in seat.marks()]
    assert "Removed" not in seat.said()


def test_what_may_be_wrong_is_written_on_the_card(seat: Seat, claim: Annotation) -> None:
    doubts = seat.space.right.cards.annotation.links.doubts
    fill(seat, "claimant", "okafor")
    assert doubts.text() == "Who “Okafor” is has not been coded"
    assert not doubts.isHidden()
    seat.press(Qt.Key.Key_Z, CONTROL)
    assert doubts.isHidden()


def test_return_on_an_entity_opens_the_register_and_on_the_date_the_documents_details(
    seat: Seat, claim: Annotation
) -> None:
    fill(seat, "made on", "date of")
    fill(seat, "claimant", "the minister")
    chip(seat, "made on").chip.setFocus()
    seat.press(Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert seat.space.page.isAncestorOf(focus)
    assert focus is not seat.space.view
    chip(seat, "claimant").chip.setFocus()
    seat.press(Qt.Key.Key_Return)
    assert shown(SideWindow).isVisible()
    shown(SideWindow).close()
