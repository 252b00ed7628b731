"""The register in its window: found by typing, edited at once, merged, split, and gone through to the text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.gui import offscreen_input
from desktop_app.gui.register.page import RegisterPage
from desktop_app.gui.tagging.find_field import TYPING_NAMES
from desktop_app.gui.theme.palette import WHEEL
from desktop_app.model.entity import Affiliation, Alias, Entity
from desktop_app.ops import entities
from desktop_app.ops.project import Project
from tests.unit.ops.naming import a_mark_of, an_entity, name_everywhere, named

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def listed(page: RegisterPage) -> list[str]:
    return [str(page.model.data(page.model.index(row, 0))) for row in range(page.model.rowCount())]


def typed(page: RegisterPage, text: str) -> None:
    for letter in text:
        offscreen_input.press(page, Qt.Key(ord(letter.upper())))


def read(page: RegisterPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.mentions.model.busy)


def test_the_list_follows_the_register_and_is_narrowed_by_typing(
    project: Project, page: RegisterPage
) -> None:
    assert page.empty.isVisible()
    for name in ("Olav Brandt", "Ada Nordby", "Council"):
        an_entity(project, name)
    assert listed(page) == ["Ada Nordby", "Council", "Olav Brandt"]
    typed(page, "nord")
    assert listed(page) == ["Ada Nordby"]
    assert page.form.name.text() == "Ada Nordby"
    assert page.finder.width() >= TYPING_NAMES
    assert page.mentions.empty.isVisible()
    offscreen_input.press(page, Qt.Key.Key_Escape)
    assert len(listed(page)) == 3


def test_a_large_register_is_read_in_slices(project: Project, page: RegisterPage, qtbot: QtBot) -> None:
    with project.step("Add many") as step:
        step.add_all(Entity(f"{number:032x}", f"Name {number:05}") for number in range(1, 2001))
    qtbot.waitUntil(lambda: len(listed(page)) == 2000)
    offscreen_input.press(page, Qt.Key.Key_Down)
    assert page.form.name.text() == "Name 00002"


def test_every_field_is_kept_when_one_leaves_it_and_undone_by_one_key(
    project: Project, page: RegisterPage
) -> None:
    council, ada = an_entity(project, "Council", kind="organisation"), an_entity(project, "Ada Nordby")
    page.show_entity(ada.uid)
    page.form.aliases.setFocus()
    page.form.aliases.set_text("WHO; en; exact\nNordby")
    page.form.affiliations.setFocus()
    page.form.affiliations.set_text("Council; member; 2014; 2016")
    page.form.facts.setFocus()
    page.form.facts.set_text("party: Centre")
    page.form.name.setFocus()
    offscreen_input.settle()
    now = entities.get(project, ada.uid)
    assert now.aliases == (Alias("WHO", "en", exact=True), Alias("Nordby"))
    assert now.affiliations == (Affiliation(council.uid, "member", "2014", "2016"),)
    assert dict(now.values) == {"party": "Centre"}
    for _number in range(3):
        offscreen_input.press(page, Qt.Key.Key_Z, CONTROL)
    assert entities.get(project, ada.uid) == ada


def test_a_colour_is_chosen_by_an_arrow_key_seen_in_the_list_and_taken_away_again(
    project: Project, page: RegisterPage
) -> None:
    ada = an_entity(project, "Ada Nordby")
    page.show_entity(ada.uid)
    plain = page.table.grab().toImage()
    assert not page.form.colour.none.isVisible()
    page.form.colour.wheel.setFocus()
    offscreen_input.press(page, Qt.Key.Key_Right)
    assert entities.get(project, ada.uid).colour == WHEEL[0]
    assert page.table.grab().toImage() != plain
    page.form.colour.none.click()
    assert entities.get(project, ada.uid).colour == ""
    offscreen_input.press(page, Qt.Key.Key_Z, CONTROL)
    assert entities.get(project, ada.uid).colour == WHEEL[0]


def test_what_makes_no_sense_stays_as_typed_and_says_why(project: Project, page: RegisterPage) -> None:
    ada = an_entity(project, "Ada Nordby")
    page.show_entity(ada.uid)
    for field, key, text in (
        (page.form.affiliations, "affiliations", "Nobody; member"),
        (page.form.facts, "facts", "Centre"),
        (page.form.aliases, "aliases", "a; b; c; d"),
        (page.form.aliases, "aliases", "a; b; perhaps"),
    ):
        field.setFocus()
        field.set_text(text)
        page.form.name.setFocus()
        offscreen_input.settle()
        assert page.form.fields.error(key)
        assert field.text() == text
    assert entities.get(project, ada.uid) == ada


def test_an_entity_is_added_by_what_is_typed_and_renamed_by_f2(project: Project, page: RegisterPage) -> None:
    an_entity(project, "Council")
    typed(page, "ada")
    page.add()
    assert listed(page) == ["ada", "Council"]
    typed(page, "oda")
    offscreen_input.press(page, Qt.Key.Key_Return)
    page.table.setFocus()
    found = entities.register(project).named("oda")
    assert [item.aliases for item in found] == [(Alias("ada"),)]
    offscreen_input.press(page, Qt.Key.Key_F2)
    assert page.form.name.hasFocus()


def test_the_name_that_a_new_entity_has_meanwhile_is_not_remembered(
    project: Project, page: RegisterPage
) -> None:
    page.add()
    typed(page, "ada")
    page.table.setFocus()
    offscreen_input.press(page, Qt.Key.Key_F2)
    typed(page, "oda")
    page.table.setFocus()
    (found,) = entities.register(project).standing()
    assert found.name == "oda"
    assert found.aliases == (Alias("ada"),)


def test_undo_and_redo_work_while_the_keyboard_is_in_the_field_that_finds(
    project: Project, page: RegisterPage
) -> None:
    an_entity(project, "Council")
    assert page.finder.hasFocus()
    offscreen_input.press(page, Qt.Key.Key_Z, CONTROL)
    assert listed(page) == []
    offscreen_input.press(page, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert listed(page) == ["Council"]
    typed(page, "cou")
    offscreen_input.press(page, Qt.Key.Key_Z, CONTROL)
    assert page.finder.text() == ""
    assert listed(page) == ["Council"]


def test_a_long_name_makes_the_offer_to_merge_no_wider_and_the_keyboard_stays_in_the_list(
    project: Project, page: RegisterPage
) -> None:
    for name in ("A Union of All Associations of the Mayors", "Council"):
        an_entity(project, name)
    before = page.table.width()
    page.table.setFocus()
    page.table.selectAll()
    offscreen_input.settle()
    assert page.merge_button.isVisible()
    assert page.merge_button.text().endswith("…")
    assert page.table.width() == before
    page.merge_button.setFocus()
    offscreen_input.press(page, Qt.Key.Key_Space)
    assert len(listed(page)) == 1
    assert page.table.hasFocus()


def test_the_selected_are_merged_into_the_one_with_the_keyboard(project: Project, page: RegisterPage) -> None:
    for name in ("A. Nordby", "Ada Nordby", "Council"):
        an_entity(project, name)
    page.table.setFocus()
    page.table.selectRow(0)
    offscreen_input.press(page, Qt.Key.Key_Down, SHIFT)
    assert page.merge_button.isVisible()
    assert "2" in page.merge_button.text()
    offscreen_input.press(page, Qt.Key.Key_J, CONTROL)
    assert listed(page) == ["Ada Nordby", "Council"]
    assert page.form.aliases.lines() == ("A. Nordby",)
    page.form.merged.findChildren(QPushButton)[0].click()
    assert len(listed(page)) == 3
    page.table.setFocus()
    offscreen_input.press(page, Qt.Key.Key_Z, CONTROL)
    assert len(listed(page)) == 2
    offscreen_input.press(page, Qt.Key.Key_Z, CONTROL)
    assert len(listed(page)) == 3


def test_mentions_are_listed_with_their_passages_and_lead_to_the_text(
    project: Project, page: RegisterPage, qtbot: QtBot
) -> None:
    ada = an_entity(project, "Ada Nordby")
    name_everywhere(project, ada)
    page.show_entity(ada.uid)
    read(page, qtbot)
    model = page.mentions.model
    rows = [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]
    assert len(rows) == 3
    assert any("Ada" in row for row in rows)
    page.mentions.table.selectRow(0)
    page.mentions.table.setFocus()
    with qtbot.waitSignal(page.mention_chosen) as heard:
        offscreen_input.press(page, Qt.Key.Key_Return)
    assert heard.args == [model.line(0)]


def test_selected_mentions_are_split_off_to_a_new_entity(
    project: Project, page: RegisterPage, qtbot: QtBot
) -> None:
    ada = an_entity(project, "Ada Nordby", "Jens")
    document_uid = name_everywhere(project, ada)
    a_mark_of(project, document_uid, ada, 15)
    page.show_entity(ada.uid)
    read(page, qtbot)
    page.mentions.table.selectRow(0)
    page.mentions.ask()
    page.mentions.name.setFocus()
    typed(page, "jens")
    offscreen_input.press(page, Qt.Key.Key_Return)
    made = entities.register(project).named("jens")
    assert [len(named(project, item.uid)) for item in made if item.uid != ada.uid] == [1]
    assert len(named(project, ada.uid)) == 3
    offscreen_input.press(page, Qt.Key.Key_Z, CONTROL)
    assert len(named(project, ada.uid)) == 4


def test_an_alias_goes_along_with_what_is_split_off_under_its_name(
    project: Project, page: RegisterPage, qtbot: QtBot
) -> None:
    ada = an_entity(project, "Ada Nordby", "jens", "Nordby")
    name_everywhere(project, ada)
    page.show_entity(ada.uid)
    read(page, qtbot)
    page.mentions.table.selectRow(0)
    page.mentions.ask()
    page.mentions.name.setFocus()
    typed(page, "jens")
    offscreen_input.press(page, Qt.Key.Key_Return)
    assert entities.get(project, ada.uid).aliases == (Alias("Nordby"),)
    (made,) = entities.register(project).named("jens")
    assert made.uid != ada.uid


def test_mentions_follow_what_is_marked_meanwhile(project: Project, page: RegisterPage, qtbot: QtBot) -> None:
    ada = an_entity(project, "Ada Nordby")
    document_uid = name_everywhere(project, ada)
    page.show_entity(ada.uid)
    read(page, qtbot)
    before = page.mentions.table.model().rowCount()
    a_mark_of(project, document_uid, ada, 15)
    read(page, qtbot)
    qtbot.waitUntil(lambda: page.mentions.table.model().rowCount() == before + 1)


def test_an_entity_in_use_is_not_removed_and_the_page_says_so(project: Project, page: RegisterPage) -> None:
    ada = an_entity(project, "Ada Nordby")
    name_everywhere(project, ada)
    page.show_entity(ada.uid)
    page.table.setFocus()
    offscreen_input.press(page, Qt.Key.Key_Delete)
    assert "3" in page.message.text()
    assert entities.get(project, ada.uid) == ada
    other = an_entity(project, "Unused")
    page.show_entity(other.uid)
    page.table.setFocus()
    offscreen_input.press(page, Qt.Key.Key_Delete)
    assert listed(page) == ["Ada Nordby"]
