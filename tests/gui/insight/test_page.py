"""The Insight page at work: numbers that are true, and the passages behind them by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.insight.board import Point
from desktop_app.gui.insight.cells import NONE, score
from desktop_app.gui.insight.grid import CellView
from desktop_app.gui.insight.page import InsightPage
from desktop_app.gui.jobs import Jobs
from desktop_app.model.records import Progress, State
from desktop_app.ops import documents
from desktop_app.ops.agreement import agree
from desktop_app.ops.agreement_passages import Passage
from desktop_app.ops.project import Project
from desktop_app.store.corpus import progress_uid
from tests.builders import ANNA, an_annotation, tag_named
from tests.gui.insight.desk import TEXT, Sit, coded, people


def texts(view: CellView) -> list[list[str]]:
    model = view.cells
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def strict(project: Project) -> dict[frozenset[str], float | None]:
    found = agree(project, metrics=["span-f1"]).measures
    return {
        frozenset(item.annotators): item.coefficient.value
        for item in found
        if item.detail == "strict" and not item.label
    }


def test_the_matrix_says_what_a_comparison_says(sit: Sit) -> None:
    table = sit(annotators=3)
    expected = strict(table.page.project)
    shown = texts(table.page.sections.matrix)
    who = people(3)
    for row, one in enumerate(who):
        for column, other in enumerate(who):
            value = expected.get(frozenset({one.uid, other.uid}))
            assert shown[row][column] == ("·" if one == other else score(value))


def test_a_number_opens_its_passages_and_a_passage_is_gone_to_by_keys_alone(sit: Sit, qtbot: QtBot) -> None:
    page = sit().page
    opened: list[Passage] = []
    page.passage_opened.connect(opened.append)
    page.focus_first()
    QTest.keyClick(page.sections.matrix, Qt.Key.Key_Right)
    QTest.keyClick(page.sections.matrix, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.passages.table
    qtbot.waitUntil(lambda: not page.passages.model.busy)
    (found,) = agree(page.project, metrics=["span-f1"]).differences
    assert page.passages.model.rowCount() == sum(found.kinds[1:])
    QTest.keyClick(page.passages.table, Qt.Key.Key_Down)
    QTest.keyClick(page.passages.table, Qt.Key.Key_Return)
    assert opened == [page.passages.model.line(1)]
    QTest.keyClick(page.passages.table, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.sections.matrix


def test_every_count_opens_as_many_passages_as_it_says(sit: Sit, qtbot: QtBot) -> None:
    page = sit(annotators=3).page
    for view, column in ((page.sections.kinds, 2), (page.sections.confusion, None)):
        model = view.cells
        for row in range(model.rowCount()):
            for place in range(model.columnCount()) if column is None else (column,):
                cell = model.cell(model.index(row, place))
                assert cell is not None
                if cell.wanted is not None:
                    page.open_passages(cell.wanted)
                    qtbot.waitUntil(lambda: not page.passages.model.busy)
                    assert page.passages.model.rowCount() == cell.value


def test_what_changes_is_followed_at_once(sit: Sit) -> None:
    table = sit()
    page, project = table.page, table.page.project
    before = texts(page.sections.kinds)
    document = next(iter(page.live.tallies.documents)) if page.live.tallies else ""
    with project.step("Mark") as step:
        made = an_annotation(
            documents.get(project, document), TEXT, [(303, 306)], tag_uid=tag_named(project, "Cue")
        )
        step.put(made)
    table.settle()
    after = texts(page.sections.kinds)
    assert int(after[5][2]) == int(before[5][2]) + 1
    project.undo()
    table.settle()
    assert texts(page.sections.kinds) == before


def test_numbers_of_some_documents_are_shown_before_all_are_counted(qtbot: QtBot, tmp_path: Path) -> None:
    project = coded(tmp_path)
    jobs = Jobs()
    page = InsightPage(project, jobs)
    qtbot.addWidget(page)
    page.show()
    jobs.stop()  # nobody counts all of them
    qtbot.waitUntil(lambda: page.board is not None and page.board.documents == 3)
    assert page.live.tallies is None
    assert page.progress.isVisible()
    page.end()
    jobs.wait()
    project.close()


def test_intervals_come_from_the_background(sit: Sit) -> None:
    page = sit(documents=12).page
    assert " – " in texts(page.sections.tags)[0][2]


def test_tags_are_sorted_by_any_column_and_the_totals_stay_below(sit: Sit) -> None:
    view = sit(documents=6).page.sections.tags
    view.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    counts = [int(row[3]) for row in texts(view)[:-2]]
    assert counts == sorted(counts, reverse=True)
    assert "micro" in texts(view)[-2][0]
    assert "macro" in texts(view)[-1][0]


def test_another_scheme_shows_other_numbers(sit: Sit) -> None:
    table = sit()
    before = texts(table.page.sections.matrix)
    table.page.chooser.measure.setCurrentIndex(3)
    table.settle()
    after = texts(table.page.sections.matrix)
    assert float(after[0][1]) > float(before[0][1])
    assert table.page.sections.title.text() == "F1 of overlap"


@pytest.mark.parametrize("key", ["gamma", "cohen-kappa"])
def test_what_takes_its_time_is_worked_out_in_the_background(sit: Sit, key: str) -> None:
    table = sit()
    box = table.page.chooser.measure
    box.setCurrentIndex(box.findData(key))
    table.settle()
    (item,) = [
        item
        for item in agree(table.page.project, metrics=[key]).measures
        if item.annotators and not item.label
    ]
    assert texts(table.page.sections.matrix)[0][1] == score(item.coefficient.value)


def test_work_in_the_background_can_be_stopped(sit: Sit) -> None:
    table = sit()
    table.page.chooser.all.click()
    assert table.page.progress.isVisible()
    table.page.background.cancel()
    assert not table.page.progress.isVisible()
    table.settle()
    assert table.page.background.agreement is None


def test_all_measures_are_listed_with_their_reasons(sit: Sit) -> None:
    table = sit(annotators=3)
    table.page.chooser.all.click()
    table.settle()
    rows = texts(table.page.sections.measures)
    assert {row[0] for row in rows} >= {"Unitizing alpha", "States and tags of documents"}
    cells = table.page.sections.measures.cells
    for number, row in enumerate(rows):
        cell = cells.cell(cells.index(number, 3))
        assert cell is not None
        assert row[3] != NONE or cell.tip


def test_annotators_and_documents_are_chosen(sit: Sit) -> None:
    table = sit(annotators=3)
    page = table.page
    page.chooser.box(people(3)[2].uid).setChecked(False)
    table.settle()
    assert page.sections.matrix.cells.rowCount() == 2
    page.chooser.filter.setText("00.txt")
    page.chooser.changed.emit()
    table.settle()
    assert page.board is not None
    assert page.board.documents == 1


def test_points_in_time_open_what_was_done_then(sit: Sit, qtbot: QtBot) -> None:
    page = sit(documents=20).page
    line = page.sections.timeline
    assert len(line.points) == 4
    assert sum(len(point.documents) for point in line.points) == 20
    opened: list[Point] = []
    line.opened.connect(opened.append)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_End)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert opened == [line.points[-1]]
    qtbot.waitUntil(lambda: not page.passages.model.busy)
    found = {
        passage.document_uid
        for row in range(page.passages.model.rowCount())
        if (passage := page.passages.model.line(row)) is not None
    }
    assert found <= set(line.points[-1].documents)
    page.sections.time.set_value("in order")
    page.sections.time_changed.emit()
    qtbot.waitUntil(lambda: len(line.points) == 20)


# Where there is nothing to compare


def test_one_annotator_alone_is_told_what_to_do(sit: Sit) -> None:
    page = sit(annotators=1).page
    assert page.stack.currentWidget() is page.empty
    assert "nobody to compare" in page.empty.accessibleName()
    assert not page.chooser.report.isEnabled()


def test_while_nothing_is_finished_the_page_says_so_and_unfinished_ones_can_be_taken(sit: Sit) -> None:
    table = sit(state=State.IN_PROGRESS)
    page = table.page
    assert page.stack.currentWidget() is page.empty
    assert "finished by two" in page.empty.accessibleName()
    page.chooser.finished.setChecked(False)
    table.settle()
    assert page.stack.currentWidget() is not page.empty
    assert page.sections.matrix.cells.rowCount() == 2


def test_an_undefined_number_is_a_dash_with_its_reason(sit: Sit) -> None:
    table = sit(annotators=3, documents=1)
    project = table.page.project
    document = next(iter(table.page.live.tallies.documents)) if table.page.live.tallies else ""
    with project.step("Again") as step:
        uid = progress_uid(document, ANNA.uid)
        step.put(Progress(uid, document, ANNA.uid, State.IN_PROGRESS))
    table.settle()
    cells = table.page.sections.matrix.cells
    cell = cells.cell(cells.index(0, 1))
    assert cell is not None
    assert (cell.text, cell.value) == (NONE, None)
    assert "no finished document in common" in cell.tip


def test_every_part_has_a_name_for_those_who_do_not_see_it(sit: Sit) -> None:
    page = sit().page
    for view in page.sections.views():
        assert view.accessibleName()
    cells = page.sections.matrix.cells
    spoken = cells.data(cells.index(0, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert str(spoken).startswith("anna, ben, .")
    assert page.sections.timeline.accessibleName()
