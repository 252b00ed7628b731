"""Every window, dialog and pane of the program, brought up one after the other as a person would."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.gui import offscreen_input
from desktop_app.gui.dialogs.about import AboutDialog
from desktop_app.gui.dialogs.annotation_import import AnnotationImport
from desktop_app.gui.dialogs.crash import CrashDialog
from desktop_app.gui.dialogs.export_dialog import ExportDialog
from desktop_app.gui.dialogs.import_preview import ImportPreview
from desktop_app.gui.dialogs.import_report import ImportReportDialog
from desktop_app.gui.dialogs.keys_overview import KeysOverview
from desktop_app.gui.dialogs.settings_dialog import SettingsDialog
from desktop_app.gui.dialogs.tagset_window import TagsetWindow
from desktop_app.gui.people.deal_dialog import DealDialog
from desktop_app.gui.people.dialog import PeopleDialog
from desktop_app.gui.people.packages_dialog import PackagesDialog
from desktop_app.gui.people.withdraw_dialog import WithdrawDialog
from desktop_app.gui.widgets.rows import choose_row
from desktop_app.ops import annotators
from tests.gui.shell.seat import CONTROL, Seat, articles, shown

TEXT = "The mayors asked the state to pay. Okafor said on Tuesday that the toll must go.\n"
RUSSIAN = "Правительство заявило во вторник, что подпишет соглашение с соседними странами.\n" * 5
Scene = Callable[[Seat], QWidget]


def welcome(seat: Seat) -> QWidget:
    """The window without a project, asking for a name."""
    return seat.sit_down(name="")


def empty(seat: Seat) -> QWidget:
    """A project without documents."""
    seat.sit_down()
    seat.answers.paths = [seat.home / "empty.rubric"]
    seat.window.run("project.new")
    offscreen_input.settle()
    return seat.window


def text(seat: Seat) -> QWidget:
    """A document with a mark that is chosen, and its card."""
    seat.sit_down(articles(seat.home / "news", a=TEXT, b="Untouched."))
    claim = seat.mark("Okafor said", "c")
    seat.space.view.select(claim.uid)
    offscreen_input.settle()
    return seat.window


def marks(seat: Seat) -> QWidget:
    """The list of marks."""
    text(seat)
    seat.press("m", CONTROL)
    seat.wait(lambda: seat.space.right.marks.view.model().rowCount() == 1)
    return seat.window


def finding(seat: Seat) -> QWidget:
    """The bar that finds words."""
    text(seat)
    seat.press("f", CONTROL)
    offscreen_input.settle()
    return seat.window


def details(seat: Seat) -> QWidget:
    """What is known about the document, to be changed."""
    text(seat)
    seat.press(Qt.Key.Key_F2)
    offscreen_input.settle()
    return seat.window


def commands(seat: Seat) -> QWidget:
    """The palette of commands over the window."""
    text(seat)
    seat.press("k", CONTROL)
    offscreen_input.settle()
    return seat.window.palette_box


def settings(seat: Seat, page: int = 0) -> QWidget:
    """The settings, at their first page."""
    text(seat)
    seat.window.run("edit.settings")
    dialog = shown(SettingsDialog)
    dialog.pages.setCurrentIndex(page)
    return dialog


def settings_reading(seat: Seat) -> QWidget:
    """How the text is shown."""
    return settings(seat, 1)


def settings_keys(seat: Seat) -> QWidget:
    """The keys of all commands."""
    return settings(seat, 2)


def export(seat: Seat) -> QWidget:
    """Export."""
    text(seat)
    seat.window.run("project.export")
    return shown(ExportDialog)


def encodings(seat: Seat) -> QWidget:
    """Files whose encoding is in doubt."""
    text(seat)
    old = seat.home / "old.txt"
    old.write_bytes(RUSSIAN.encode("cp1251"))
    seat.answers.paths = [old]
    seat.window.run("project.add_files")
    seat.wait(lambda: not seat.window.tasks.adding)
    return shown(ImportPreview)


def not_added(seat: Seat) -> QWidget:
    """Files that were not added."""
    folder = articles(seat.home / "news", a=TEXT)
    (folder / "empty.txt").write_bytes(b"")
    seat.sit_down(folder)
    seat.window.notices.message._act()
    return shown(ImportReportDialog)


def incoming(seat: Seat) -> QWidget:
    """What an import of annotations would do."""
    text(seat)
    file = seat.home / "marks.jsonl"
    file.write_text("{}\n", encoding="utf-8")
    seat.answers.paths = [file]
    seat.window.run("project.import")
    dialog = shown(AnnotationImport)
    # What is wrong with the file is worked out in another process; only then is the list there that Tab goes to.
    seat.wait(dialog.table.isVisible)
    return dialog


def tagset(seat: Seat) -> QWidget:
    """The editor of tags."""
    text(seat)
    seat.window.run("mark.tagset")
    return shown(TagsetWindow)


def keys(seat: Seat) -> QWidget:
    """All keys."""
    text(seat)
    seat.window.run("help.keys")
    return shown(KeysOverview)


def about(seat: Seat) -> QWidget:
    """About the program."""
    text(seat)
    seat.window.run("help.about")
    return shown(AboutDialog)


def crash(seat: Seat) -> QWidget:
    """A bug."""
    text(seat)
    dialog = CrashDialog("What happened", seat.window)
    dialog.open()
    return shown(CrashDialog)


def people(seat: Seat) -> QWidget:
    """Everybody of the project, somebody else's line chosen."""
    text(seat)
    annotators.add(seat.space.project, "ida")
    seat.window.run("people.show")
    dialog = shown(PeopleDialog)
    choose_row(dialog.table, 1)
    return dialog


def dealing(seat: Seat) -> QWidget:
    """Documents to be dealt out, with what everybody would get."""
    text(seat)
    seat.window.run("people.deal")
    dialog = shown(DealDialog)
    seat.wait(lambda: dialog.found is not None)
    return dialog


def packing(seat: Seat) -> QWidget:
    """Packages to be made, one of them without a document."""
    text(seat)
    annotators.add(seat.space.project, "ida")
    seat.window.run("people.packages")
    return shown(PackagesDialog)


def withdrawing(seat: Seat) -> QWidget:
    """What goes when somebody is withdrawn."""
    dialog = people(seat)
    assert isinstance(dialog, PeopleDialog)
    choose_row(dialog.table, 0)
    dialog.withdraw_button.click()
    found = shown(WithdrawDialog)
    seat.wait(found.start_button.isEnabled)
    return found


WINDOWS: tuple[Scene, ...] = (welcome, empty, text, marks, finding, details)
DIALOGS: tuple[Scene, ...] = (
    settings,
    settings_reading,
    settings_keys,
    export,
    encodings,
    not_added,
    incoming,
    tagset,
    keys,
    about,
    crash,
    people,
    dealing,
    packing,
    withdrawing,
)
SCENES = (*WINDOWS, commands, *DIALOGS)


def parts(window: QWidget) -> Iterator[QWidget]:
    """All that is seen in a window, without other windows that belong to it."""
    for item in window.findChildren(QWidget):
        if item.isVisible() and item.window() is window.window():
            yield item


def leave(seat: Seat) -> None:
    """Close all that was opened."""
    for item in QApplication.topLevelWidgets():
        if item.isVisible() and item is not seat.window:
            item.close()
    offscreen_input.settle()
