"""The size in which dialogs open."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.theme import style


def test_a_dialog_grows_with_the_text_as_far_as_the_screen_has_room(qapp: QApplication) -> None:
    screen = qapp.primaryScreen().availableSize()
    found = {}
    for size in (9, 13, 26):
        style.apply(qapp, style.Choice.LIGHT, size=size)
        dialog = Dialog("Test", width=300, height=200)
        large = Dialog("Test", width=screen.width() - 100, height=200)
        found[size] = dialog.width(), dialog.height(), large.width()
    style.apply(qapp, style.Choice.LIGHT)
    usual = (300, 200, screen.width() - 100)
    assert found == {9: usual, 13: usual, 26: (600, 400, screen.width() - 40)}
