"""Keys, states and colours, drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.theme.palette import WHEEL
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import Card, Keycap, KeyHint, Rule, StateDot, Surface, TagSwatch
from desktop_app.gui.widgets.keycap import key_text
from desktop_app.model.records import State


def drawn(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def has_colour(image: QImage, name: str) -> bool:
    return any(
        image.pixelColor(x, y).name() == name for x in range(image.width()) for y in range(image.height())
    )


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("a", "a"),
        ("N", "n"),
        (".", "."),
        ("Ctrl+K", "Ctrl K"),
        ("F6", "F6"),
        ("", ""),
        ("Left", "←"),
        ("Alt+Shift+Right", "Alt Shift →"),
        ("PgDown", "PgDown"),
    ],
)
def test_a_key_is_written_as_people_know_it(key: str, written: str) -> None:
    assert key_text(key) == written


def test_a_plus_key_keeps_its_name() -> None:
    assert key_text("+") == "+"


def test_a_keycap_says_its_key_to_screen_readers(qtbot: QtBot) -> None:
    cap = Keycap("Ctrl+K")
    qtbot.addWidget(cap)
    assert cap.accessibleName() == "Key Ctrl K"
    assert cap.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_a_keycap_is_as_wide_as_its_key_and_never_narrower_than_high(qtbot: QtBot) -> None:
    short, long = Keycap("a"), Keycap("Ctrl+Shift+K")
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert short.sizeHint().width() == short.sizeHint().height()
    assert long.sizeHint().width() > 2 * short.sizeHint().width()


def test_a_keycap_without_a_key_is_hidden_until_it_gets_one(qtbot: QtBot) -> None:
    cap = Keycap("")
    qtbot.addWidget(cap)
    assert cap.isHidden()
    cap.set_key("x")
    assert not cap.isHidden()
    assert cap.text() == "x"


def test_a_key_hint_is_read_as_keys_and_what_they_do(qtbot: QtBot) -> None:
    hint = KeyHint(["a", "c"], "tag")
    qtbot.addWidget(hint)
    assert hint.accessibleName() == "a c: tag"


def test_every_state_has_a_shape_and_a_name_of_its_own(qtbot: QtBot) -> None:
    pictures: list[QImage] = []
    names: set[str] = set()
    for state in State:
        dot = StateDot(state)
        qtbot.addWidget(dot)
        grey = drawn(dot).convertToFormat(QImage.Format.Format_Grayscale8)
        assert all(grey != other for other in pictures)
        pictures.append(grey)
        names.add(dot.accessibleName())
        assert dot.accessibleName() == state.words() == dot.toolTip()
    assert len(names) == len(State)


def test_a_state_that_changes_is_drawn_and_named_anew(qtbot: QtBot) -> None:
    dot = StateDot(State.NEW)
    qtbot.addWidget(dot)
    before = drawn(dot)
    dot.set_state(State.DONE)
    assert dot.state() is State.DONE
    assert dot.accessibleName() == "Done"
    assert drawn(dot) != before
    assert has_colour(drawn(dot), theme().colours.done)


def test_a_swatch_shows_tint_and_line_of_its_tag(qtbot: QtBot) -> None:
    swatch = TagSwatch(WHEEL[0])
    qtbot.addWidget(swatch)
    swatch.resize(QSize(16, 16))
    paint = theme().tag(WHEEL[0])
    assert has_colour(drawn(swatch), paint.tint.name())
    assert has_colour(drawn(swatch), paint.line.name())
    swatch.set_colour(WHEEL[1])
    assert has_colour(drawn(swatch), theme().tag(WHEEL[1]).tint.name())


def test_a_surface_draws_its_ground_and_the_lines_it_was_asked_for(qtbot: QtBot) -> None:
    surface = Surface("panel", "left", "bottom")
    qtbot.addWidget(surface)
    surface.resize(20, 10)
    image, colours = drawn(surface), theme().colours
    assert image.pixelColor(0, 4).name() == colours.line
    assert image.pixelColor(10, 9).name() == colours.line
    assert image.pixelColor(19, 4).name() == colours.panel
    assert image.pixelColor(10, 0).name() == colours.panel


def test_a_surface_swaps_its_sides_when_reading_runs_from_right_to_left(qtbot: QtBot) -> None:
    surface = Surface("panel", "left")
    qtbot.addWidget(surface)
    surface.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    surface.resize(20, 10)
    assert drawn(surface).pixelColor(19, 4).name() == theme().colours.line
    assert drawn(surface).pixelColor(0, 4).name() == theme().colours.panel


def test_a_card_has_round_corners_and_a_rule_is_one_pixel_high(qtbot: QtBot) -> None:
    card, rule = Card(), Rule()
    qtbot.addWidget(card)
    qtbot.addWidget(rule)
    card.resize(40, 30)
    assert drawn(card).pixelColor(20, 15).name() == theme().colours.page
    assert drawn(card).pixelColor(20, 0).name() == theme().colours.line
    assert rule.sizeHint().height() == 1
