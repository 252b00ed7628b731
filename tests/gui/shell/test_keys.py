"""Keys: what they do, how they are changed, what would clash."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.base.errors import UsageError
from desktop_app.base.settings import load
from desktop_app.gui.dialogs.keys_overview import KeysOverview, sections
from desktop_app.gui.dialogs.settings_dialog import SettingsDialog
from desktop_app.gui.shell.commands import Command, Commands, Group
from desktop_app.gui.shell.keymap import Keymap, is_bare, normal, split
from desktop_app.gui.shell.letters import letter_of
from desktop_app.model.tagset import Tag, Tagset
from tests.gui.shell.seat import CONTROL, Seat, articles, shown

TAGS = Tagset((Tag("t", "Actor", shortcut="a"),))


def keymap(**changed: str) -> Keymap:
    def nothing() -> None:
        """Does nothing."""

    made = Commands(
        Command(key=key, title=key.title(), group=Group.EDIT, run=nothing, shortcut=keys)
        for key, keys in (("undo", "Ctrl+Z"), ("redo", "Ctrl+Shift+Z; Ctrl+Y"), ("repeat", "."))
    )
    return Keymap(made, changed)


def test_a_command_keeps_its_keys_until_somebody_changes_them() -> None:
    assert keymap().keys_of("redo") == ("Ctrl+Shift+Z", "Ctrl+Y")
    assert keymap(redo="F7").keys_of("redo") == ("F7",)
    assert keymap(redo="").keys_of("redo") == ()
    assert keymap(gone="F7").keys_of("gone") == ()


@pytest.mark.parametrize("taken", ["Ctrl+Z", "ctrl+z", ".", "5", "PgDown", "a", "A"])
def test_a_key_that_is_taken_is_refused_with_what_it_does(taken: str) -> None:
    with pytest.raises(UsageError):
        keymap().with_keys("redo", taken, tagset=TAGS)


def test_a_clash_names_the_command() -> None:
    clash = keymap().clash("Ctrl+Z")
    assert clash is not None
    assert (clash.what, clash.command_key) == ("Undo", "undo")


def test_a_command_may_keep_its_own_key_and_take_a_free_one() -> None:
    assert keymap().with_keys("undo", "Ctrl+U") == {"undo": "Ctrl+U"}
    assert keymap(undo="Ctrl+U").with_keys("undo", "Ctrl+Z") == {}
    assert keymap().with_keys("undo", "") == {"undo": ""}
    assert keymap(undo="").clash("Ctrl+Z") is None


def test_keys_have_one_way_to_be_written() -> None:
    assert normal("ctrl+shift+z") == "Ctrl+Shift+Z"
    assert split("F1; ?") == ("F1", "?")
    assert is_bare("?")
    assert is_bare("n")
    assert not is_bare("Ctrl+N")
    assert not is_bare("F1")
    assert not is_bare("Space")


def press(text: str, scan: int, key: int = 0) -> QKeyEvent:
    return QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, scan, 0, 0, text)


@pytest.mark.parametrize(
    ("text", "scan", "system", "letter"),
    [
        ("a", 38, "linux", "a"),
        ("ф", 38, "linux", "a"),
        ("ф", 0x1E, "win32", "a"),
        ("с", 54, "linux", "c"),
        ("é", 999, "linux", "é"),
        ("?", 61, "linux", "?"),
        (" ", 65, "linux", ""),
        ("", 65, "linux", ""),
    ],
)
def test_a_letter_follows_the_key_where_the_layout_has_no_latin_ones(
    text: str, scan: int, system: str, letter: str
) -> None:
    assert letter_of(press(text, scan), system) == letter


def test_every_key_of_the_program_is_free_of_clashes(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    window = seat.window
    tagset = seat.space.project.tagset
    found = {
        (command.key, keys): clash.what
        for keys, command in window.keymap.pairs()
        if (clash := window.keymap.clash(keys, for_command=command.key, tagset=tagset)) is not None
    }
    assert found == {}


def test_a_command_gets_another_key_in_the_settings_at_once(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The mayors asked the state to pay."))
    seat.press(Qt.Key.Key_Comma, CONTROL)
    dialog = shown(SettingsDialog)
    dialog.keys.choose("edit.undo")
    dialog.keys.edit.setKeySequence("Ctrl+U")
    dialog.keys.use()
    dialog.close()
    assert load(seat.places.settings).keys == {"edit.undo": "Ctrl+U"}
    seat.mark("mayors")
    seat.press(Qt.Key.Key_Z, CONTROL)
    assert len(seat.marks()) == 1
    seat.press(Qt.Key.Key_U, CONTROL)
    assert seat.marks() == []


def test_a_taken_key_is_refused_in_the_settings_with_the_reason(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    seat.window.run("edit.settings")
    page = shown(SettingsDialog).keys
    page.choose("edit.undo")
    page.edit.setKeySequence("Ctrl+K")
    page.use()
    assert "Ctrl+K is taken" in page.message.text()
    page.edit.setKeySequence("D")
    page.use()
    assert "Mark Date" in page.message.text()
    assert seat.window.keymap.first("edit.undo") == "Ctrl+Z"
    shown(SettingsDialog).close()


def test_keys_of_the_view_can_be_changed_and_given_back(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The mayors asked the state to pay."))
    seat.window.preferences.change(keys={"mark.remove": "Ctrl+R"})
    seat.mark("mayors")
    seat.press(Qt.Key.Key_Delete)
    assert len(seat.marks()) == 1
    seat.press(Qt.Key.Key_R, CONTROL)
    assert seat.marks() == []
    seat.window.run("edit.settings")
    page = shown(SettingsDialog).keys
    page.choose("mark.remove")
    page.reset()
    assert load(seat.places.settings).keys == {}
    shown(SettingsDialog).close()


def test_all_keys_are_listed_as_they_are_now(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    seat.window.preferences.change(keys={"edit.undo": "Ctrl+U"})
    seat.press(Qt.Key.Key_F1)
    overview = shown(KeysOverview)
    listed = {what: keys for _title, lines in sections(seat.window) for what, keys in lines}
    assert listed["Undo"] == ("Ctrl+U",)
    assert listed["Actor"] == ("a",)
    overview.close()


def test_the_menu_holds_every_command_with_its_key(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    menu = QMenu(seat.window)
    seat.window.bindings.fill(menu, seat.window.keymap)
    groups = [group for group in menu.children() if isinstance(group, QMenu)]
    lines = [line.text() for group in groups for line in group.actions()]
    assert len(lines) == len(seat.window.commands)
    assert any(line.startswith("Undo") and line.endswith("Ctrl+Z") for line in lines)
    QApplication.processEvents()
