"""Several annotators in one document: whose marks are shown, in which lanes, and in which colours."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.gui import offscreen_input
from desktop_app.gui.documents.legend import ShownRow
from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.shell.hints import hints
from desktop_app.gui.shell.layer_commands import layer_items
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotation, Annotator
from desktop_app.ops import annotations as marks
from tests.builders import BEN, an_annotation, tag_named
from tests.gui.shell.seat import CONTROL, SHIFT, Seat, articles

TEXT = "Mayors of Oslo and Bergen said on Sunday that the port would close, and nobody minded at all.\n" * 3
CARLA = Annotator(derived_uid("carla"), "carla")
BOTH = CONTROL | SHIFT


def foreign(seat: Seat, who: Annotator, words: str, tag: str = "Actor") -> Annotation:
    """A mark of somebody else, as an import brings it."""
    space = seat.space
    assert space.document is not None
    start = TEXT.index(words)
    made = an_annotation(
        space.document,
        TEXT,
        [(start, start + len(words))],
        tag_uid=tag_named(space.project, tag),
        annotator_uid=who.uid,
    )
    with space.project.step("Import") as step:
        step.put(who, made)
    return made


@pytest.fixture
def bens(seat: Seat, tmp_path: Path) -> Annotation:
    """A window on a text with two marks of one's own and one of ben's."""
    seat.sit_down(articles(tmp_path / "texts", one=TEXT))
    seat.mark("Oslo", "a")
    seat.mark("Sunday", "d")
    seat.space.view.select("")
    return foreign(seat, BEN, "Bergen said", "Claim")


def shown_to(seat: Seat) -> Filter:
    return seat.space.view.shown


def row_of(seat: Seat) -> ShownRow:
    return seat.space.page.shown


def where_lines_are(seat: Seat) -> list[tuple[int, int]]:
    """How the text is laid out: each paragraph's top and number of lines."""
    return [(placed.top, placed.paragraph.line_count) for placed in seat.space.view.flow.visible()]


def test_one_annotator_has_no_row_and_two_have_one(seat: Seat, tmp_path: Path) -> None:
    seat.sit_down(articles(tmp_path / "texts", one=TEXT))
    seat.mark("Oslo", "a")
    assert row_of(seat).isHidden()
    foreign(seat, BEN, "Bergen")
    assert row_of(seat).isVisible()
    said = [button.accessibleName() for button in row_of(seat).layers.values()]
    assert said == ["anna, 1 mark, shown", "ben, 1 mark, shown"]
    seat.mark("port", "a")
    assert row_of(seat).layers[seat.space.project.annotator.uid].accessibleName() == "anna, 2 marks, shown"
    seat.space.project.undo()
    seat.space.project.undo()
    assert row_of(seat).isHidden()


def test_a_click_on_a_name_hides_the_marks_and_lets_go_of_the_chosen_one(
    seat: Seat, bens: Annotation
) -> None:
    view = seat.space.view
    view.select(bens.uid)
    laid_out, lines = view.flow.laid_out, where_lines_are(seat)
    button = row_of(seat).layers[BEN.uid]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown_to(seat).annotators == {BEN.uid}
    assert view.chosen == ""
    assert button.accessibleName() == "ben, 1 mark, hidden"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown_to(seat).annotators == frozenset()
    offscreen_input.settle()
    assert (view.flow.laid_out, where_lines_are(seat)) == (laid_out, lines)


def test_one_key_shows_only_ones_own_marks_and_then_all(seat: Seat, bens: Annotation) -> None:
    foreign(seat, CARLA, "nobody")
    seat.press("m", BOTH)
    assert shown_to(seat).annotators == {BEN.uid, CARLA.uid}
    seat.press("m", BOTH)
    assert shown_to(seat).annotators == frozenset()
    seat.space.layering.switch(CARLA.uid)
    seat.press("m", BOTH)
    assert shown_to(seat).annotators == {BEN.uid, CARLA.uid}


def test_the_palette_of_commands_hides_an_annotator_and_shows_them_again(
    seat: Seat, bens: Annotation
) -> None:
    def choose(words: str) -> None:
        next(item for item in layer_items(seat.space.layering) if item.words == words).run()

    choose("Hide the marks of ben")
    assert shown_to(seat).annotators == {BEN.uid}
    choose("Show the marks of ben")
    assert shown_to(seat).annotators == frozenset()


def test_side_by_side_gives_everybody_lanes_ones_own_next_to_the_text(seat: Seat, bens: Annotation) -> None:
    foreign(seat, CARLA, "nobody")
    me = seat.space.project.annotator.uid
    lines = [count for _top, count in where_lines_are(seat)]
    seat.press("l", BOTH)
    assert shown_to(seat).groups == (me, BEN.uid, CARLA.uid)
    assert [button.lane() for button in row_of(seat).layers.values()] == [0, 1, 2]
    offscreen_input.settle()
    laid_out, places = seat.space.view.flow.laid_out, where_lines_are(seat)
    seat.space.layering.switch(BEN.uid)
    assert shown_to(seat).groups == (me, BEN.uid, CARLA.uid)
    assert row_of(seat).layers[BEN.uid].is_off()
    offscreen_input.settle()
    assert (seat.space.view.flow.laid_out, where_lines_are(seat)) == (laid_out, places)
    seat.press("l", BOTH)
    assert shown_to(seat).groups == ()
    offscreen_input.settle()
    assert [count for _top, count in where_lines_are(seat)] == lines


def test_focus_mutes_all_tags_but_that_of_the_chosen_mark_until_esc(seat: Seat, bens: Annotation) -> None:
    view, claim = seat.space.view, tag_named(seat.space.project, "Claim")
    laid_out = view.flow.laid_out
    view.select(bens.uid)
    seat.press(Qt.Key.Key_F5)
    assert shown_to(seat).focus == claim
    assert row_of(seat).isVisible()
    seat.press(Qt.Key.Key_Escape)
    assert (view.chosen, shown_to(seat).focus) == ("", claim)
    assert (("Esc",), "all tags in colour") in hints(seat.space, seat.window.keymap)
    seat.press(Qt.Key.Key_Escape)
    assert shown_to(seat).focus == ""
    offscreen_input.settle()
    assert view.flow.laid_out == laid_out


def test_focus_takes_the_armed_tag_and_esc_disarms_before_it_ends(seat: Seat, bens: Annotation) -> None:
    seat.space.view.set_caret(len(TEXT) - 2)
    seat.press("a")
    seat.press(Qt.Key.Key_F5)
    actor = tag_named(seat.space.project, "Actor")
    assert shown_to(seat).focus == actor
    seat.press(Qt.Key.Key_Escape)
    assert (seat.space.controller.armed, shown_to(seat).focus) == (None, actor)
    seat.press(Qt.Key.Key_F5)
    assert shown_to(seat).focus == ""


def test_focus_without_a_tag_says_what_to_do(seat: Seat, bens: Annotation) -> None:
    seat.space.view.set_caret(len(TEXT) - 2)
    seat.press(Qt.Key.Key_F5)
    assert shown_to(seat).focus == ""
    assert "Choose a mark or a tag first" in seat.said()


def test_only_one_tag_is_shown_and_then_all_again(seat: Seat, bens: Annotation) -> None:
    view, layering = seat.space.view, seat.space.layering
    laid_out, lines = view.flow.laid_out, where_lines_are(seat)
    view.select(bens.uid)
    seat.window.run("view.only_tag")
    tags = {tag.uid for tag in seat.space.project.tagset.tags}
    assert tags - shown_to(seat).tags == {bens.tag_uid}
    assert "2 tags hidden" in [label.text() for label in row_of(seat).findChildren(QLabel)]
    layering.show_all_tags()
    assert shown_to(seat).tags == frozenset()
    offscreen_input.settle()
    assert (view.flow.laid_out, where_lines_are(seat)) == (laid_out, lines)


def test_the_legend_counts_the_tags_of_all_whose_marks_are_shown(seat: Seat, bens: Annotation) -> None:
    legend = seat.space.page.legend
    assert legend.isHidden()
    seat.press(Qt.Key.Key_F5, SHIFT)
    assert [(line.name, line.count) for line in legend.lines()] == [("Actor", 1), ("Claim", 1), ("Date", 1)]
    seat.press("m", BOTH)
    assert [line.name for line in legend.lines()] == ["Actor", "Date"]
    seat.press("m", BOTH)
    legend.picked.emit(bens.tag_uid)
    assert shown_to(seat).focus == bens.tag_uid
    legend.picked.emit(bens.tag_uid)
    assert shown_to(seat).focus == ""
    seat.press(Qt.Key.Key_F5, SHIFT)
    assert legend.isHidden()


def test_anothers_mark_can_be_read_but_not_changed(seat: Seat, bens: Annotation) -> None:
    space = seat.space
    space.view.select(bens.uid)
    space.right.cards.settle()
    before = marks.get(space.project, bens.uid)
    for key, modifiers in (
        ("a", offscreen_input.NONE),
        ("1", offscreen_input.NONE),
        (Qt.Key.Key_Delete, offscreen_input.NONE),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier),
    ):
        seat.press(key, modifiers)
        space.view.setFocus()
    assert marks.get(space.project, bens.uid) == before
    assert "made by ben" in seat.said()
    assert space.right.cards.annotation.form is not None
    assert not space.right.cards.annotation.form.isVisible()
    assert space.view.handles() == []


def test_a_copy_of_anothers_mark_is_chosen_and_can_be_changed(seat: Seat, bens: Annotation) -> None:
    space = seat.space
    space.view.select(bens.uid)
    seat.press("a", BOTH)
    made = space.controller.annotation
    assert made is not None
    assert made.uid != bens.uid
    assert (made.annotator_uid, made.spans) == (space.project.annotator.uid, bens.spans)
    marks.set_note(space.project, made.uid, "mine")
    assert marks.get(space.project, bens.uid) == msgspec.structs.replace(bens)


def test_who_is_hidden_stays_hidden_in_the_next_document(seat: Seat, tmp_path: Path) -> None:
    seat.sit_down(articles(tmp_path / "texts", one=TEXT, two="Another text."))
    seat.mark("Oslo", "a")
    foreign(seat, BEN, "Bergen")
    seat.press("m", BOTH)
    seat.press(Qt.Key.Key_PageDown, CONTROL)
    assert row_of(seat).isHidden()
    assert shown_to(seat).annotators == {BEN.uid}
    seat.press(Qt.Key.Key_PageUp, CONTROL)
    assert row_of(seat).layers[BEN.uid].is_off()


def test_a_note_typed_for_a_mark_of_somebody_else_changes_nothing_and_is_told_why(
    seat: Seat, bens: Annotation
) -> None:
    space = seat.space
    before = space.project.undo_depth
    space.view.select(bens.uid)
    seat.press(Qt.Key.Key_N)
    seat.press(Qt.Key.Key_Space)
    assert space.project.undo_depth == before
    assert "ben" in space.right.cards.message.text()
    assert space.view.hasFocus()


def test_a_note_without_a_mark_is_told_what_comes_first(seat: Seat, bens: Annotation) -> None:
    said: list[str] = []
    seat.space.view.said.connect(said.append)
    seat.space.view.select("")
    seat.press(Qt.Key.Key_N)
    assert said == ["Choose a mark, then write its note."]
