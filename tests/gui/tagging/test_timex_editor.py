"""Confirming on the card what a marked date means."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.attributes import timex as kind
from desktop_app.gui import offscreen_input
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.gui.tagging.timex_editor import TimexEditor
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span
from desktop_app.model.timex import Timex
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents
from tests.builders import a_document
from tests.gui.tagging._cards import editor, show
from tests.gui.tagging.conftest import World

TEXT = (
    "On 2 March 2015 the council met. It voted on Tuesday. It recessed a while back. It will meet on 5 May. "
    "The vote: next Friday."
)


@pytest.fixture
def dated(world: World, pane: RightPane) -> World:
    """A document of Thursday, 12 March 2015."""
    document = a_document(world.project, TEXT, name="dated.txt")
    world.document = documents.edit(world.project, document.uid, published="2015-03-12", language="en")
    pane.show_document(document.uid)
    return world


def mark(world: World, words: str) -> Annotation:
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    return marks.highlight(world.project, world.document.uid, [span], world.tags["Date"])


def opened(world: World, pane: RightPane, words: str) -> tuple[TimexEditor, Annotation]:
    made = mark(world, words)
    show(pane, made)
    found = editor(pane.cards.annotation, world, "date", "Date")
    assert isinstance(found, TimexEditor)
    found.start()
    offscreen_input.settle()
    return found, made


def meant(world: World, made: Annotation) -> Timex | None:
    values = marks.get(world.project, made.uid).values
    return next((kind.record(value) for value in values.values()), None)


def typed(field: TimexEditor, text: str) -> None:
    keys = {"-": Qt.Key.Key_Minus, ".": Qt.Key.Key_Period}
    for letter in text:
        offscreen_input.press(field, keys.get(letter) or Qt.Key(ord(letter.upper())))


def test_return_confirms_the_likeliest_meaning_and_nothing_is_kept_before(
    dated: World, pane: RightPane
) -> None:
    field, made = opened(dated, pane, "Tuesday")
    assert meant(dated, made) is None
    first = field.field.choices()[0]
    assert (first.words, first.detail) == ("Tue 10 Mar 2015", "2015-03-10")
    assert "DATE · EDTF 2015-03-10 · 10 March 2015" in field.about.text()
    offscreen_input.press(field, Qt.Key.Key_Return)
    found = meant(dated, made)
    assert found is not None
    assert (found.value, found.edtf, found.anchor) == ("2015-03-10", "2015-03-10", "2015-03-12")
    assert field.line.text() == "Tuesday, 10 March 2015 · DATE 2015-03-10"


def test_of_meanings_that_are_as_likely_none_is_taken_unasked(dated: World, pane: RightPane) -> None:
    field, made = opened(dated, pane, "next Friday")
    assert "Some mean the nearest one" in field.about.text()
    offscreen_input.press(field, Qt.Key.Key_Return)
    assert meant(dated, made) is None
    offscreen_input.press(field, Qt.Key.Key_Down)
    offscreen_input.press(field, Qt.Key.Key_Down)
    assert "The nearest one, in the same week." in field.about.text()
    offscreen_input.press(field, Qt.Key.Key_Return)
    found = meant(dated, made)
    assert found is not None
    assert found.value == "2015-03-13"


def test_the_likeliest_meaning_is_asked_about_on_the_line(
    dated: World, pane: RightPane, qtbot: QtBot
) -> None:
    made = mark(dated, "Tuesday")
    show(pane, made)
    field = editor(pane.cards.annotation, dated, "date", "Date")
    assert isinstance(field, TimexEditor)
    qtbot.waitUntil(lambda: field.line.text() == "Tuesday, 10 March 2015?")
    assert meant(dated, made) is None


def test_another_meaning_is_taken_by_arrows_or_by_alt_and_its_digit(dated: World, pane: RightPane) -> None:
    field, made = opened(dated, pane, "Tuesday")
    choices = field.field.choices()
    assert len(choices) > 1
    assert field.field.field.placeholderText() == f"Alt+1 to Alt+{len(choices)}, or type …"
    offscreen_input.press(field, Qt.Key.Key_Down)
    offscreen_input.press(field, Qt.Key.Key_Return)
    assert meant(dated, made) == choices[1].value
    dated.project.undo()
    field.start()
    offscreen_input.press(field, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert meant(dated, made) == choices[1].value


@pytest.mark.parametrize(
    ("text", "value"), [("2015-03", "2015-03"), ("3.4.2015", "2015-04-03"), ("P3W", "P3W"), ("201X", "201")]
)
def test_what_is_typed_takes_the_place_of_what_was_worked_out(
    dated: World, pane: RightPane, text: str, value: str
) -> None:
    field, made = opened(dated, pane, "Tuesday")
    typed(field, text)
    offscreen_input.press(field, Qt.Key.Key_Return)
    found = meant(dated, made)
    assert found is not None
    assert (found.value, found.by) == (value, "human")


def test_what_cannot_be_read_says_so_and_is_not_kept(dated: World, pane: RightPane) -> None:
    field, made = opened(dated, pane, "Tuesday")
    typed(field, "soon")
    assert field.field.choices() == []
    assert "Write a date like" in field.about.text()
    offscreen_input.press(field, Qt.Key.Key_Return)
    assert meant(dated, made) is None


def test_a_phrase_that_the_rules_do_not_know_says_so_plainly(dated: World, pane: RightPane) -> None:
    field, _made = opened(dated, pane, "council")
    assert field.field.choices() == []
    assert field.about.text() == "The rules do not know this expression."


def test_another_marked_date_may_be_what_it_is_counted_from(dated: World, pane: RightPane) -> None:
    field, made = opened(dated, pane, "2 March 2015")
    offscreen_input.press(field, Qt.Key.Key_Return)
    field, made = opened(dated, pane, "Tuesday")
    assert field.anchor.isVisible()
    assert field.anchor.count() == 2
    field.anchor.setCurrentIndex(1)
    field.anchor.activated.emit(1)
    offscreen_input.settle()
    offscreen_input.press(field, Qt.Key.Key_Return)
    found = meant(dated, made)
    assert found is not None
    assert found.anchor == "2015-03-02"


def test_a_confirmed_date_is_taken_out_by_delete(dated: World, pane: RightPane) -> None:
    field, made = opened(dated, pane, "2 March 2015")
    offscreen_input.press(field, Qt.Key.Key_Return)
    assert meant(dated, made) is not None
    field.field.field.clearFocus()
    field.line.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    offscreen_input.press(field.line, Qt.Key.Key_Delete)
    assert meant(dated, made) is None
