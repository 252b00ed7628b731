"""The tag palette, with the mouse, with keys and by typing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.gui.tagging.palette import TagPalette
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.model.tagset import Tag
from desktop_app.ops import annotations as marks
from desktop_app.ops import tagset
from tests.gui.tagging.conftest import World


@pytest.fixture
def palette(pane: RightPane) -> TagPalette:
    return pane.palette_


@pytest.fixture
def heard(pane: RightPane) -> list[tuple[str, object]]:
    """What the pane asked for."""
    found: list[tuple[str, object]] = []
    pane.tag_chosen.connect(lambda uid: found.append(("chosen", uid)))
    pane.tag_armed.connect(lambda uid: found.append(("armed", uid)))
    pane.filter_changed.connect(lambda uids: found.append(("filter", uids)))
    pane.edit_requested.connect(lambda uid: found.append(("edit", uid)))
    pane.left.connect(lambda: found.append(("left", None)))
    return found


def shown(palette: TagPalette) -> list[str]:
    model = palette.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def spoken(palette: TagPalette, row: int) -> str:
    return str(palette.list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def click(palette: TagPalette, row: int) -> None:
    place = palette.list.visualRect(palette.list.model().index(row, 0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def choose(palette: TagPalette, uid: str, words: str) -> None:
    """Take a line of the context menu."""
    menu = palette.menu_for(uid)
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_only_tags_that_are_switched_on_are_listed_with_their_counts(
    world: World, palette: TagPalette
) -> None:
    assert shown(palette) == ["Actor", "Claim", "Date", "Cue"]
    assert spoken(palette, 0) == "Actor, 0 marks, key a"
    world.mark("Okafor", "Actor")
    world.mark("The mayors", "Actor")
    assert spoken(palette, 0) == "Actor, 2 marks, key a"
    world.project.undo()
    assert spoken(palette, 0) == "Actor, 1 mark, key a"
    world.project.redo()
    assert spoken(palette, 0) == "Actor, 2 marks, key a"


def test_a_click_arms_the_tag_while_nothing_is_selected(
    world: World, palette: TagPalette, heard: list[tuple[str, object]]
) -> None:
    click(palette, 1)
    assert heard == [("armed", world.tags["Claim"])]
    assert "armed" in spoken(palette, 1)
    click(palette, 1)
    assert heard[1:] == [("armed", None)]


def test_a_click_gives_the_tag_to_what_is_selected(
    world: World, pane: RightPane, palette: TagPalette, heard: list[tuple[str, object]]
) -> None:
    pane.set_selection(there_is=True)
    click(palette, 2)
    assert heard == [("chosen", world.tags["Date"])]
    assert palette.armed is None


def test_a_click_gives_the_tag_to_the_chosen_annotation(
    world: World, pane: RightPane, palette: TagPalette, heard: list[tuple[str, object]]
) -> None:
    pane.show_annotation(world.mark("Okafor", "Claim").uid)
    click(palette, 0)
    assert heard == [("chosen", world.tags["Actor"])]
    pane.show_annotation("")
    click(palette, 0)
    assert heard[1:] == [("armed", world.tags["Actor"])]


def test_escape_disarms_and_gives_the_keyboard_back(
    palette: TagPalette, heard: list[tuple[str, object]]
) -> None:
    click(palette, 0)
    heard.clear()
    QTest.keyClick(palette.list, Qt.Key.Key_Escape)
    assert heard == [("armed", None), ("left", None)]


def test_a_tag_s_key_works_in_the_list_in_either_case(
    world: World, palette: TagPalette, heard: list[tuple[str, object]]
) -> None:
    QTest.keyClicks(palette.list, "zC")
    assert heard == [("armed", world.tags["Claim"])]


def test_return_and_the_arrows_do_what_a_click_does(
    world: World, palette: TagPalette, heard: list[tuple[str, object]]
) -> None:
    palette.list.setCurrentIndex(palette.list.model().index(0, 0))
    QTest.keyClick(palette.list, Qt.Key.Key_Down)
    QTest.keyClick(palette.list, Qt.Key.Key_Return)
    assert heard == [("armed", world.tags["Claim"])]


def test_typing_narrows_the_list_and_return_takes_the_first(
    world: World, pane: RightPane, palette: TagPalette, heard: list[tuple[str, object]]
) -> None:
    pane.set_selection(there_is=True)
    pane.find_tag()
    assert palette.finder.hasFocus()
    QTest.keyClicks(palette.finder, "dat")
    assert shown(palette) == ["Date"]
    QTest.keyClick(palette.finder, Qt.Key.Key_Return)
    assert heard == [("chosen", world.tags["Date"]), ("left", None)]
    assert palette.finder.text() == ""
    assert len(shown(palette)) == 4


def test_the_arrows_walk_through_what_was_found(
    world: World, pane: RightPane, palette: TagPalette, heard: list[tuple[str, object]]
) -> None:
    pane.find_tag()
    QTest.keyClicks(palette.finder, "c")
    assert shown(palette)[:2] == ["Claim", "Cue"]
    QTest.keyClick(palette.finder, Qt.Key.Key_Down)
    QTest.keyClick(palette.finder, Qt.Key.Key_Return)
    assert heard[0] == ("armed", world.tags["Cue"])


def test_finding_nothing_does_nothing_and_escape_goes_back_in_two_steps(
    pane: RightPane, palette: TagPalette, heard: list[tuple[str, object]]
) -> None:
    pane.find_tag()
    QTest.keyClicks(palette.finder, "xyz")
    QTest.keyClick(palette.finder, Qt.Key.Key_Return)
    assert shown(palette) == []
    assert palette.list.remark() == "No tag fits. Esc shows all."
    assert heard == []
    QTest.keyClick(palette.finder, Qt.Key.Key_Escape)
    assert len(shown(palette)) == 4
    assert palette.list.remark() == ""
    assert heard == []
    QTest.keyClick(palette.finder, Qt.Key.Key_Escape)
    assert heard == [("left", None)]


def test_the_tag_that_was_used_last_comes_first_while_nothing_is_typed(
    world: World, pane: RightPane, palette: TagPalette, heard: list[tuple[str, object]]
) -> None:
    world.mark("said", "Cue")
    pane.find_tag()
    QTest.keyClick(palette.finder, Qt.Key.Key_Return)
    assert heard[0] == ("armed", world.tags["Cue"])


def test_recent_tags_are_remembered_and_announced_once_for_many_marks(
    world: World, pane: RightPane, palette: TagPalette, qtbot: QtBot
) -> None:
    told: list[object] = []
    pane.recent_changed.connect(told.append)
    world.mark("said", "Cue")
    world.mark("Okafor", "Actor")
    world.mark("The mayors", "Actor")
    assert palette.recent == (world.tags["Actor"], world.tags["Cue"])
    assert told == []
    pane.flush()
    assert told == [palette.recent]


def test_pinning_is_a_step_that_can_be_undone(world: World, palette: TagPalette) -> None:
    choose(palette, world.tags["Cue"], "Pin to the top")
    assert shown(palette) == ["Cue", "Actor", "Claim", "Date"]
    assert "pinned" in spoken(palette, 0)
    world.project.undo()
    assert shown(palette) == ["Actor", "Claim", "Date", "Cue"]


def test_a_tag_that_is_switched_off_goes_and_is_disarmed(
    world: World, palette: TagPalette, heard: list[tuple[str, object]]
) -> None:
    click(palette, 1)
    choose(palette, world.tags["Claim"], "Switch it off")
    assert shown(palette) == ["Actor", "Date", "Cue"]
    assert heard[-1] == ("armed", None)
    world.project.undo()
    assert shown(palette) == ["Actor", "Claim", "Date", "Cue"]


def test_marks_of_a_tag_can_be_hidden_and_shown_again(
    world: World, palette: TagPalette, heard: list[tuple[str, object]]
) -> None:
    choose(palette, world.tags["Cue"], "Hide its marks")
    assert heard[-1] == ("filter", frozenset({world.tags["Cue"]}))
    assert "marks hidden" in spoken(palette, 3)
    choose(palette, world.tags["Cue"], "Show only its marks")
    others = frozenset(tag.uid for tag in world.project.tagset.tags) - {world.tags["Cue"]}
    assert heard[-1] == ("filter", others)
    choose(palette, "", "Show all marks")
    assert heard[-1] == ("filter", frozenset())


def test_the_editor_is_asked_for_from_the_menu(
    world: World, palette: TagPalette, heard: list[tuple[str, object]]
) -> None:
    choose(palette, world.tags["Date"], "Edit this tag")
    choose(palette, "", "Open the tagset")
    assert heard == [("edit", world.tags["Date"]), ("edit", "")]


def test_tags_below_others_are_indented_and_pinned_ones_name_where_they_belong(
    world: World, palette: TagPalette
) -> None:
    party = tagset.add_tag(world.project, Tag("", "Party", parent_uid=world.tags["Actor"], shortcut="y"))
    assert shown(palette) == ["Actor", "Party", "Claim", "Date", "Cue"]
    tagset.edit_tag(world.project, replace(party, pinned=True))
    assert shown(palette) == ["Party", "Actor", "Claim", "Date", "Cue"]
    assert spoken(palette, 0).startswith("Actor/Party")


def test_without_any_tag_the_palette_says_what_to_do(
    world: World, palette: TagPalette, heard: list[tuple[str, object]], qtbot: QtBot
) -> None:
    for tag in world.project.tagset.tags:
        tagset.edit_tag(world.project, replace(tag, active=False))
    assert not palette.list.isVisible()
    assert palette.isVisible()


def test_the_mouse_brings_up_the_guideline_of_a_tag(
    world: World, pane: RightPane, palette: TagPalette
) -> None:
    place = palette.list.visualRect(palette.list.model().index(2, 0)).center()
    QTest.mouseMove(palette.list.viewport(), QPoint(1, 1))
    QTest.mouseMove(palette.list.viewport(), place)
    assert "whole expression that tells when" in pane.guideline.text.toPlainText()
    pane.show_annotation(world.mark("Okafor", "Actor").uid)
    pane.cards.settle()
    QTest.keyClick(palette.list, Qt.Key.Key_Escape)
    assert "whoever makes a claim" in pane.guideline.text.toPlainText()


def test_examples_show_the_passage_marked_instead_of_in_brackets(
    world: World, pane: RightPane, palette: TagPalette
) -> None:
    click(palette, 2)
    written = pane.guideline.text.toPlainText()
    assert "on Tuesday evening" in written
    assert "[" not in written.split("Not like this")[0]


def test_the_counts_follow_the_document(world: World, pane: RightPane, palette: TagPalette) -> None:
    world.mark("Okafor", "Actor")
    pane.show_document("")
    assert spoken(palette, 0) == "Actor, 0 marks, key a"
    pane.show_document(world.document.uid)
    assert spoken(palette, 0) == "Actor, 1 mark, key a"
    assert marks.counts(world.project, world.document.uid) == {world.tags["Actor"]: 1}
