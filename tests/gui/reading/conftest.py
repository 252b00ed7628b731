"""The bench that the tests of the reading view work at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.reading.bench import Bench
from tests.gui.reading.desk import Desk


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    made = Bench()
    qtbot.addWidget(made.view)
    yield made
    made.view.close()


@pytest.fixture
def desk(tmp_path: Path, bench: Bench) -> Iterator[Desk]:
    made = Desk(tmp_path, bench)
    yield made
    made.controller.end()
    made.project.close()
