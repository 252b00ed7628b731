"""Slots in the tagset editor, and the log of decisions beside the guideline."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.gui.tagging.slot_box import SlotBox
from desktop_app.gui.tagging.tagset_editor import TagsetEditor
from desktop_app.model.tagset import Slot
from desktop_app.ops import guidelines, links
from tests.gui.tagging.conftest import World


def slot(world: World, name: str) -> Slot:
    return next(item for item in world.project.tagset.slots if item.name == name)


def box(editor: TagsetEditor, world: World, name: str) -> SlotBox:
    found = editor.form.slots.box(slot(world, name).uid)
    found.set_open(open_=True)
    return found


def test_a_slot_is_added_named_given_a_key_tags_and_counts(editor: TagsetEditor, world: World) -> None:
    QTest.mouseClick(editor.form.slots.add, Qt.MouseButton.LeftButton)
    fresh = box(editor, world, "new slot")
    assert fresh.name.hasFocus()
    QTest.keyClicks(fresh.name, "faction")
    QTest.keyClick(fresh.name, Qt.Key.Key_Return)
    fresh.key.setFocus()
    QTest.keyClick(fresh.key, Qt.Key.Key_F)
    fresh.allowed.chosen.emit(("Actor", "Place"))
    fresh.entities.click()
    fresh.least.setValue(1)
    fresh.most.setValue(0)
    fresh.most.editingFinished.emit()
    made = slot(world, "faction")
    allowed = (world.tags["Actor"], world.tags["Place"])
    assert (made.key, made.tag_uids, made.entities, made.least, made.most) == ("f", allowed, True, 1, 0)
    assert fresh.allowed.value() == ("Actor", "Place")
    world.project.undo()
    assert fresh.most.value() == 1


def test_clashes_of_slots_are_refused_with_the_reason(editor: TagsetEditor, world: World) -> None:
    shown = box(editor, world, "addressee")
    shown.key.setFocus()
    QTest.keyClick(shown.key, Qt.Key.Key_A)
    assert "already fills claimant" in shown.error("key")
    assert shown.key.key() == "t"
    QTest.keyClick(shown.key, Qt.Key.Key_N)
    assert "always means something else" in shown.error("key")
    shown.name.setFocus()
    shown.name.selectAll()
    QTest.keyClicks(shown.name, "related")
    QTest.keyClick(shown.name, Qt.Key.Key_Return)
    assert "another name" in shown.error("name")
    shown.least.setValue(3)
    shown.most.setValue(2)
    shown.most.editingFinished.emit()
    assert "more fillers than it takes" in shown.error("counts")


def test_removing_a_filled_slot_says_how_many_links_go_and_undo_brings_them_back(
    editor: TagsetEditor, world: World
) -> None:
    claim, actor = world.mark("The toll must go", "Claim"), world.mark("Okafor", "Actor")
    claimant = slot(world, "claimant")
    link = links.fill(world.project, claim.uid, claimant.uid, actor.uid)
    shown = box(editor, world, "claimant")
    shown.remove()
    assert "1 link fills it" in shown.error("name")
    shown.remove()
    assert links.of_annotation(world.project, claim.uid) == ()
    world.project.undo()
    assert links.of_annotation(world.project, claim.uid) == (link,)
    assert editor.form.slots.box(claimant.uid).name.text() == "claimant"


def test_slots_are_moved(editor: TagsetEditor, world: World) -> None:
    box(editor, world, "relayed by").move_requested.emit(-1)
    names = [item.name for item in world.project.tagset.slots_of(world.tags["Claim"])]
    assert names[:2] == ["relayed by", "claimant"]


def test_the_document_has_no_slots(editor: TagsetEditor) -> None:
    editor.show_tag("")
    assert not editor.form.slots.isVisible()
    assert not editor.form.acts.isVisible()


def test_decisions_are_typed_and_listed_beside_the_guideline(editor: TagsetEditor, world: World) -> None:
    log = editor.form.log
    log.field.setFocus()
    QTest.keyClicks(log.field, "Only demands count.")
    QTest.keyClick(log.field, Qt.Key.Key_Return)
    assert log.field.text() == ""
    assert [line.split(" · ")[:3] for line in log.lines()] == [["1", "Only demands count.", "anna"]]
    editor.form.guideline.setFocus()
    editor.form.guideline.selectAll()
    QTest.keyClicks(editor.form.guideline, "What is wanted.")
    QTest.keyClick(editor.form.guideline, Qt.Key.Key_Return)
    assert log.lines()[0].startswith("2 · Changed the definition.")
    world.project.undo()
    assert len(log.lines()) == 1
    for number in range(4):
        guidelines.decide(world.project, world.tags["Claim"], f"Rule {number}")
    assert len(log.lines()) == 3
    log.more.click()
    assert len(log.lines()) == 5
    QTest.keyClick(log.field, Qt.Key.Key_Return)
    assert len(log.lines()) == 5
