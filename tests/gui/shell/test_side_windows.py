"""The register and the codebook beside the text: opened by their keys, and back to the text from a mention."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui import offscreen_input
from desktop_app.gui.codebook.page import CodebookPage
from desktop_app.gui.dialogs.tagset_window import TagsetWindow
from desktop_app.gui.register.page import RegisterPage
from desktop_app.gui.register.window import SideWindow
from desktop_app.model.entity import Entity
from desktop_app.ops import annotations as marks
from desktop_app.ops import entities, recasting, refactoring
from tests.gui.shell.seat import CONTROL, SHIFT, Seat, articles, shown

TEXT = "The council met.\n\nOkafor asked for schools.\n"


@pytest.fixture
def opened(seat: Seat) -> Seat:
    """A window with two documents."""
    home = articles(seat.home / "news", alpha=TEXT, toll="Nobody said a word.\n")
    seat.sit_down(home)
    return seat


def test_a_mention_in_the_register_leads_to_its_mark_in_the_text(opened: Seat) -> None:
    seat, space = opened, opened.space
    made = seat.mark("Okafor", "a")
    who = next(item for item in space.project.tagset.attributes_of(made.tag_uid) if item.kind == "entity")
    entity = entities.add(space.project, Entity("", "Ngozi Okafor"))
    marks.set_value(space.project, made.uid, who.uid, entity.uid)
    space.neighbour(1)
    assert space.document is not None
    assert space.document.uid != made.document_uid
    seat.press(Qt.Key.Key_R, CONTROL)
    page = shown(SideWindow).findChild(RegisterPage)
    assert isinstance(page, RegisterPage)
    seat.wait(lambda: page.mentions.model.rowCount() == 1)
    page.mentions.table.selectRow(0)
    page.mentions.table.setFocus()
    offscreen_input.press(page.mentions.table, Qt.Key.Key_Return)
    seat.wait(lambda: space.document is not None and space.document.uid == made.document_uid)
    seat.wait(lambda: space.view.chosen == made.uid)


def test_the_codebook_opens_by_its_keys_and_closes_with_escape(opened: Seat, qtbot: QtBot) -> None:
    opened.press(Qt.Key.Key_B, CONTROL | SHIFT)
    window = shown(SideWindow)
    assert isinstance(window.findChild(CodebookPage), CodebookPage)
    window.activateWindow()
    opened.wait(lambda: QApplication.activeWindow() is window)
    offscreen_input.press(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_undo_in_the_register_is_that_of_the_main_window(opened: Seat) -> None:
    seat, space = opened, opened.space
    entities.add(space.project, Entity("", "Ngozi Okafor"))
    seat.press(Qt.Key.Key_R, CONTROL)
    asked: list[str] = []
    space.asked.connect(asked.append)
    window = shown(SideWindow)
    offscreen_input.press(window, Qt.Key.Key_Z, CONTROL)
    assert entities.named_in(space.project, "Ngozi Okafor") == ()
    offscreen_input.press(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert asked == ["edit.undo", "edit.redo"]


def test_what_was_done_in_the_tagset_window_is_undone_and_done_again_by_their_keys_there(
    opened: Seat, qtbot: QtBot
) -> None:
    seat, space = opened, opened.space
    made = seat.mark("Okafor", "a")
    seat.press(Qt.Key.Key_T, CONTROL)
    window = shown(TagsetWindow)
    with qtbot.waitActive(window):
        window.activateWindow()
    recasting.carry_out(space.project, refactoring.delete_tag(space.project, made.tag_uid))
    assert not seat.marks()
    offscreen_input.press(window, Qt.Key.Key_Z, CONTROL)
    assert [item.uid for item in seat.marks()] == [made.uid]
    assert space.project.tagset.find(made.tag_uid) is not None
    offscreen_input.press(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert not seat.marks()
    assert space.project.tagset.find(made.tag_uid) is None


def test_a_register_that_very_many_entities_joined_is_read_again_while_nobody_waits(opened: Seat) -> None:
    project = opened.space.project
    opened.wait(lambda: project.register.complete)
    with project.step("Add many") as step:
        step.add_all(Entity(f"{number:032x}", f"Name {number:05}") for number in range(1, 2102))
    assert not project.register.complete
    opened.wait(lambda: project.register.complete)
    assert len(list(project.register.standing())) == 2101
    project.undo()
    opened.wait(lambda: project.register.complete)
    assert list(project.register.standing()) == []
