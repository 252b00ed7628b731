"""Settings apply at once, and stay."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.base.settings import load
from desktop_app.gui.dialogs.settings_dialog import SettingsDialog
from desktop_app.gui.shell.main_window import choice_of
from desktop_app.gui.theme.style import Choice, theme
from desktop_app.ops import annotators
from tests.gui.shell.seat import Seat, articles, shown

TEXT = "The mayors asked the state to pay for the new schools, and nobody said a word about it.\n" * 40


def settings(seat: Seat) -> SettingsDialog:
    seat.window.run("edit.settings")
    return shown(SettingsDialog)


def test_the_language_changes_at_once_and_everything_stays_open(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    made = seat.mark("mayors")
    seat.space.view.show_from(600)
    top, document = seat.space.view.top_offset, seat.space.document
    dialog = settings(seat)
    place = dialog.language.findData("de")
    dialog.language.setCurrentIndex(place)
    dialog.language.activated.emit(place)
    again = shown(SettingsDialog)
    assert again is not dialog
    assert load(seat.places.settings).language == "de"
    assert seat.window.commands["edit.undo"].title != "Undo"
    assert seat.space.document == document
    assert seat.space.view.top_offset == top
    assert seat.marks() == [made]
    again.close()
    seat.window.preferences.change(language="en")
    assert seat.window.commands["edit.undo"].title == "Undo"
    fresh = seat.mark("nobody")
    assert fresh in seat.marks()


def test_the_theme_changes_at_once_and_is_kept(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    before = seat.space.view.viewport().grab().toImage()
    dialog = settings(seat)
    place = dialog.theme.findData(str(Choice.DARK))
    dialog.theme.setCurrentIndex(place)
    dialog.theme.activated.emit(place)
    assert theme().colours.dark
    assert load(seat.places.settings).theme == Choice.DARK
    assert seat.space.view.viewport().grab().toImage() != before
    dialog.close()
    seat.window.preferences.change(theme=str(Choice.LIGHT))


@pytest.mark.parametrize("name", ["", "plaid"])
def test_an_unknown_theme_is_that_of_the_system(name: str) -> None:
    assert choice_of(name) is Choice.SYSTEM


def test_text_size_and_line_pitch_change_the_page_at_once(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    pitch = seat.space.view.metrics.pitch
    dialog = settings(seat)
    dialog.text_size.setValue(24)
    assert seat.space.view.metrics.pitch > pitch
    dialog.pitch.setValue(1.5)
    assert seat.space.view.metrics.pitch == round(24 * 1.5)
    assert load(seat.places.settings).reading_size_px == 24
    dialog.close()
    seat.window.run("view.larger")
    assert load(seat.places.settings).reading_size_px == 24
    assert load(seat.places.settings).zoom == 110


def test_without_word_snapping_a_pull_takes_single_characters(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    dialog = settings(seat)
    dialog.snap.setChecked(False)
    dialog.close()
    assert seat.mark("ayor").quotes == ("ayor",)
    seat.window.preferences.change(snap_to_words=True)
    assert seat.mark("chool").quotes == ("schools",)


def test_another_name_is_taken_on_by_the_project(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    dialog = settings(seat)
    dialog.name.setText("Berta")
    dialog.name.editingFinished.emit()
    dialog.close()
    assert seat.space.project.annotator.name == "Berta"
    assert [who.name for who in annotators.everybody(seat.space.project)] == ["Berta"]
    assert seat.window.central.status.who.text() == "Berta"


def test_settings_that_cannot_be_kept_are_refused_in_words(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    dialog = settings(seat)
    seat.places.settings.unlink()
    seat.places.settings.mkdir()
    dialog.text_size.setValue(30)
    assert dialog.message.text()
    dialog.close()
    seat.places.settings.rmdir()


def test_the_panes_keep_their_widths_and_small_windows_leave_room_to_read(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT), size=(1440, 900))
    left, _centre, right = seat.space.panes.sizes()
    assert (left, right) == (248, 344)
    seat.window.resize(900, 600)
    seat.wait(lambda: seat.space.panes.sizes()[1] >= 440)
    seat.window.resize(1440, 900)
    seat.wait(lambda: seat.space.panes.sizes()[2] == 344)
    seat.window.run("view.right")
    path = seat.space.project.path
    seat.get_up()
    seat.sit_down(path, size=(1440, 900))
    assert not seat.space.panes.is_open(2)
    assert seat.space.panes.is_open(0)
    seat.window.run("view.right")
    assert seat.space.panes.sizes()[2] == 344


def test_the_size_of_the_interface_changes_at_once_and_the_settings_stay_open(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    dialog = settings(seat)
    dialog.interface_size.setValue(20)
    assert QApplication.font().pixelSize() == 20
    assert dialog.isVisible()
    dialog.interface_size.setValue(13)
    dialog.still.setChecked(True)
    assert not any(map(QApplication.isEffectEnabled, Qt.UIEffect))
    dialog.still.setChecked(False)
    assert load(seat.places.settings).interface_size_px == 13
    dialog.close()
    seat.mark("mayors")


def test_the_zoom_of_the_settings_is_that_of_the_text(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    dialog = settings(seat)
    dialog.zoom.setValue(200)
    assert seat.space.view.metrics.font.pixelSize() == 34
    dialog.close()
