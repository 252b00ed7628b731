"""Files of the register: saved whole, and taken in a little at a time while the window stays in use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QProgressBar

from desktop_app.gui import offscreen_input
from desktop_app.gui.register.page import RegisterPage
from desktop_app.ops import check, entities, mentions
from desktop_app.ops.project import Project
from tests.unit.ops.naming import an_entity

pytestmark = pytest.mark.usefixtures("piece_by_piece")


def listed(page: RegisterPage) -> list[str]:
    return [str(page.model.data(page.model.index(row, 0))) for row in range(page.model.rowCount())]


def many(folder: Path, number: int, *more: str) -> Path:
    found = folder / "many.csv"
    rows = (f"Person {place},\n" for place in range(number))
    found.write_text("name,note\n" + "".join((*rows, *more)), encoding="utf-8")
    return found


def begin(page: RegisterPage, path: Path) -> QProgressBar:
    """Load a file, up to the turn in which the first entries are written."""
    bar = page.progress.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    page.files.load_from(path)
    while bar.value() <= 0:
        QApplication.processEvents()
    return bar


def load(page: RegisterPage, path: Path) -> None:
    page.files.load_from(path)
    offscreen_input.until("the file", lambda: not page.files.loading)


def test_a_large_file_comes_in_a_little_at_a_time_and_can_be_given_up(
    project: Project, page: RegisterPage, tmp_path: Path
) -> None:
    an_entity(project, "Ada Nordby")
    depth = project.undo_depth
    bar = begin(page, many(tmp_path, 600))
    assert page.progress.isVisible()
    assert bar.value() < bar.maximum() == 600
    assert listed(page) == ["Ada Nordby"]
    page.progress.cancelled.emit()
    offscreen_input.until("the end", lambda: not page.files.loading)
    assert "Nothing was imported" in page.message.text()
    assert not page.progress.isVisible()
    assert project.undo_depth == depth
    assert project.file.database.number("SELECT count(*) FROM entity") == 1
    load(page, many(tmp_path, 600))
    assert "600 added" in page.message.text()
    assert len(listed(page)) == 601
    assert project.undo_depth == depth + 1
    project.undo()
    assert listed(page) == ["Ada Nordby"]


def test_very_many_new_entities_are_listed_once_they_are_read(
    project: Project, page: RegisterPage, tmp_path: Path
) -> None:
    an_entity(project, "Ada Nordby")
    load(page, many(tmp_path, 2400))
    assert not project.register.complete
    assert listed(page) == ["Ada Nordby"]
    assert not page.empty.isVisible()
    offscreen_input.until("the register", lambda: project.register.complete)
    assert len(listed(page)) == 2401


def test_what_somebody_changed_meanwhile_ends_the_import(
    project: Project, page: RegisterPage, tmp_path: Path
) -> None:
    ada = an_entity(project, "Ada Nordby")
    begin(page, many(tmp_path, 600, "Ada Nordby,new\n"))
    entities.edit(project, replace(ada, note="mine"))
    offscreen_input.until("the end", lambda: not page.files.loading)
    assert "meanwhile" in page.message.text()
    assert listed(page) == ["Ada Nordby"]
    assert entities.get(project, ada.uid).note == "mine"


def test_closing_the_register_takes_back_what_was_under_way(
    project: Project, page: RegisterPage, tmp_path: Path
) -> None:
    begin(page, many(tmp_path, 600))
    page.flush()
    assert not page.files.loading
    assert project.file.database.number("SELECT count(*) FROM entity") == 0
    assert check.check(project.path).findings == ()


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_the_register_is_saved_and_read_again(
    project: Project, page: RegisterPage, tmp_path: Path, ending: str
) -> None:
    ada = an_entity(project, "Ada Nordby", "Nordby")
    target = tmp_path / f"register.{ending}"
    page.files.save_to(target)
    mentions.remove(project, [ada.uid])
    load(page, target)
    assert entities.get(project, ada.uid) == ada
    assert "1 added" in page.message.text()
    load(page, tmp_path / "nothing.csv")
    assert "cannot be read" in page.message.text()
