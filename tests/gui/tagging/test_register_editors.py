"""Coding who is meant and what a claim is about, on the card, by typing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.gui import offscreen_input
from desktop_app.gui.tagging.concept_editor import ConceptEditor
from desktop_app.gui.tagging.entity_editor import EntityEditor
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.model.concept import Concept, Status
from desktop_app.model.entity import Alias, Entity
from desktop_app.model.records import Annotation
from desktop_app.ops import annotations as marks
from desktop_app.ops import concepts, entities
from tests.gui.tagging._cards import editor, show
from tests.gui.tagging.conftest import World


def typed(where: QWidget, text: str) -> None:
    for letter in text:
        offscreen_input.press(where, Qt.Key(ord(letter.upper())))


def who(world: World, pane: RightPane, mark: Annotation) -> EntityEditor:
    show(pane, mark)
    found = editor(pane.cards.annotation, world, "entity", "Actor")
    assert isinstance(found, EntityEditor)
    return found


def about(world: World, pane: RightPane, mark: Annotation) -> ConceptEditor:
    show(pane, mark)
    found = editor(pane.cards.annotation, world, "concept")
    assert isinstance(found, ConceptEditor)
    return found


def coded(world: World, mark: Annotation) -> set[object]:
    return set(marks.get(world.project, mark.uid).values.values())


def test_return_makes_a_new_entity_of_the_words_of_the_mark_as_one_step(
    world: World, pane: RightPane
) -> None:
    mark = world.mark("Okafor", "Actor")
    field, depth = who(world, pane, mark), world.project.undo_depth
    field.start()
    assert [item.words for item in field.field.choices()] == ["New entity “Okafor”"]
    offscreen_input.press(field, Qt.Key.Key_Return)
    made = entities.register(world.project).named("Okafor")[0]
    assert coded(world, mark) == {made.uid}
    assert world.project.undo_depth == depth + 1
    assert field.chip.text() == "Okafor"
    assert field.coded.isVisible()
    world.project.undo()
    assert coded(world, mark) == set()
    assert not field.coded.isVisible()


def test_an_alias_finds_who_is_meant_and_is_shown_beside_the_name(world: World, pane: RightPane) -> None:
    made = entities.add(world.project, Entity("", "Ngozi Okafor", "person", (Alias("the treasurer"),)))
    mark = world.mark("The mayors", "Actor")
    field = who(world, pane, mark)
    field.start()
    typed(field, "treas")
    first = field.field.choices()[0]
    assert (first.words, first.detail) == ("Ngozi Okafor", "the treasurer · person")
    offscreen_input.press(field, Qt.Key.Key_Return)
    assert coded(world, mark) == {made.uid}


def test_the_words_of_the_mark_find_who_they_name_without_a_letter(world: World, pane: RightPane) -> None:
    made = entities.add(world.project, Entity("", "Ngozi Okafor", "person"))
    mark = world.mark("Okafor", "Actor")
    field = who(world, pane, mark)
    field.start()
    offscreen_input.press(field, Qt.Key.Key_Return)
    assert coded(world, mark) == {made.uid}
    other = world.mark("The mayors", "Actor")
    again = who(world, pane, other)
    again.start()
    assert [item.value for item in again.field.choices()] == [made, "The mayors"]


def test_whoever_is_named_among_the_words_or_nearly_so_comes_before_a_new_entity(
    world: World, pane: RightPane
) -> None:
    mayors = entities.add(world.project, Entity("", "Mayors"))
    okafor = entities.add(world.project, Entity("", "Okafor", aliases=(Alias("the new schools"),)))
    field = who(world, pane, world.mark("The mayors asked the state", "Actor"))
    field.start()
    assert [item.value for item in field.field.choices()] == [mayors, "The mayors asked the state"]
    field = who(world, pane, world.mark("pay for the new schools", "Actor"))
    field.start()
    assert [item.value for item in field.field.choices()] == [okafor, "pay for the new schools"]
    typed(field, "okafro")
    assert [item.value for item in field.field.choices()] == [okafor, "okafro"]
    for _letter in range(2):
        offscreen_input.press(field, Qt.Key.Key_Backspace)
    typed(field, "or")
    assert field.field.choices()[-1].words == "Another entity “okafor”"


def test_the_last_line_makes_a_new_entity_of_what_is_typed(world: World, pane: RightPane) -> None:
    entities.add(world.project, Entity("", "Olga"))
    mark = world.mark("Okafor", "Actor")
    field = who(world, pane, mark)
    field.start()
    typed(field, "ol")
    assert [item.words for item in field.field.choices()] == ["Olga", "New entity “ol”"]
    offscreen_input.press(field, Qt.Key.Key_Down)
    offscreen_input.press(field, Qt.Key.Key_Return)
    assert coded(world, mark) == {entities.register(world.project).named("ol")[0].uid}


def test_a_chip_is_taken_out_by_delete_and_opened_by_return(world: World, pane: RightPane) -> None:
    made = entities.add(world.project, Entity("", "Olga"))
    mark = world.mark("Okafor", "Actor")
    marks.set_value(world.project, mark.uid, world.attribute("Actor", "entity"), made.uid)
    field = who(world, pane, mark)
    field.chip.setFocus()
    offscreen_input.press(field.chip, Qt.Key.Key_Return)
    assert field.field.isVisible()
    offscreen_input.press(field.field, Qt.Key.Key_Escape)
    field.chip.setFocus()
    offscreen_input.press(field.chip, Qt.Key.Key_Delete)
    assert coded(world, mark) == set()


def test_a_merged_entity_is_shown_by_the_name_of_what_stands_for_it(world: World, pane: RightPane) -> None:
    one, other = (
        entities.add(world.project, Entity("", "Olga")),
        entities.add(world.project, Entity("", "Olha")),
    )
    mark = world.mark("Okafor", "Actor")
    marks.set_value(world.project, mark.uid, world.attribute("Actor", "entity"), one.uid)
    field = who(world, pane, mark)
    assert field.chip.text() == "Olga"
    entities.merge(world.project, other.uid, [one.uid])
    assert field.chip.text() == "Olha"


@pytest.fixture
def book(world: World) -> dict[str, Concept]:
    """Climate with a tax, an exit that is retired, and a draft below it."""
    found = {"100": concepts.add(world.project, Concept("", "100", "Climate"))}
    for code, label, status in (
        ("101", "Carbon tax", Status.ACTIVE),
        ("102", "Coal exit", Status.ACTIVE),
        ("103", "Wind parks", Status.DRAFT),
    ):
        fresh = Concept("", code, label, found["100"].uid, f"{label} is wanted", status=status)
        found[code] = concepts.add(world.project, fresh)
    gone = replace(found["102"], status=Status.RETIRED, replaced_by=found["101"].uid)
    concepts.edit(world.project, gone)
    return found


def test_a_concept_is_found_by_its_label_and_says_what_support_means(
    world: World, pane: RightPane, book: dict[str, Concept]
) -> None:
    mark = world.mark("The toll must go", "Claim")
    field = about(world, pane, mark)
    field.start()
    typed(field, "carb")
    assert field.about.text() == "Support means: Carbon tax is wanted"
    offscreen_input.press(field, Qt.Key.Key_Return)
    assert coded(world, mark) == {book["101"].uid}
    assert field.line.text() == "101 Climate › Carbon tax"


def test_where_nothing_fits_return_makes_a_new_concept_of_what_is_typed_as_one_step(
    world: World, pane: RightPane
) -> None:
    mark = world.mark("The toll must go", "Claim")
    field, depth = about(world, pane, mark), world.project.undo_depth
    field.start()
    typed(field, "12")
    assert field.field.choices() == []
    field.field.set_text("")
    typed(field, "tolls")
    assert [item.words for item in field.field.choices()] == ["New concept “tolls”"]
    offscreen_input.press(field, Qt.Key.Key_Return)
    made = world.project.codebook.by_code("1")
    assert made is not None
    assert coded(world, mark) == {made.uid}
    assert field.line.text() == "1 tolls"
    assert world.project.undo_depth == depth + 1
    field.start()
    typed(field, "tol")
    assert [item.words for item in field.field.choices()] == ["1 tolls"]
    world.project.undo()
    assert coded(world, mark) == set()
    assert not len(world.project.codebook)


def test_return_without_a_letter_codes_no_concept(
    world: World, pane: RightPane, book: dict[str, Concept]
) -> None:
    mark = world.mark("The toll must go", "Claim")
    field = about(world, pane, mark)
    field.start()
    assert len(field.field.choices()) == 4
    offscreen_input.press(field, Qt.Key.Key_Return)
    assert coded(world, mark) == set()


def test_what_cannot_be_coded_says_why_and_is_not_taken(
    world: World, pane: RightPane, book: dict[str, Concept]
) -> None:
    mark = world.mark("The toll must go", "Claim")
    field = about(world, pane, mark)
    field.start()
    without = concepts.add(world.project, Concept("", "104", "Solar parks", book["100"].uid))
    concepts.edit(world.project, replace(without, status=Status.RETIRED))
    for letters in ("clim", "sol", "wind"):
        field.field.set_text("")
        typed(field, letters)
        assert field.field.choices()[0].why_not
        offscreen_input.press(field, Qt.Key.Key_Return)
        assert coded(world, mark) == set()


def test_in_place_of_a_retired_concept_return_takes_what_replaced_it_and_says_so_before(
    world: World, pane: RightPane, book: dict[str, Concept]
) -> None:
    mark = world.mark("The toll must go", "Claim")
    field = about(world, pane, mark)
    field.start()
    typed(field, "coal")
    (choice,) = field.field.choices()
    assert (choice.words, choice.detail) == ("102 Coal exit", "retired: use 101 Carbon tax")
    assert field.about.text() == "Return takes 101 Carbon tax instead. Support means: Carbon tax is wanted"
    offscreen_input.press(field, Qt.Key.Key_Return)
    assert coded(world, mark) == {book["101"].uid}
    assert field.line.text() == "101 Climate › Carbon tax"


def test_where_what_replaced_it_cannot_be_coded_a_retired_concept_is_not_taken(
    world: World, pane: RightPane, book: dict[str, Concept]
) -> None:
    concepts.edit(world.project, replace(book["101"], status=Status.DRAFT))
    mark = world.mark("The toll must go", "Claim")
    field = about(world, pane, mark)
    field.start()
    typed(field, "coal")
    offscreen_input.press(field, Qt.Key.Key_Return)
    assert coded(world, mark) == set()


def test_a_retired_concept_stays_readable_where_it_is_coded(
    world: World, pane: RightPane, book: dict[str, Concept]
) -> None:
    mark = world.mark("The toll must go", "Claim")
    marks.set_value(world.project, mark.uid, world.attribute("Claim", "concept"), book["102"].uid)
    field = about(world, pane, mark)
    assert field.line.text() == "102 Climate › Coal exit (retired: use 101 Carbon tax)"
    concepts.edit(world.project, replace(book["102"], label="Coal phase-out", status=Status.ACTIVE))
    assert field.line.text() == "102 Climate › Coal phase-out"
    field.line.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    offscreen_input.press(field.line, Qt.Key.Key_Delete)
    assert coded(world, mark) == set()
