"""Windows of changes that go through to the marks: a preview of all of them, one button, one undo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from desktop_app.gui.tagging.act_choices import AttributeChoices, MergeChoices, SplitChoices
from desktop_app.gui.tagging.act_dialog import ActDialog
from desktop_app.gui.tagging.acts import Act
from desktop_app.gui.tagging.tagset_editor import TagsetEditor
from desktop_app.model.tagset import Tag
from desktop_app.ops import annotations as marks
from desktop_app.ops import sight, tagset
from tests.builders import BEN
from tests.gui.tagging.conftest import World


def begun(editor: TagsetEditor, qtbot: QtBot, act: Act, uid: str) -> ActDialog:
    editor.begin(act, uid)
    assert editor.act is not None
    looked(editor.act, qtbot)
    return editor.act


def looked(dialog: ActDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.looking.running)


def done(editor: TagsetEditor, qtbot: QtBot, dialog: ActDialog) -> None:
    dialog.start_button.click()
    qtbot.waitUntil(lambda: editor.act is None)


def test_merging_shows_every_mark_what_is_lost_and_does_it_in_one_step(
    editor: TagsetEditor, world: World, qtbot: QtBot
) -> None:
    claim, actor = world.mark("The toll must go", "Claim"), world.mark("Okafor", "Actor")
    marks.set_value(world.project, claim.uid, world.attribute("Claim", "stance"), "oppose")
    dialog = begun(editor, qtbot, Act.MERGE, world.tags["Claim"])
    assert isinstance(dialog.choices, MergeChoices)
    dialog.choices.into.setCurrentIndex(dialog.choices.into.findData(world.tags["Actor"]))
    dialog.choices.into.activated.emit(0)
    looked(dialog, qtbot)
    assert "1 mark in 1 document: anna 1" in dialog.what.text()
    assert dialog.what.toolTip() == "toll.txt: 1"
    assert dialog.lost.text() == ""
    dialog.choices.bring.click()
    looked(dialog, qtbot)
    assert dialog.lost.text() == "1 value is lost: stance: oppose (1)"
    assert "The toll must go" in str(dialog.model.data(dialog.model.index(0, 0)))
    spy = QSignalSpy(editor.mark_wanted)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert spy.count() == 1
    assert spy.at(0)[0].uid == claim.uid
    depth = world.project.undo_depth
    done(editor, qtbot, dialog)
    assert world.project.undo_depth == depth + 1
    assert {item.tag_uid for item in marks.of_document(world.project, world.document.uid)} == {actor.tag_uid}
    world.project.undo()
    assert world.values(claim) == {"stance": "oppose"}


def test_marks_to_split_off_are_ticked_one_by_one(editor: TagsetEditor, world: World, qtbot: QtBot) -> None:
    one, two = world.mark("The mayors", "Actor"), world.mark("Okafor", "Actor")
    dialog = begun(editor, qtbot, Act.SPLIT, world.tags["Actor"])
    assert isinstance(dialog.choices, SplitChoices)
    assert dialog.model.rowCount() == 2
    assert not dialog.start_button.isEnabled()
    dialog.choices.name.setText("Mayor")
    dialog.table.selectRow(0)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert "1 is chosen" in dialog.what.text()
    done(editor, qtbot, dialog)
    mayor = world.project.tagset.by_path("Mayor")
    assert mayor is not None
    assert marks.get(world.project, one.uid).tag_uid == mayor.uid
    assert marks.get(world.project, two.uid).tag_uid == world.tags["Actor"]


def test_marks_with_a_value_are_split_off_together(editor: TagsetEditor, world: World, qtbot: QtBot) -> None:
    claim = world.mark("The toll must go", "Claim")
    stance = world.attribute("Claim", "stance")
    marks.set_value(world.project, claim.uid, stance, "oppose")
    dialog = begun(editor, qtbot, Act.SPLIT, world.tags["Claim"])
    assert isinstance(dialog.choices, SplitChoices)
    place = dialog.choices.which.findText("stance: oppose")
    dialog.choices.which.setCurrentIndex(place)
    dialog.choices.which.activated.emit(place)
    looked(dialog, qtbot)
    assert dialog.model.rowCount() == 1
    dialog.choices.name.setText("actor")
    dialog.start_button.click()
    assert "used twice" in dialog.message.text()
    dialog.choices.name.setText("Objection")
    done(editor, qtbot, dialog)
    assert world.project.tagset.path(marks.get(world.project, claim.uid).tag_uid) == "Objection"


def test_deleting_says_what_goes_with_the_marks(editor: TagsetEditor, world: World, qtbot: QtBot) -> None:
    world.mark("Okafor", "Actor")
    dialog = begun(editor, qtbot, Act.DELETE, world.tags["Actor"])
    words = "Slots that any tag can fill from then on: claimant, relayed by, addressee, object."
    assert f"{words} One undo takes all of it back." in dialog.what.text()
    done(editor, qtbot, dialog)
    assert world.project.tagset.by_path("Actor") is None
    assert marks.of_document(world.project, world.document.uid) == ()


def test_merging_says_which_slots_the_other_tag_fills_instead(
    editor: TagsetEditor, world: World, qtbot: QtBot
) -> None:
    dialog = begun(editor, qtbot, Act.MERGE, world.tags["Actor"])
    fields = dialog.choices
    assert isinstance(fields, MergeChoices)
    fields.into.setCurrentIndex(fields.into.findData(world.tags["Place"]))
    fields.into.activated.emit(fields.into.currentIndex())
    looked(dialog, qtbot)
    words = "Slots that Place can fill from then on: claimant, relayed by, addressee, object."
    assert words in dialog.what.text()


def test_removing_the_only_tag_of_a_slot_says_that_any_can_fill_it(
    editor: TagsetEditor, world: World
) -> None:
    editor.show_tag(world.tags["Cue"])
    editor.remove()
    assert editor.message.text() == "Slots that any tag can fill from then on: cue."
    assert world.project.tagset.by_path("Cue") is None


def test_an_attribute_changes_its_kind_and_options_with_its_values(
    editor: TagsetEditor, world: World, qtbot: QtBot
) -> None:
    claim = world.mark("The toll must go", "Claim")
    stance = world.attribute("Claim", "stance")
    marks.set_value(world.project, claim.uid, stance, "oppose")
    dialog = begun(editor, qtbot, Act.ATTRIBUTE, stance)
    fields = dialog.choices
    assert isinstance(fields, AttributeChoices)
    fields.what.setCurrentIndex(fields.what.findData("rename"))
    fields.what.activated.emit(0)
    fields.option.setCurrentIndex(fields.option.findData("oppose"))
    fields.name.setText("against")
    fields.name.entered.emit()
    looked(dialog, qtbot)
    assert dialog.model.rowCount() == 1
    done(editor, qtbot, dialog)
    assert world.values(claim) == {"stance": "against"}
    dialog = begun(editor, qtbot, Act.ATTRIBUTE, stance)
    fields = dialog.choices
    assert isinstance(fields, AttributeChoices)
    fields.kind.setCurrentIndex(fields.kind.findData("number"))
    fields.kind.activated.emit(0)
    looked(dialog, qtbot)
    assert dialog.lost.text() == "1 value is lost: stance: against (1)"
    assert dialog.model.loses(0)


def test_each_line_begins_with_what_it_loses_and_the_value_that_is_concerned(
    editor: TagsetEditor, world: World, qtbot: QtBot
) -> None:
    claim = world.mark("The toll must go", "Claim")
    for name, value in (("stance", "oppose"), ("form", "statement"), ("speech", "direct")):
        marks.set_value(world.project, claim.uid, world.attribute("Claim", name), value)
    dialog = begun(editor, qtbot, Act.ATTRIBUTE, world.attribute("Claim", "speech"))
    fields = dialog.choices
    assert isinstance(fields, AttributeChoices)
    fields.kind.setCurrentIndex(fields.kind.findData("number"))
    fields.kind.activated.emit(0)
    looked(dialog, qtbot)
    assert dialog.model.about(0) == "loses a value · direct · anna · toll.txt · oppose · statement"
    assert str(dialog.model.data(dialog.model.index(0, 0))).startswith("The toll must go (loses a value")
    dialog.reject()
    world.mark("Okafor", "Actor")
    dialog = begun(editor, qtbot, Act.DELETE, world.tags["Actor"])
    assert dialog.model.about(0) == "is deleted · anna · toll.txt"


def test_the_window_looks_again_when_the_tagset_changes(
    editor: TagsetEditor, world: World, qtbot: QtBot
) -> None:
    world.mark("Okafor", "Actor")
    dialog = begun(editor, qtbot, Act.DELETE, world.tags["Actor"])
    tagset.add_tag(world.project, Tag("", "Party"))
    looked(dialog, qtbot)
    done(editor, qtbot, dialog)
    assert world.project.tagset.by_path("Actor") is None


def test_who_may_not_is_told_so(editor: TagsetEditor, world: World, qtbot: QtBot) -> None:
    sight.keep(world.project)
    with world.project.step("Join") as step:
        step.put(BEN)
    sight.set_reviewer(world.project, BEN.uid, on=True)
    dialog = begun(editor, qtbot, Act.DELETE, world.tags["Actor"])
    assert "only reviewers may" in dialog.message.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert editor.act is None


def test_the_buttons_above_the_fields_open_the_windows(
    editor: TagsetEditor, world: World, qtbot: QtBot
) -> None:
    editor.show_tag(world.tags["Actor"])
    editor.form.act_wanted.emit(Act.MERGE, world.tags["Actor"])
    first = editor.act
    assert first is not None
    editor.form.attributes.wanted.emit(world.attribute("Actor", "mention"))
    assert editor.act is not None
    assert editor.act is not first
    looked(editor.act, qtbot)
