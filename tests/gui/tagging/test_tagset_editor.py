"""The tagset editor: every change is one step, is seen at once, and is refused with a reason where it is ambiguous."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QTreeWidgetItem

from desktop_app.gui.tagging.tagset_editor import TagsetEditor
from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.gui.theme.palette import WHEEL
from desktop_app.model.tagset import DOCUMENT, Tag
from desktop_app.ops import annotations as marks
from desktop_app.ops import tagset
from tests.gui.tagging.conftest import World

Position = QAbstractItemView.DropIndicatorPosition


def tag(world: World, name: str) -> Tag:
    return world.project.tagset.tag(world.tags[name])


def order(world: World) -> list[str]:
    return [world.project.tagset.path(item.uid) for item in world.project.tagset.tags]


def line(editor: TagsetEditor, uid: str) -> QTreeWidgetItem:
    editor.tree.go_to(uid)
    item = editor.tree.currentItem()
    assert item is not None
    return item


def test_a_name_is_kept_when_return_is_pressed_and_undo_brings_the_old_one_back(
    editor: TagsetEditor, world: World
) -> None:
    editor.form.start()
    QTest.keyClicks(editor.form.name, "Demand")
    QTest.keyClick(editor.form.name, Qt.Key.Key_Return)
    assert tag(world, "Claim").name == "Demand"
    assert line(editor, world.tags["Claim"]).text(0) == "Demand"
    assert world.project.undo_label == "Edit tag Claim"
    world.project.undo()
    assert editor.form.name.text() == "Claim"


def test_a_name_that_is_taken_stays_typed_with_the_reason_below(editor: TagsetEditor, world: World) -> None:
    depth = world.project.undo_depth
    editor.form.start()
    QTest.keyClicks(editor.form.name, "actor")
    editor.form.guideline.setFocus()
    assert "used twice" in editor.form.error("name")
    assert editor.form.name.text() == "actor"
    assert tag(world, "Claim").name == "Claim"
    assert world.project.undo_depth == depth
    editor.form.name.setFocus()
    QTest.keyClick(editor.form.name, Qt.Key.Key_Escape)
    assert editor.form.name.text() == "Claim"


def test_a_key_is_set_by_pressing_it_and_taken_away_by_delete(editor: TagsetEditor, world: World) -> None:
    editor.form.key.setFocus()
    QTest.keyClick(editor.form.key, Qt.Key.Key_W)
    assert tag(world, "Claim").shortcut == "w"
    assert editor.form.key.key() == "w"
    QTest.keyClick(editor.form.key, Qt.Key.Key_Delete)
    assert tag(world, "Claim").shortcut == ""
    world.project.undo()
    world.project.undo()
    assert editor.form.key.key() == "c"


@pytest.mark.parametrize(
    ("pressed", "reason"), [("a", "already marks Actor"), ("A", "already marks Actor"), ("x", "always means")]
)
def test_a_key_that_clashes_is_refused_with_the_reason(
    editor: TagsetEditor, world: World, pressed: str, reason: str
) -> None:
    QTest.keyClicks(editor.form.key, pressed)
    assert reason in editor.form.error("key")
    assert tag(world, "Claim").shortcut == "c"
    assert editor.form.key.key() == "c"
    QTest.keyClicks(editor.form.key, "z")
    assert editor.form.error("key") == ""


def test_escape_leaves_the_field_of_the_key_and_closes_nothing(editor: TagsetEditor, world: World) -> None:
    closed: list[str] = []
    editor.closed.connect(lambda: closed.append("closed"))
    editor.form.key.setFocus()
    QTest.keyClicks(editor.form.key, "a")
    assert editor.form.error("key") != ""
    QTest.keyClick(editor.form.key, Qt.Key.Key_Escape)
    assert closed == []
    assert editor.form.error("key") == ""
    assert editor.tree.hasFocus()
    QTest.keyClick(editor.tree, Qt.Key.Key_Escape)
    assert closed == ["closed"]


def test_a_colour_is_chosen_by_mouse_by_arrows_or_freely(editor: TagsetEditor, world: World) -> None:
    wheel = editor.form.colour.wheel
    QTest.mouseClick(wheel, Qt.MouseButton.LeftButton, pos=QPoint(13, 13))
    assert tag(world, "Claim").colour == WHEEL[0]
    QTest.keyClick(wheel, Qt.Key.Key_Down)
    assert tag(world, "Claim").colour == WHEEL[8]
    assert wheel.accessibleName() == "Colour 9 of 16"
    dialog = editor.form.colour.choose_own()
    dialog.colorSelected.emit(dialog.currentColor().fromHsv(300, 200, 200))
    dialog.close()
    assert tag(world, "Claim").colour not in WHEEL
    world.project.undo()
    assert tag(world, "Claim").colour == WHEEL[8]


def test_tags_of_the_starter_tagset_are_found_on_the_wheel(editor: TagsetEditor, world: World) -> None:
    assert editor.form.colour.wheel.accessibleName() == "Colour 2 of 16"
    editor.show_tag(world.tags["Actor"])
    assert editor.form.colour.wheel.accessibleName() == "Colour 1 of 16"


def test_a_tag_is_switched_on_and_pinned_by_a_click(editor: TagsetEditor, world: World) -> None:
    editor.show_tag(world.tags["Place"])
    QTest.mouseClick(editor.form.active, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    QTest.mouseClick(editor.form.pinned, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    assert (tag(world, "Place").active, tag(world, "Place").pinned) == (True, True)
    world.project.undo()
    world.project.undo()
    assert not editor.form.active.isChecked()


def test_guideline_and_examples_are_kept_line_by_line(editor: TagsetEditor, world: World) -> None:
    form = editor.form
    form.guideline.setFocus()
    form.guideline.selectAll()
    QTest.keyClicks(form.guideline, "Mark demands.")
    form.examples.setFocus()
    form.examples.selectAll()
    QTest.keyClicks(form.examples, "[one] a")
    QTest.keyClick(form.examples, Qt.Key.Key_Return)
    QTest.keyClicks(form.examples, "[two]")
    QTest.keyClick(form.examples, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(form.examples, "over two lines")
    form.counter_examples.setFocus()
    claim = tag(world, "Claim")
    assert claim.guideline == "Mark demands."
    assert claim.examples == ("[one] a", "[two]\nover two lines")
    editor.show_tag(world.tags["Actor"])
    editor.show_tag(world.tags["Claim"])
    assert form.examples.lines() == claim.examples


def test_a_tag_is_added_in_a_free_colour_and_can_be_named_at_once(editor: TagsetEditor, world: World) -> None:
    QTest.keyClick(editor.tree, Qt.Key.Key_Insert)
    assert editor.form.name.hasFocus()
    QTest.keyClicks(editor.form.name, "Party")
    QTest.keyClick(editor.form.name, Qt.Key.Key_Return)
    made = world.project.tagset.by_path("Party")
    assert made is not None
    assert made.colour in WHEEL
    assert made.colour not in {item.colour for item in world.project.tagset.tags if item.uid != made.uid}
    editor.add()
    editor.add()
    assert {"New tag", "New tag 2"} <= set(order(world))


def test_a_tag_that_is_used_is_not_removed_and_the_reason_is_said(editor: TagsetEditor, world: World) -> None:
    world.mark("Okafor", "Claim")
    words = [item.text() for item in editor.form.findChildren(WrappedText)]
    assert "1 mark has this tag." in words
    editor.remove()
    assert "this tag" in editor.message.text()
    marks.remove(world.project, [item.uid for item in marks.of_document(world.project, world.document.uid)])
    QTest.keyClick(editor.tree, Qt.Key.Key_Delete)
    assert world.project.tagset.by_path("Claim") is None
    assert editor.message.text() == ""
    world.project.undo()
    assert len(world.project.tagset.attributes_of(world.tags["Claim"])) == 6


def test_tags_move_among_their_neighbours_by_keys(editor: TagsetEditor, world: World) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(editor.tree, Qt.Key.Key_Up, alt)
    assert order(world)[:3] == ["Claim", "Actor", "Date"]
    assert editor.tree.current() == world.tags["Claim"]
    QTest.keyClick(editor.tree, Qt.Key.Key_Down, alt)
    QTest.keyClick(editor.tree, Qt.Key.Key_Down, alt)
    assert order(world)[:3] == ["Actor", "Date", "Claim"]
    world.project.undo()
    assert order(world)[:3] == ["Actor", "Claim", "Date"]


def test_a_tag_goes_below_the_one_before_it_and_out_again_by_keys(editor: TagsetEditor, world: World) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    depth = world.project.undo_depth
    QTest.keyClick(editor.tree, Qt.Key.Key_Right, alt)
    assert "Actor/Claim" in order(world)
    QTest.keyClick(editor.tree, Qt.Key.Key_Left, alt)
    assert [name for name in order(world) if "/" not in name][:3] == ["Actor", "Claim", "Date"]
    assert world.project.undo_depth == depth + 2


def test_dropping_a_tag_on_or_beside_another_is_one_step(editor: TagsetEditor, world: World) -> None:
    cue, actor, date = world.tags["Cue"], world.tags["Actor"], world.tags["Date"]
    depth = world.project.undo_depth
    editor.tree.drop_on(cue, line(editor, actor), Position.AboveItem)
    assert order(world)[:2] == ["Cue", "Actor"]
    editor.tree.drop_on(cue, line(editor, date), Position.BelowItem)
    assert order(world)[:4] == ["Actor", "Claim", "Date", "Cue"]
    editor.tree.drop_on(cue, line(editor, actor), Position.OnItem)
    assert tag(world, "Cue").parent_uid == actor
    editor.tree.drop_on(cue, line(editor, DOCUMENT), Position.BelowItem)
    assert order(world)[0] == "Cue"
    assert world.project.undo_depth == depth + 4


def test_a_tag_cannot_go_below_itself(editor: TagsetEditor, world: World) -> None:
    child = tagset.add_tag(world.project, Tag("", "Part", parent_uid=world.tags["Claim"]))
    editor.tree.drop_on(world.tags["Claim"], line(editor, child.uid), Position.OnItem)
    assert "below itself" in editor.message.text()
    assert tag(world, "Claim").parent_uid == ""
    editor.show_tag(world.tags["Claim"])
    offered = [editor.form.above.itemData(row) for row in range(editor.form.above.count())]
    assert world.tags["Claim"] not in offered
    assert child.uid not in offered


def test_the_tag_above_is_chosen_from_a_list(editor: TagsetEditor, world: World) -> None:
    above = editor.form.above
    above.setCurrentIndex(above.findData(world.tags["Actor"]))
    above.activated.emit(above.currentIndex())
    assert tag(world, "Claim").parent_uid == world.tags["Actor"]
    world.project.undo()
    assert above.currentData() == ""


def test_what_is_typed_is_kept_when_another_tag_is_shown(editor: TagsetEditor, world: World) -> None:
    editor.form.start()
    QTest.keyClicks(editor.form.name, "Demand")
    editor.show_tag(world.tags["Actor"])
    assert tag(world, "Claim").name == "Demand"
    assert tag(world, "Actor").name == "Actor"


def test_typing_shows_the_tags_that_fit_and_escape_shows_all_before_it_closes(
    editor: TagsetEditor, world: World
) -> None:
    child = tagset.add_tag(world.project, Tag("", "Minister", parent_uid=world.tags["Actor"]))
    closed: list[str] = []
    editor.closed.connect(lambda: closed.append("closed"))
    everything = list(editor.tree.lines())
    QTest.keyClicks(editor.finder, "mini")
    assert editor.tree.current() == child.uid
    shown = [item.text(0) for item in everything if not item.isHidden()]
    assert shown == ["Actor", "Minister"]
    QTest.keyClick(editor.finder, Qt.Key.Key_Return)
    QTest.keyClick(editor.tree, Qt.Key.Key_Escape)
    assert not any(item.isHidden() for item in everything)
    assert editor.tree.current() == child.uid
    assert closed == []
    QTest.keyClick(editor.tree, Qt.Key.Key_Escape)
    assert closed == ["closed"]


def test_escape_closes_the_editor_after_keeping_what_was_typed(editor: TagsetEditor, world: World) -> None:
    closed: list[str] = []
    editor.closed.connect(lambda: closed.append("closed"))
    QTest.keyClick(editor.tree, Qt.Key.Key_Escape)
    assert closed == ["closed"]
