"""Documents with more marks than can be read at once: the list and the running numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.gui.tagging import mark_loader
from desktop_app.gui.tagging.index import MarkIndex
from desktop_app.gui.tagging.mark_order import Arranging
from desktop_app.gui.tagging.mark_rows import END, START, UID, Column, Key, MarkRow, Wanted
from desktop_app.gui.tagging.mark_table import MarkTable
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from tests.builders import a_document, an_annotation
from tests.gui.tagging.conftest import World


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


def test_many_marks_come_in_slices_and_stay_in_order(
    world: World, pane: RightPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mark_loader, "SPENT_S", 0.0)
    made = many(world, 7000)
    pane.show_document(world.document.uid)
    pane.show_list()
    table = pane.marks.table
    assert table.busy
    assert table.total < len(made)
    settled(qtbot, table)
    assert table.total == len(made)
    said = [label.text() for label in pane.marks.findChildren(QLabel)]
    assert f"{QLocale().toString(7000)} marks" in said
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
    world: World, pane: RightPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mark_loader, "SPENT_S", 0.0)
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


def test_a_list_is_read_with_few_statements_and_marks_of_one_start_stay_in_order(
    world: World, pane: RightPane, qtbot: QtBot
) -> None:
    many(world, 10)
    document, tag = world.document, world.tags["Claim"]
    text = "word " * 10
    alike = [an_annotation(document, text, [(5, 6 + number % 40)], tag_uid=tag) for number in range(2600)]
    with world.project.step("Import") as step:
        step.put_all(alike)
    pane.show_document(document.uid)
    asked: list[str] = []
    connection = world.project.file.database.connection
    connection.set_trace_callback(asked.append)
    pane.show_list()
    table = pane.marks.table
    settled(qtbot, table)
    connection.set_trace_callback(None)
    assert len(asked) < table.total / 4
    rows = [table.row_at(number) for number in range(table.rowCount())]
    places = [(row[START], -row[END], row[UID]) for row in rows if row is not None]
    assert len(places) == 2610
    assert places == sorted(places)
