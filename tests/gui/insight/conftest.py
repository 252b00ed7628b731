"""Insight by itself, over a project that several annotators coded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.model.records import State
from tests.gui.insight.desk import Sit, Table, coded


@pytest.fixture
def sit(qtbot: QtBot, tmp_path: Path) -> Iterator[Sit]:
    made: list[Table] = []

    def down(*, annotators: int = 2, documents: int = 3, state: State = State.DONE) -> Table:
        project = coded(tmp_path, annotators=annotators, documents=documents, state=state)
        made.append(Table(qtbot, project))
        return made[-1]

    yield down
    for table in made:
        table.end()
