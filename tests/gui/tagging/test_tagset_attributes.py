"""Attributes in the tagset editor, and tagsets that come from files and go into them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.gui.tagging.attribute_box import AttributeBox
from desktop_app.gui.tagging.tagset_editor import TagsetEditor
from desktop_app.model.tagset import DOCUMENT, Tag
from desktop_app.ops import annotations as marks
from desktop_app.ops import tagset
from tests.builders import a_project
from tests.gui.tagging.conftest import World


def box(editor: TagsetEditor, world: World, name: str, owner: str = "Claim") -> AttributeBox:
    found = editor.form.attributes.box(world.attribute(owner, name))
    found.set_open(open_=True)
    return found


def test_an_attribute_is_added_named_and_given_a_kind_and_options(editor: TagsetEditor, world: World) -> None:
    QTest.mouseClick(editor.form.attributes.add, Qt.MouseButton.LeftButton)
    fresh = box(editor, world, "new attribute")
    assert fresh.name.hasFocus()
    QTest.keyClicks(fresh.name, "tone")
    QTest.keyClick(fresh.name, Qt.Key.Key_Return)
    fresh.kind.setCurrentIndex(fresh.kind.findData("choice"))
    fresh.kind.activated.emit(fresh.kind.currentIndex())
    assert fresh.options.hasFocus()
    uid = world.attribute("Claim", "tone")
    assert world.project.tagset.attribute(uid).kind == "text"
    QTest.keyClicks(fresh.options, "calm")
    QTest.keyClick(fresh.options, Qt.Key.Key_Return)
    QTest.keyClicks(fresh.options, "angry")
    fresh.name.setFocus()
    made = world.project.tagset.attribute(uid)
    assert (made.kind, made.options) == ("choice", ("calm", "angry"))
    fresh.kind.setCurrentIndex(fresh.kind.findData("number"))
    fresh.kind.activated.emit(fresh.kind.currentIndex())
    assert world.project.tagset.attribute(uid).options == ()
    world.project.undo()
    assert fresh.kind.currentData() == "choice"
    assert fresh.options.lines() == ("calm", "angry")


def test_an_option_that_is_in_use_stays_and_the_reason_is_said(editor: TagsetEditor, world: World) -> None:
    claim = world.mark("Okafor", "Claim")
    stance = world.attribute("Claim", "stance")
    marks.set_value(world.project, claim.uid, stance, "oppose")
    shown = box(editor, world, "stance")
    shown.options.setFocus()
    shown.options.selectAll()
    QTest.keyClicks(shown.options, "support")
    shown.name.setFocus()
    assert "coded with it" in shown.error("options")
    assert len(world.project.tagset.attribute(stance).options) == 4
    shown.remove()
    assert "coded with it" in shown.error("name")


def test_attributes_are_required_moved_described_and_removed(editor: TagsetEditor, world: World) -> None:
    shown = box(editor, world, "form")
    QTest.mouseClick(shown.required, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    assert world.project.tagset.attribute(shown.attribute().uid).required
    shown.guideline.setFocus()
    shown.guideline.selectAll()
    QTest.keyClicks(shown.guideline, "How it is said.")
    shown.name.setFocus()
    assert world.project.tagset.attribute(shown.attribute().uid).guideline == "How it is said."
    shown.move_requested.emit(-1)
    names = [item.name for item in world.project.tagset.attributes_of(world.tags["Claim"])]
    assert names[:3] == ["concept", "form", "stance"]
    shown.remove()
    assert len(world.project.tagset.attributes_of(world.tags["Claim"])) == 5
    world.project.undo()
    assert len(world.project.tagset.attributes_of(world.tags["Claim"])) == 6


def test_two_attributes_cannot_have_one_name(editor: TagsetEditor, world: World) -> None:
    shown = box(editor, world, "form")
    shown.name.setFocus()
    shown.name.selectAll()
    QTest.keyClicks(shown.name, "Stance")
    QTest.keyClick(shown.name, Qt.Key.Key_Return)
    assert "used twice" in shown.error("name")
    assert shown.name.text() == "Stance"


def test_the_document_has_attributes_of_its_own(editor: TagsetEditor, world: World) -> None:
    editor.show_tag(DOCUMENT)
    editor.form.attributes.add_item()
    names = [item.name for item in world.project.tagset.attributes_of(DOCUMENT)]
    assert names == ["relevance", "remark", "new attribute"]
    assert not editor.form.name.isVisible()


def test_a_tagset_goes_into_a_file_and_into_another_project(
    editor: TagsetEditor, world: World, tmp_path: Path, qtbot: QtBot
) -> None:
    tagset.add_tag(world.project, Tag("", "Party", parent_uid=world.tags["Actor"], shortcut="y"))
    path = tmp_path / "codes.json"
    editor.save_to(path)
    assert "codes.json" in editor.message.text()
    with a_project(tmp_path, name="other.rubric") as other:
        tagset.remove_tag(other, next(item.uid for item in other.tagset.tags if item.name == "Reason"))
        second = TagsetEditor(other)
        qtbot.addWidget(second)
        second.load_from(path)
        assert "2 tags were added" in second.message.text()
        paths = {other.tagset.path(item.uid) for item in other.tagset.tags}
        assert {"Actor/Party", "Reason"} <= paths
        second.load_from(path)
        assert "0 tags were added" in second.message.text()
        other.undo()
        assert other.tagset.by_path("Actor/Party") is None


@pytest.mark.parametrize("content", [b"", b"{", b'{"format": "something else", "version": 1}', b"\xff\xfe"])
def test_a_bad_tagset_file_changes_nothing(
    editor: TagsetEditor, world: World, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    before = world.project.tagset
    editor.load_from(path)
    assert editor.message.text() != ""
    assert world.project.tagset == before
    editor.load_from(tmp_path / "nowhere.json")
    assert "cannot be read" in editor.message.text()
