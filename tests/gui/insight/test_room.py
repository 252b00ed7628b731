"""Insight in the window: from a number to the passage in Review or Annotate, and to a report on paper."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.gui.insight.room import InsightRoom
from tests.gui.insight.desk import coded
from tests.gui.shell.seat import CONTROL, SHIFT, Seat


@pytest.fixture
def insight(seat: Seat, tmp_path: Path) -> InsightRoom:
    """The room, after Ctrl+3."""
    (tmp_path / "made").mkdir()
    coded(tmp_path / "made").close()
    seat.sit_down(tmp_path / "made" / "news.rubric")
    seat.press(Qt.Key.Key_3, CONTROL)
    room = seat.window.pages.room
    assert isinstance(room, InsightRoom)
    seat.wait(lambda: room.page.board is not None and not room.page.busy)
    room.focus_text()
    return room


def open_passages(seat: Seat, room: InsightRoom) -> None:
    seat.press(Qt.Key.Key_Right)
    seat.press(Qt.Key.Key_Return)
    seat.wait(lambda: not room.page.passages.model.busy)
    assert QApplication.focusWidget() is room.page.passages.table


def test_a_passage_is_opened_in_review_at_its_case(seat: Seat, insight: InsightRoom) -> None:
    open_passages(seat, insight)
    passage = insight.page.passages.model.line(0)
    assert passage is not None
    seat.press(Qt.Key.Key_Return)
    review = seat.window.pages.review
    assert review is not None
    decision = review.deciding.decision
    assert decision is not None
    assert decision.document_uid == passage.document_uid
    assert {item.uid for item in decision.case.items} & set(passage.annotations)


def test_a_passage_is_opened_in_annotate_with_shift(seat: Seat, insight: InsightRoom) -> None:
    open_passages(seat, insight)
    passage = insight.page.passages.model.line(0)
    assert passage is not None
    seat.press(Qt.Key.Key_Return, SHIFT)
    assert seat.window.workspace is not None
    assert seat.space.document is not None
    assert seat.space.document.uid == passage.document_uid
    assert seat.space.view.selection is not None
    assert seat.space.view.selection.start == passage.start


def test_f6_goes_round_the_choices_the_numbers_and_the_passages(seat: Seat, insight: InsightRoom) -> None:
    page = insight.page
    open_passages(seat, insight)
    seen = []
    for _time in range(3):
        seat.press(Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen == [page.chooser.measure, page.sections.matrix, page.passages.table]


def test_panes_are_folded_away_and_shown_again(seat: Seat, insight: InsightRoom) -> None:
    seat.press(Qt.Key.Key_F8)
    assert insight.page.chooser.isHidden()
    seat.press(Qt.Key.Key_F8)
    assert not insight.page.chooser.isHidden()


def test_the_report_is_saved_by_the_ending_of_its_name(
    seat: Seat, insight: InsightRoom, tmp_path: Path
) -> None:
    names = [
        tmp_path / "report.pdf",
        tmp_path / "report.csv",
        tmp_path / "report.json",
        tmp_path / "again.csv",
    ]
    seat.window.run("insight.names")
    seat.wait(lambda: not insight.page.busy)
    for target in names:
        seat.answers.paths.append(target)
        seat.window.run("insight.report")
        seat.wait(target.is_file)
    pages = PdfReader(names[0]).pages
    words = "\n".join(page.extract_text() for page in pages)
    for said in ("Agreement in news", "seed 0", "Unitizing alpha", "anna – ben", "Only finished documents"):
        assert said in words
    rows = [*csv.DictReader(names[1].read_text("utf-8").splitlines())]
    assert {row["metric"] for row in rows} >= {"span-f1", "u-alpha", "documents", "kinds", "confusion"}
    assert names[1].read_bytes() == names[3].read_bytes()
    assert len(json.loads(names[2].read_bytes())["annotators"]) == 2


def test_a_report_that_cannot_be_written_is_an_error_in_the_window(
    seat: Seat, insight: InsightRoom, tmp_path: Path
) -> None:
    failed: list[object] = []
    insight.page.failed.connect(failed.append)
    insight.page.save_report(tmp_path / "nowhere" / "report.csv")
    seat.wait(lambda: failed)


def test_the_keys_that_work_are_written_below(seat: Seat, insight: InsightRoom) -> None:
    assert insight.hints()[0][1] == "read what is behind a number"
    open_passages(seat, insight)
    assert insight.hints()[0][1] == "open in Review"


def test_a_project_can_be_closed_while_it_is_still_being_counted(seat: Seat, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    coded(tmp_path / "made").close()
    seat.sit_down(tmp_path / "made" / "news.rubric")
    # No turn between: on a quick machine all of it might be counted in one.
    seat.window.run("view.insight")
    room = seat.window.pages.room
    assert isinstance(room, InsightRoom)
    assert room.page.busy
    room.end()
    assert not room.page.busy


def words_of(room: InsightRoom) -> set[str]:
    """Everything that is written about annotators."""
    page = room.page
    board = page.board
    assert board is not None
    boxes = {page.chooser.box(uid).text() for uid in page.choice.people}
    told = {page.chooser.box(uid).toolTip() for uid in page.choice.people}
    table = board.matrix()
    tips = {cell.tip for row in table.rows for cell in row}
    return {
        *boxes,
        *told,
        *table.columns,
        *tips,
        *(words for row in board.kinds().rows for words in [row[0].text]),
    }


def letters(room: InsightRoom) -> set[str]:
    """What the two who are compared are called in the table."""
    board = room.page.board
    assert board is not None
    assert len(board.matrix().columns) == 2
    return set(board.matrix().columns)


def test_annotators_are_letters_wherever_they_are_in_review(
    seat: Seat, insight: InsightRoom, tmp_path: Path
) -> None:
    assert not any(name in words for words in words_of(insight) for name in ("anna", "ben"))
    assert letters(insight) <= set("NOP")
    seat.answers.paths.append(tmp_path / "blind.json")
    seat.window.run("insight.report")
    seat.wait(lambda: (tmp_path / "blind.json").exists())
    report = (tmp_path / "blind.json").read_text("utf-8")
    assert '"anna"' not in report
    seat.window.run("insight.names")
    seat.wait(lambda: not insight.page.busy)
    assert insight.page.board is not None
    assert set(insight.page.board.matrix().columns) == {"anna", "ben"}
    seat.window.run("view.review")
    review = seat.window.pages.review
    assert review is not None
    assert not review.naming.blind, "one rule for both"
    seat.window.run("review.names")
    seat.window.run("view.insight")
    seat.wait(lambda: not insight.page.busy)
    assert letters(insight) <= set("NOP")
