"""Documents coming in while the window stays in use."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from desktop_app.gui.dialogs.import_preview import ImportPreview
from desktop_app.gui.dialogs.import_report import ImportReportDialog
from desktop_app.gui.documents.importing import Imported
from desktop_app.gui.documents.report import summary
from desktop_app.ops import documents
from tests.gui.shell.seat import CONTROL, Seat, articles, shown

RUSSIAN = "Правительство заявило во вторник, что подпишет соглашение с соседними странами.\n" * 5


def mixed(folder: Path) -> Path:
    articles(
        folder, good="A text that can be read.", twin="The same text twice.", other="The same text twice."
    )
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8)
    (folder / "deeper").mkdir()
    (folder / "deeper" / "below.md").write_text("# Below\n\nA text in a folder below.\n", encoding="utf-8")
    return folder


def add(seat: Seat, *paths: Path) -> None:
    seat.answers.paths = list(paths)
    seat.window.run("project.add_files")
    seat.wait(lambda: not seat.window.tasks.adding)


def test_a_folder_comes_in_with_what_could_not_be_read_named(seat: Seat) -> None:
    seat.sit_down(mixed(seat.home / "mixed"))
    assert "3 documents added, 1 was there already, 2 could not be read." in seat.said()
    seat.window.notices.message._act()
    report = shown(ImportReportDialog)
    named = dict(report.rows)
    # Which of the two equal files came first is up to the processes that read them.
    assert set(named) - {"twin.txt", "other.txt"} == {"empty.txt", "picture.txt"}
    assert len(named) == 3
    assert all(named.values())
    assert seat.window.project is not None
    assert documents.by_name(seat.window.project, "deeper/below.md") is not None
    report.close()


def test_one_undo_takes_a_whole_folder_back(seat: Seat) -> None:
    seat.sit_down(mixed(seat.home / "mixed"))
    seat.press(Qt.Key.Key_Z, CONTROL)
    seat.wait(lambda: seat.titles() == [])
    seat.press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    seat.wait(lambda: len(seat.titles()) == 3)


def test_opening_the_same_folder_again_is_quiet_about_what_is_there(seat: Seat) -> None:
    folder = articles(seat.home / "news", a="The one article.")
    seat.sit_down(folder)
    seat.get_up()
    seat.sit_down(folder)
    assert seat.said() == ""
    assert len(seat.titles()) == 1


def test_an_import_can_be_stopped_and_keeps_what_it_has(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The first article."))
    many = articles(seat.home / "many", **{f"n{number:03}": f"Article {number}." for number in range(200)})
    seat.window.tasks.add([many])
    progress = seat.window.progress
    assert progress is not None
    seat.wait_for_the_middle()
    progress._cancel.click()
    seat.wait(lambda: not seat.window.tasks.adding)
    assert progress.isHidden()
    assert "Stopped." in seat.said()
    assert 1 < len(seat.titles()) < 201


def test_closing_the_window_during_an_import_loses_nothing_of_the_project(seat: Seat) -> None:
    folder = articles(seat.home / "news", a="The mayors asked the state to pay.")
    seat.sit_down(folder)
    many = articles(seat.home / "many", **{f"n{number:03}": f"Article {number}." for number in range(200)})
    seat.window.tasks.add([many])
    path = seat.space.project.path
    seat.wait_for_the_middle()
    seat.get_up()
    seat.sit_down(path)
    assert len(seat.titles()) >= 1
    assert seat.window.project is not None
    assert not seat.window.project.dropped


def test_a_guessed_encoding_is_shown_and_can_be_changed_before_it_counts(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The first article."))
    old = seat.home / "old.txt"
    old.write_bytes(RUSSIAN.encode("cp1251"))
    add(seat, old)
    preview = shown(ImportPreview)
    assert "Правительство" in preview.text.toPlainText()
    preview.choose("koi8-r")
    seat.wait(lambda: "Правительство" not in preview.text.toPlainText())
    assert preview.text.toPlainText()
    preview.choose("cp1251")
    seat.wait(lambda: "Правительство" in preview.text.toPlainText())
    preview.accept()
    seat.wait(lambda: len(seat.titles()) == 2)
    assert seat.window.project is not None
    found = documents.by_name(seat.window.project, "old.txt")
    assert found is not None
    assert found.encoding == "cp1251"
    assert documents.text(seat.window.project, found.uid) == RUSSIAN


def test_what_could_not_be_read_is_still_told_after_the_encodings_were_confirmed(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The first article."))
    old, empty, new = (seat.home / name for name in ("old.txt", "empty.txt", "new.txt"))
    old.write_bytes(RUSSIAN.encode("cp1251"))
    empty.write_bytes(b"")
    new.write_text("Another article.")
    add(seat, old, empty, new)
    shown(ImportPreview).accept()
    seat.wait(lambda: len(seat.titles()) == 3)
    seat.wait(lambda: not seat.window.tasks.adding)
    assert "2 documents added, 1 could not be read." in seat.said()


def test_an_encoding_that_does_not_fit_is_refused_in_the_preview(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The first article."))
    old = seat.home / "old.txt"
    old.write_bytes(RUSSIAN.encode("cp1251"))
    add(seat, old)
    preview = shown(ImportPreview)
    preview.choose("utf-8")
    seat.wait(lambda: preview.message.text() != "")
    assert preview.chosen() == []
    preview.reject()
    assert len(seat.titles()) == 1


def test_one_choice_can_count_for_all_files_with_the_same_guess(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The first article."))
    paths = []
    for number in range(3):
        paths.append(seat.home / f"old{number}.txt")
        paths[-1].write_bytes(f"{number} {RUSSIAN}".encode("cp1251"))
    add(seat, *paths)
    preview = shown(ImportPreview)
    assert preview.files.count() == 3
    preview.same.setChecked(True)
    preview.choose("koi8-r")
    assert [encoding for _source, encoding in preview.chosen()] == ["koi8-r"] * 3
    preview.reject()


def test_files_dropped_on_the_window_come_in(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The first article."))
    fresh = articles(seat.home / "more", b="The second article.")
    seat.window.dropped.emit([fresh / "b.txt"])
    seat.wait(lambda: len(seat.titles()) == 2)


def test_a_project_dropped_on_the_window_is_opened(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The first article."))
    first = seat.space.project.path
    seat.window.tasks.open_paths([articles(seat.home / "other", b="Another one.")])
    seat.wait(lambda: not seat.window.tasks.adding)
    assert seat.space.project.path != first
    seat.window.dropped.emit([first])
    assert seat.space.project.path == first


def test_an_empty_folder_is_told_as_nothing_added() -> None:
    assert summary(Imported()) == "0 documents added."
