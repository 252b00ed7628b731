"""The list of marks: read in slices, sorted, narrowed down, followed line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.tagging.mark_list import AnnotationList
from desktop_app.gui.tagging.mark_rows import Column
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.records import TargetKind
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import annotators, concepts, entities, links, tagset
from tests.builders import BEN, an_annotation
from tests.gui.tagging.conftest import TEXT, World


@pytest.fixture
def list_(pane: RightPane, world: World) -> AnnotationList:
    """The list with three marks, seen."""
    world.mark("Okafor", "Actor")
    world.mark("to pay for the new schools", "Claim")
    world.mark("The mayors", "Actor")
    pane.show_list()
    return pane.marks


def column(list_: AnnotationList, which: Column = Column.QUOTE) -> list[str]:
    table = list_.table
    return [str(table.index(row, which).data()) for row in range(table.rowCount())]


def sort(list_: AnnotationList, which: Column, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
    list_.view.sortByColumn(which, order)


def test_marks_are_listed_by_their_place_with_what_is_missing(list_: AnnotationList) -> None:
    assert column(list_) == ["The mayors", "to pay for the new schools", "Okafor"]
    assert column(list_, Column.TAG) == ["Actor", "Claim", "Actor"]
    assert column(list_, Column.MISSING) == ["", "stance, claimant", ""]
    assert column(list_, Column.ANNOTATOR) == ["anna"] * 3
    assert column(list_, Column.START) == ["0", "27", str(TEXT.index("Okafor"))]


def test_nothing_is_read_before_the_list_is_seen(world: World, pane: RightPane, qtbot: QtBot) -> None:
    world.mark("Okafor", "Actor")
    assert pane.marks.table.total == 0
    pane.show_list()
    assert pane.marks.table.total == 1


def test_a_new_mark_a_change_and_undo_touch_one_line(list_: AnnotationList, world: World) -> None:
    signals: list[str] = []
    table = list_.table
    table.rowsInserted.connect(lambda _parent, first, last: signals.append(f"in {first}-{last}"))
    table.rowsRemoved.connect(lambda _parent, first, last: signals.append(f"out {first}-{last}"))
    table.dataChanged.connect(lambda first, _last: signals.append(f"changed {first.row()}"))
    table.modelReset.connect(lambda: signals.append("reset"))
    said = world.mark("said", "Cue")
    marks.set_note(world.project, said.uid, "why?")
    world.project.undo()
    world.project.undo()
    assert signals == ["in 3-3", "changed 3", "changed 3", "out 3-3"]
    assert column(list_) == ["The mayors", "to pay for the new schools", "Okafor"]


def test_filled_slots_are_listed_and_no_longer_missing(list_: AnnotationList, world: World) -> None:
    mayors, claim, okafor = marks.of_document(world.project, world.document.uid)
    slot = next(item for item in world.project.tagset.slots if item.name == "claimant")
    links.fill(world.project, claim.uid, slot.uid, okafor.uid)
    assert column(list_, Column.LINKS) == ["", "claimant: Okafor", ""]
    assert column(list_, Column.MISSING)[1] == "stance"
    links.fill(world.project, claim.uid, slot.uid, mayors.uid)
    links.fill(world.project, okafor.uid, "", mayors.uid)
    assert column(list_, Column.LINKS) == ["", "claimant: Okafor, The mayors", "related: The mayors"]
    marks.remove(world.project, [mayors.uid])
    assert column(list_, Column.LINKS) == ["claimant: Okafor", ""]
    world.project.undo()
    assert column(list_, Column.LINKS) == ["", "claimant: Okafor, The mayors", "related: The mayors"]


def test_fillers_are_named_as_they_are_now(list_: AnnotationList, world: World, qtbot: QtBot) -> None:
    project = world.project
    _mayors, claim, okafor = marks.of_document(project, world.document.uid)
    slot = next(item for item in project.tagset.slots if item.name == "claimant")
    links.fill(project, claim.uid, slot.uid, okafor.uid)
    (span,) = okafor.spans
    marks.set_spans(project, okafor.uid, [Span(span.start, span.end - 2)])
    assert column(list_, Column.LINKS)[1] == "claimant: Okaf"
    project.undo()
    assert column(list_, Column.LINKS)[1] == "claimant: Okafor"
    league, *_others = entries = [
        entities.add(project, Entity("", name)) for name in ("League", "Union", "Board")
    ]
    for entry in entries:
        links.fill(project, claim.uid, slot.uid, entry.uid, kind=TargetKind.ENTITY)
    assert column(list_, Column.LINKS)[1] == "claimant: Okafor, League, Union +1"
    entities.rename(project, league.uid, "Club")
    qtbot.waitUntil(lambda: column(list_, Column.LINKS)[1] == "claimant: Okafor, Club, Union +1")


def test_other_names_of_entities_concepts_and_tags_are_seen_at_once_in_one_refresh(
    list_: AnnotationList, world: World, qtbot: QtBot
) -> None:
    project = world.project
    _mayors, claim, okafor = marks.of_document(project, world.document.uid)
    person = entities.add(project, Entity("", "Ngozi " * 12))
    toll = concepts.add(project, Concept("", "1", "Toll"))
    marks.set_value(project, okafor.uid, world.attribute("Actor", "entity"), person.uid)
    marks.set_value(project, claim.uid, world.attribute("Claim", "concept"), toll.uid)
    assert column(list_, Column.VALUES)[1] == "1 Toll"
    changed: list[int] = []
    list_.table.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    list_.table.modelReset.connect(lambda: changed.append(-1))
    entities.rename(project, person.uid, "Lena Okafor")
    entities.rename(project, person.uid, "Ngozi Okafor")
    concepts.edit(project, replace(toll, label="Charge"))
    assert changed == []
    qtbot.waitUntil(lambda: column(list_, Column.VALUES) == ["", "1 Charge", "Ngozi Okafor"])
    assert changed == [1, 2]
    tagset.edit_tag(project, replace(project.tagset.tag(world.tags["Claim"]), name="Demand"))
    assert column(list_, Column.TAG) == ["Actor", "Demand", "Actor"]


def test_values_and_notes_are_shown_and_missing_goes(list_: AnnotationList, world: World) -> None:
    claim = marks.of_document(world.project, world.document.uid)[1]
    marks.set_value(world.project, claim.uid, world.attribute("Claim", "stance"), "oppose")
    marks.set_value(world.project, claim.uid, world.attribute("Claim", "sure"), value=False)
    marks.set_note(world.project, claim.uid, "first line\nsecond")
    assert column(list_, Column.VALUES)[1] == "oppose · sure: no"
    assert column(list_, Column.MISSING)[1] == "claimant"
    assert column(list_, Column.NOTE)[1].startswith("first line")


def test_every_column_sorts_both_ways(list_: AnnotationList) -> None:
    sort(list_, Column.QUOTE)
    assert column(list_) == ["Okafor", "The mayors", "to pay for the new schools"]
    sort(list_, Column.QUOTE, Qt.SortOrder.DescendingOrder)
    assert column(list_) == ["to pay for the new schools", "The mayors", "Okafor"]
    sort(list_, Column.TAG)
    assert column(list_, Column.TAG) == ["Actor", "Actor", "Claim"]
    sort(list_, Column.MISSING)
    assert column(list_, Column.MISSING) == ["stance, claimant", "", ""]
    sort(list_, Column.START)
    assert column(list_)[0] == "The mayors"


@pytest.mark.parametrize("order", list(Qt.SortOrder))
def test_a_new_mark_goes_where_the_order_wants_it(
    list_: AnnotationList, world: World, order: Qt.SortOrder
) -> None:
    sort(list_, Column.QUOTE, order)
    world.mark("said", "Cue")
    wanted = sorted(["Okafor", "The mayors", "to pay for the new schools", "said"], key=str.casefold)
    assert column(list_) == (wanted if order is Qt.SortOrder.AscendingOrder else wanted[::-1])
    world.project.undo()
    wanted.remove("said")
    assert column(list_) == (wanted if order is Qt.SortOrder.AscendingOrder else wanted[::-1])


def test_the_list_is_narrowed_down_by_text_and_by_tag(list_: AnnotationList, world: World) -> None:
    QTest.keyClicks(list_.finder, "the")
    assert column(list_) == ["The mayors", "to pay for the new schools"]
    list_.show_tag(world.tags["Claim"])
    assert column(list_) == ["to pay for the new schools"]
    world.mark("The toll must go", "Claim")
    assert column(list_) == ["to pay for the new schools", "The toll must go"]
    list_.finder.clear()
    list_.show_tag("")
    QTest.keyClicks(list_.finder, "actor")
    assert column(list_) == ["The mayors", "Okafor"]
    QTest.keyClicks(list_.finder, " maYors")
    assert column(list_) == ["The mayors"]


def test_a_click_and_return_go_to_a_mark(list_: AnnotationList, pane: RightPane, world: World) -> None:
    chosen: list[str] = []
    pane.annotation_chosen.connect(chosen.append)
    first, second, _third = marks.of_document(world.project, world.document.uid)
    QApplication.processEvents()
    place = list_.view.visualRect(list_.table.index(1, Column.QUOTE)).center()
    QTest.mouseClick(list_.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(list_.view, Qt.Key.Key_Up)
    QTest.keyClick(list_.view, Qt.Key.Key_Return)
    assert chosen == [second.uid, first.uid]


def test_delete_removes_the_selected_marks_in_one_step(list_: AnnotationList, world: World) -> None:
    list_.view.selectAll()
    QTest.keyClick(list_.view, Qt.Key.Key_Delete)
    assert column(list_) == []
    assert marks.of_document(world.project, world.document.uid) == ()
    world.project.undo()
    assert len(column(list_)) == 3


def test_the_current_line_follows_the_text(list_: AnnotationList, pane: RightPane, world: World) -> None:
    third = marks.of_document(world.project, world.document.uid)[2]
    pane.show_annotation(third.uid)
    pane.cards.settle()
    assert list_.view.currentIndex().row() == 2
    sort(list_, Column.QUOTE)
    assert list_.view.currentIndex().row() == 0


def test_letters_are_left_to_commands_and_escape_gives_the_keyboard_back(
    list_: AnnotationList, pane: RightPane
) -> None:
    left: list[str] = []
    pane.left.connect(lambda: left.append("left"))
    list_.view.selectRow(0)
    QTest.keyClicks(list_.view, "o")
    assert list_.view.currentIndex().row() == 0
    QTest.keyClick(list_.view, Qt.Key.Key_Escape)
    assert left == ["left"]


def test_columns_can_be_hidden_but_for_the_passage(list_: AnnotationList) -> None:
    actions = {action.text(): action for action in list_.view.column_menu().actions()}
    assert not actions["Passage"].isEnabled()
    actions["Note"].trigger()
    assert list_.view.isColumnHidden(Column.NOTE)
    assert not list_.view.isColumnHidden(Column.VALUES)


def test_the_list_is_a_table_for_screen_readers(list_: AnnotationList) -> None:
    central = QAccessible.queryAccessibleInterface(list_.view)
    assert central.role() is QAccessible.Role.Table
    parts = [central.child(number) for number in range(central.childCount())]
    said = {(part.role(), part.text(QAccessible.Text.Name)) for part in parts}
    assert (QAccessible.Role.ColumnHeader, "Passage") in said
    assert (QAccessible.Role.Cell, "to pay for the new schools") in said


def test_an_empty_document_says_what_to_do(pane: RightPane) -> None:
    pane.show_list()
    assert not pane.marks.view.isVisible()
    assert pane.header.caption(1) == "Marks"


def test_others_are_named_in_the_list_and_keep_their_own_numbers(
    world: World, pane: RightPane, list_: AnnotationList
) -> None:
    claim = world.tags["Claim"]
    made = an_annotation(world.document, TEXT, [(0, 3)], tag_uid=claim, annotator_uid=BEN.uid)
    with world.project.step("Import") as step:
        step.put(BEN, made)
    assert column(list_, Column.ANNOTATOR)[1] == "ben"
    assert pane.index.number(made) == 1
    assert pane.header.caption(1) == "Marks 4"
    annotators.rename(world.project, "Anna K.")
    assert column(list_, Column.ANNOTATOR)[0] == "Anna K."


def test_a_change_of_the_tagset_reaches_the_list(list_: AnnotationList, world: World) -> None:
    stance = world.project.tagset.attribute(world.attribute("Claim", "stance"))
    tagset.edit_attribute(world.project, replace(stance, name="position"))
    assert column(list_, Column.MISSING) == ["", "position, claimant", ""]
    claim = world.project.tagset.tag(world.tags["Claim"])
    tagset.edit_tag(world.project, replace(claim, name="Demand"))
    assert column(list_, Column.TAG) == ["Actor", "Demand", "Actor"]
