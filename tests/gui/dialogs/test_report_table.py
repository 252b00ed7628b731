"""The table in which reports are read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.gui.dialogs.report_table import LISTED, ReportTable
from tests.gui.shell.seat import hands_app

WORDS = (
    "The file is empty, so there is nothing to read in it. Look whether it was saved where you think it was. "
    * 4
)


@pytest.fixture
def table(qtbot: QtBot) -> ReportTable:
    hands_app()
    found = ReportTable("Files", ("File", "Why"), sharing=1)
    qtbot.addWidget(found)
    found.resize(600, 400)
    return found


def test_rows_grow_and_shrink_with_the_column_that_they_stand_in(qtbot: QtBot, table: ReportTable) -> None:
    table.show_rows([("empty.txt", WORDS)])
    table.show()
    high = table.rowHeight(0)
    table.resize(1800, 400)
    qtbot.waitUntil(lambda: table.rowHeight(0) < high)
    low = table.rowHeight(0)
    table.setColumnWidth(0, 1600)
    qtbot.waitUntil(lambda: table.rowHeight(0) > low)


def test_what_is_not_listed_is_counted_in_a_line_that_cannot_be_chosen(table: ReportTable) -> None:
    table.show_rows([(f"{place}.txt", "") for place in range(LISTED + 7)])
    last = table.item(LISTED, 1)
    assert last is not None
    assert "7 more" in last.text()
    assert last.flags() == Qt.ItemFlag.NoItemFlags
    table.show_rows([])
    assert table.isHidden()
