"""What paths mean, and what happens when a project cannot be opened as one would like."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_app.base.errors import UsageError
from desktop_app.base.settings import load
from desktop_app.gui.shell.opening import fit_name, target_of, with_suffix
from desktop_app.ops.backups import list_backups
from desktop_app.ops.project import Project
from tests.builders import ANNA, BEN, a_document, a_project, places
from tests.gui.shell.seat import CONTROL, Seat, articles


def test_a_folder_goes_to_a_project_of_its_name(tmp_path: Path) -> None:
    folder = articles(tmp_path / "Wire 2015", a="x")
    target = target_of([folder], places(tmp_path))
    assert target is not None
    assert target.project == places(tmp_path).documents / "Wire 2015.rubric"
    assert target.documents == (folder.resolve(),)


def test_files_go_to_a_project_named_after_their_folder(tmp_path: Path) -> None:
    folder = articles(tmp_path / "wire", a="x", b="y")
    target = target_of([folder / "a.txt", folder / "b.txt"], places(tmp_path))
    assert target is not None
    assert target.project.stem == "wire"
    assert len(target.documents) == 2


def test_a_project_is_opened_as_it_is(tmp_path: Path) -> None:
    with a_project(tmp_path) as project:
        pass
    assert target_of([project.path], places(tmp_path)) is not None
    with pytest.raises(UsageError):
        target_of([project.path, tmp_path], places(tmp_path))


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.txt"):
        target_of([tmp_path / "nowhere.txt"], places(tmp_path))


@pytest.mark.parametrize(
    ("name", "fit"),
    [
        ("a/b:c", "a-b-c"),
        ("..", "documents"),
        ("", "documents"),
        ("x" * 300, "x" * 100),
        ("Zeitung ", "Zeitung"),
    ],
)
def test_every_folder_name_gives_a_file_name(name: str, fit: str) -> None:
    assert fit_name(name) == fit


def test_the_ending_is_added_once() -> None:
    assert with_suffix(Path("a.b")).name == "a.b.rubric"
    assert with_suffix(Path("a.rubric")).name == "a.rubric"


def test_nothing_to_open_shows_the_welcome_page_and_asks_for_a_name(seat: Seat) -> None:
    window = seat.sit_down(name="")
    assert window.workspace is None
    assert window.central.welcome is not None
    assert window.central.name is not None
    assert window.central.name.field.text()


def test_the_first_run_proposes_a_name_and_waits_for_nobody(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The mayors asked the state to pay."), name="")
    strip = seat.window.central.name
    assert strip is not None
    made = seat.mark("mayors")
    strip.field.setText("  Anna   Seghers ")
    strip.accept()
    assert seat.window.central.name is None
    assert load(seat.places.settings).annotator_name == "Anna Seghers"
    project = seat.space.project
    assert project.annotator.name == "Anna Seghers"
    assert made.annotator_uid == project.annotator.uid
    assert seat.window.central.status.who.text() == "Anna Seghers"


def test_the_name_can_be_given_later(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."), name="")
    strip = seat.window.central.name
    assert strip is not None
    strip.later.emit()
    assert seat.window.central.name is None
    assert not seat.window.preferences.named


def test_recent_projects_are_listed_opened_and_forgotten(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    path = seat.space.project.path
    seat.get_up()
    window = seat.sit_down()
    welcome = window.central.welcome
    assert welcome is not None
    assert [line.path for line in welcome.recent_lines()] == [str(path)]
    welcome.open_recent.emit(str(path))
    assert seat.space.project.path == path
    seat.press(Qt.Key.Key_W, CONTROL)
    assert window.workspace is None
    assert window.central.welcome is not None
    window.central.welcome.forget.emit(str(path))
    assert load(seat.places.settings).recent == ()


def test_the_window_comes_back_to_the_document_it_was_left_at(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="First article.", b="Second article.", c="Third article."))
    seat.press(Qt.Key.Key_PageDown, CONTROL)
    left = seat.space.document
    path = seat.space.project.path
    seat.get_up()
    seat.sit_down(path)
    assert seat.space.document == left


def test_beside_a_writer_the_project_opens_for_reading_and_says_who_writes(seat: Seat) -> None:
    with a_project(seat.home, who=BEN) as other:
        window = seat.sit_down(other.path)
        assert window.project is not None
        assert window.project.read_only
        assert "open for writing by" in seat.said()
        assert str(os.getpid()) in seat.said()
        assert window.central.status.saved.text() == "reading only"
        seat.press("a")
        assert seat.space.controller.armed is None
        assert not window.commands["edit.undo"].enabled()
    window.notices.standing._act()
    assert window.project is not None
    assert not window.project.read_only
    assert "open for writing" not in seat.said()


def test_a_backup_is_made_in_the_background_after_opening(seat: Seat) -> None:
    with a_project(seat.home) as project:
        a_document(project, "Text.")
    window = seat.sit_down(project.path)
    assert window.project is not None
    opened = window.project
    seat.wait(lambda: list_backups(opened))
    (copy,) = list_backups(opened)
    assert copy.path.parent.is_relative_to(seat.places.backups)


def test_a_lock_that_another_computer_left_can_be_taken_over(seat: Seat) -> None:
    with a_project(seat.home) as project:
        path = project.path
    lock = path.with_name(path.name + ".lock")
    lock.write_text('{"user": "ben", "host": "elsewhere", "process": 7, "since": "2015-11-02T09:30:00.000Z"}')
    window = seat.sit_down(path)
    assert window.project is not None
    assert window.project.read_only
    assert "elsewhere" in seat.said()
    window.run("project.take_over")
    assert window.project is not None
    assert not window.project.read_only


@pytest.mark.parametrize("content", [b"", b"no project at all", b"SQLite format 3\0" + bytes(200)])
def test_a_file_that_is_no_project_is_refused_in_words(seat: Seat, content: bytes) -> None:
    path = seat.home / "broken.rubric"
    path.write_bytes(content)
    window = seat.sit_down(path)
    assert window.project is None
    assert window.central.welcome is not None
    assert seat.said()
    assert path.read_bytes() == content


def test_a_foreign_database_is_refused_in_words(seat: Seat) -> None:
    path = seat.home / "other.rubric"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE things (name TEXT)")
    database.close()
    window = seat.sit_down(path)
    assert window.project is None
    assert "not a Rubricator project" in seat.said()


def test_a_project_that_cannot_be_opened_leaves_the_one_before_open(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    path = seat.space.project.path
    bad = seat.home / "bad.rubric"
    bad.write_bytes(b"nothing")
    seat.answers.paths = [bad]
    seat.press(Qt.Key.Key_O, CONTROL)
    assert seat.space.project.path == path
    assert seat.said()


def test_a_new_project_is_made_where_the_person_says(seat: Seat) -> None:
    seat.sit_down()
    seat.answers.paths = [seat.home / "fresh"]
    seat.press(Qt.Key.Key_N, CONTROL)
    assert seat.space.project.path == seat.home / "fresh.rubric"
    assert "No documents yet" in seat.space.documents.empty.accessibleName()
    assert "Add files" in seat.space.page.empty.accessibleName()
    seat.answers.paths = [seat.home / "fresh.rubric"]
    seat.press(Qt.Key.Key_N, CONTROL)
    assert seat.said()


def test_a_new_project_begins_with_the_tags_that_were_chosen(seat: Seat) -> None:
    seat.sit_down()
    seat.answers.tags = "reported-speech"
    seat.answers.paths = [seat.home / "speech"]
    seat.press(Qt.Key.Key_N, CONTROL)
    assert [tag.name for tag in seat.space.project.tagset.tags] == ["Content", "Source", "Cue"]


def test_a_project_that_was_moved_says_so_and_offers_a_copy(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The mayors asked the state to pay."))
    kept = seat.mark("mayors")
    path = seat.space.project.path
    path.rename(path.with_name("elsewhere.rubric"))
    seat.drag("state")
    seat.press("a")
    assert "moved, replaced" in seat.said()
    copy = seat.home / "copy.rubric"
    seat.answers.paths = [copy]
    seat.window.notices.message._act()
    assert seat.space.project.path == copy
    assert seat.marks() == [kept]
    again = seat.mark("state")
    with Project.open(copy, places=seat.places, who=ANNA, read_only=True):
        assert again in seat.marks()


def test_what_is_done_in_the_background_says_that_the_project_was_moved_as_an_action_does(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The mayors asked the state to pay."))
    seat.wait_for_the_backup()
    path, holder = seat.space.project.path, seat.window.holder
    path.rename(path.with_name("elsewhere.rubric"))
    holder._sound = None
    holder.look_after()
    seat.wait(lambda: "moved, replaced" in seat.said())
    copy = seat.home / "copy.rubric"
    seat.answers.paths = [copy]
    seat.window.notices.message._act()
    assert seat.space.project.path == copy


FIRST_FRAME = """
import sys
from pathlib import Path
from desktop_app.base.paths import user_places
from desktop_app.gui import app
from desktop_app.gui.preferences import Preferences
window = app.open_window(Preferences(user_places(Path(sys.argv[1]))))
window.show()
window.grab()
print(*sys.modules)
"""


def test_the_first_frame_waits_neither_for_arrays_nor_for_what_a_project_needs(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FIRST_FRAME, str(tmp_path)]
    loaded = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert "desktop_app.gui.shell.main_window" in loaded
    later = ("numpy", "sqlite3", "desktop_app.store", "desktop_app.ops.project", "desktop_app.agreement")
    assert [name for name in loaded if name.startswith(later)] == []
