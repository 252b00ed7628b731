"""The tagsets are offered with a title and a sentence before a project is made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from desktop_app.gui.dialogs.new_project import FILE, NewProjectDialog
from desktop_app.ops import tagset_files


def opened(qtbot: QtBot) -> NewProjectDialog:
    dialog = NewProjectDialog()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def test_all_tagsets_and_a_file_are_offered_and_the_first_is_chosen(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    assert dialog.keys() == (*(item.key for item in tagset_files.offered()), FILE)
    about = [button.accessibleDescription() for button in dialog.findChildren(QRadioButton)]
    assert about[:-1] == [item.about for item in tagset_files.offered()]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.answer == tagset_files.FIRST


def test_another_one_is_chosen_by_the_arrows_and_esc_chooses_none(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    buttons = dialog.findChildren(QRadioButton)
    QTest.keyClick(buttons[0], Qt.Key.Key_Down)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.answer == dialog.keys()[1]
    other = opened(qtbot)
    other.choose(FILE)
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert other.answer is None
