"""The list of marks: read in slices, sorted, narrowed down, followed line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.tagging.index import MarkIndex
from desktop_app.gui.tagging.mark_list import AnnotationList
from desktop_app.gui.tagging.mark_order import Arranging
from desktop_app.gui.tagging.mark_rows import Column, Key, MarkRow, Wanted
from desktop_app.gui.tagging.mark_table import MarkTable
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import annotators, tagset
from tests.builders import BEN, a_document, an_annotation
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


def settled(qtbot: QtBot, table: MarkTable) -> None:
    qtbot.waitUntil(lambda: not table.busy)


def many(world: World, number: int) -> list[Annotation]:
    """Marks of four tags all over a longer document, which is shown instead."""
    text = "word " * number
    world.document = a_document(world.project, text, name="long.txt")
    tags = [world.tags[name] for name in ("Actor", "Claim", "Date", "Cue")]
    made = [
        an_annotation(world.document, text, [(place * 5, place * 5 + 4)], tag_uid=tags[place % 4])
        for place in range(number)
    ]
    with world.project.step("Import") as step:
        step.put_all(made)
    return made


def test_marks_are_listed_by_their_place_with_what_is_missing(list_: AnnotationList) -> None:
    assert column(list_) == ["The mayors", "to pay for the new schools", "Okafor"]
    assert column(list_, Column.TAG) == ["Actor", "Claim", "Actor"]
    assert column(list_, Column.MISSING) == ["", "stance", ""]
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


def test_values_and_notes_are_shown_and_missing_goes(list_: AnnotationList, world: World) -> None:
    claim = marks.of_document(world.project, world.document.uid)[1]
    marks.set_value(world.project, claim.uid, world.attribute("Claim", "stance"), "oppose")
    marks.set_value(world.project, claim.uid, world.attribute("Claim", "sure"), value=False)
    marks.set_note(world.project, claim.uid, "first line\nsecond")
    assert column(list_, Column.VALUES)[1] == "oppose · sure: no"
    assert column(list_, Column.MISSING)[1] == ""
    assert column(list_, Column.NOTE)[1].startswith("first line")


def test_every_column_sorts_both_ways(list_: AnnotationList) -> None:
    sort(list_, Column.QUOTE)
    assert column(list_) == ["Okafor", "The mayors", "to pay for the new schools"]
    sort(list_, Column.QUOTE, Qt.SortOrder.DescendingOrder)
    assert column(list_) == ["to pay for the new schools", "The mayors", "Okafor"]
    sort(list_, Column.TAG)
    assert column(list_, Column.TAG) == ["Actor", "Actor", "Claim"]
    sort(list_, Column.MISSING)
    assert column(list_, Column.MISSING) == ["stance", "", ""]
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
    face = QAccessible.queryAccessibleInterface(list_.view)
    assert face.role() is QAccessible.Role.Table
    parts = [face.child(number) for number in range(face.childCount())]
    said = {(part.role(), part.text(QAccessible.Text.Name)) for part in parts if part is not None}
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


def test_many_marks_come_in_slices_and_stay_in_order(world: World, pane: RightPane, qtbot: QtBot) -> None:
    made = many(world, 7000)
    pane.show_document(world.document.uid)
    pane.show_list()
    table = pane.marks.table
    assert 0 < table.total < len(made)
    settled(qtbot, table)
    assert table.total == len(made)
    assert [table.row_at(row) for row in (0, 6999)] == [
        table.row_at(table.number_of(made[0].uid)),
        table.row_at(table.number_of(made[-1].uid)),
    ]
    pane.marks.view.sortByColumn(Column.TAG, Qt.SortOrder.AscendingOrder)
    assert table.busy
    settled(qtbot, table)
    assert table.number_of(made[1].uid) == 7000 // 4
    table.narrow(Wanted(tag_uid=world.tags["Cue"]))
    settled(qtbot, table)
    assert table.rowCount() == 7000 // 4


def test_marks_made_and_removed_while_the_list_is_read_are_right_in_the_end(
    world: World, pane: RightPane, qtbot: QtBot
) -> None:
    made = many(world, 5000)
    pane.show_document(world.document.uid)
    pane.show_list()
    table = pane.marks.table
    early = marks.highlight(world.project, world.document.uid, [Span(2, 9)], world.tags["Cue"])
    late = marks.highlight(world.project, world.document.uid, [Span(24_000, 24_003)], world.tags["Cue"])
    marks.remove(world.project, [made[0].uid, made[4900].uid])
    assert table.busy
    settled(qtbot, table)
    starts = [int(str(table.index(row, Column.START).data())) for row in range(table.rowCount())]
    assert starts == sorted(starts)
    assert len(starts) == 5000
    assert table.number_of(early.uid) == 0
    assert table.number_of(late.uid) > 0
    assert table.number_of(made[4900].uid) == -1


def test_a_bulk_action_is_read_anew(world: World, pane: RightPane, qtbot: QtBot) -> None:
    pane.show_list()
    many(world, 3000)
    world.project.undo()
    pane.show_document(world.document.uid)
    world.project.redo()
    settled(qtbot, pane.marks.table)
    qtbot.waitUntil(lambda: pane.index.complete)
    assert pane.marks.table.rowCount() == 3000
    assert pane.index.total() == 3000


def test_numbers_are_right_from_the_first_mark_to_the_last(
    world: World, pane: RightPane, qtbot: QtBot
) -> None:
    made = many(world, 4000)
    pane.show_document(world.document.uid)
    index = pane.index
    assert index.number(made[0]) == 1
    assert index.number(made[-1]) is None
    qtbot.waitUntil(lambda: index.complete)
    assert [index.number(made[place]) for place in (4, 3999)] == [2, 1000]
    marks.remove(world.project, [made[0].uid])
    assert index.number(made[4]) == 1
    world.project.undo()
    assert index.number(made[4]) == 2


def test_parts_of_one_mark_are_one_mark(world: World, pane: RightPane) -> None:
    first = marks.highlight(
        world.project, world.document.uid, [Span(0, 3), Span(10, 12)], world.tags["Claim"]
    )
    second = world.mark("The toll", "Claim")
    index = MarkIndex(world.project)
    index.show_document(world.document.uid)
    assert index.total() == 2
    assert (index.number(first), index.number(second)) == (1, 2)


def test_a_change_of_the_tagset_reaches_the_list(list_: AnnotationList, world: World) -> None:
    stance = world.project.tagset.attribute(world.attribute("Claim", "stance"))
    tagset.edit_attribute(world.project, replace(stance, name="position"))
    assert column(list_, Column.MISSING) == ["", "position", ""]
    claim = world.project.tagset.tag(world.tags["Claim"])
    tagset.edit_tag(world.project, replace(claim, name="Demand"))
    assert column(list_, Column.TAG) == ["Actor", "Demand", "Actor"]


lines = st.lists(
    st.tuples(st.text(max_size=3), st.integers(0, 50), st.booleans()).map(
        lambda item: (str(item), item[1], item[1] + 1, "t", "a", item[0], "", "", "x" if item[2] else "")
    ),
    max_size=40,
    unique_by=lambda row: row[0],
)


def by_quote(row: MarkRow) -> Key:
    return row[5], row[1], -row[2], row[0]


@given(rows=lines, stretch=st.integers(1, 7))
def test_stretches_that_are_merged_are_as_sorted_as_the_whole(rows: list[MarkRow], stretch: int) -> None:
    found: list[list[MarkRow]] = []
    arranging = Arranging(stretch=stretch)
    arranging.arranged.connect(found.append)
    arranging.start(rows, by_quote, lambda row: row[8] == "")
    while arranging.busy:
        arranging.go_on()
    assert found == [sorted((row for row in rows if row[8] == ""), key=by_quote)]
