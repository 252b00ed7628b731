"""Whatever has the keyboard is seen: nobody types into what lies out of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.gui import offscreen_input
from desktop_app.gui.shell.panes import RIGHT
from desktop_app.model.concept import Concept
from desktop_app.ops import concepts
from tests.gui.shell.scenes import TEXT, Scene, leave, tagset
from tests.gui.shell.seat import CONTROL, SHIFT, Seat, articles
from tests.gui.shell.workspaces import codebook, register

SMALL = (1000, 640)
SMALLEST = QSize(600, 420)
MOST = 40
BACK = Qt.Key.Key_Backtab, SHIFT
FORTH = Qt.Key.Key_Tab, offscreen_input.NONE


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def is_seen(item: QWidget) -> bool:
    """Whether nothing cuts a part's height, as far as the window has room for it."""
    seen = item.visibleRegion().boundingRect().height()
    return seen > 0 and (seen == item.height() or seen > 100)


@pytest.mark.parametrize(("key", "modifiers"), [("n", offscreen_input.NONE), ("d", CONTROL)])
def test_what_is_typed_on_the_card_of_a_claim_is_in_sight_in_a_small_window(
    seat: Seat, key: str, modifiers: Qt.KeyboardModifier
) -> None:
    seat.sit_down(articles(seat.home / "news", toll=TEXT), size=SMALL)
    seat.mark("the toll must go", "c")
    seat.press(key, modifiers)
    assert seat.space.right.cards.isAncestorOf(focus())
    assert is_seen(focus()), (focus().visibleRegion(), focus().size())


@pytest.fixture
def folded(seat: Seat) -> Seat:
    """A claim to be coded, the tags folded away."""
    seat.sit_down(articles(seat.home / "news", toll=TEXT), size=SMALL)
    concepts.add(seat.space.project, Concept("", "101", "Pay for the bridge"))
    seat.press(Qt.Key.Key_F9)
    assert not seat.space.panes.is_open(RIGHT)
    return seat


@pytest.mark.parametrize("keys", ["n", "aa", "\r"], ids=["note", "slot twice", "return"])
def test_what_leads_into_the_card_brings_the_tags_back_first(folded: Seat, keys: str) -> None:
    seat = folded
    seat.mark("the toll must go", "c")
    for key in keys:
        seat.press(Qt.Key.Key_Return if key == "\r" else key)
    assert seat.space.right.cards.isAncestorOf(focus())
    assert is_seen(focus())


def test_while_the_tags_are_folded_away_a_new_claim_leaves_the_keyboard_in_the_text(folded: Seat) -> None:
    seat = folded
    seat.mark("the toll must go", "c")
    assert seat.space.view.hasFocus()
    assert not seat.space.panes.is_open(RIGHT)
    seat.press("2")
    (claim,) = seat.marks()
    assert list(claim.values.values()) == ["oppose"]


def test_a_key_that_folds_the_tags_away_under_the_palette_leaves_the_keyboard_in_the_text(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", toll=TEXT), size=SMALL)
    seat.mark("the toll must go", "c")
    seat.press("n")
    seat.press("k", CONTROL)
    seat.press(Qt.Key.Key_F9)
    assert seat.window.palette_box.isHidden()
    assert seat.space.view.hasFocus()


@pytest.mark.parametrize("way", [FORTH, BACK], ids=["forth", "back"])
@pytest.mark.parametrize("scene", [tagset, register, codebook], ids=lambda scene: scene.__name__)
def test_tab_leads_to_nothing_that_is_out_of_sight(
    seat: Seat, scene: Scene, way: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    window = scene(seat)
    window.resize(window.minimumSizeHint().expandedTo(SMALLEST))
    window.activateWindow()
    offscreen_input.settle()
    for _press in range(MOST):
        QTest.keyClick(focus(), *way)
        offscreen_input.settle()
        assert is_seen(focus()), (focus(), focus().accessibleName(), focus().visibleRegion())
    leave(seat)
