"""An armed tag is left with one key, and the bar at the bottom says which."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_app.gui.shell.hints import hints
from tests.gui.shell.seat import Seat
from tests.gui.shell.test_marking import open_article


def _words(seat: Seat) -> list[str]:
    return [words for _keys, words in hints(seat.space, seat.window.keymap)]


def test_esc_disarms_at_once_also_when_a_mark_was_just_made(seat: Seat) -> None:
    open_article(seat)
    seat.press("a")
    seat.drag("mayors")
    assert _words(seat) == ["stop marking Actor"]
    seat.press(Qt.Key.Key_Escape)
    assert seat.space.controller.armed is None
    seat.drag("Okafor")
    assert len(seat.marks()) == 1


def test_a_selection_beside_a_chosen_mark_is_offered_as_a_part(seat: Seat) -> None:
    open_article(seat)
    seat.mark("mayors", "a")
    seat.drag("Okafor")
    assert "add a part" in _words(seat)
    seat.press("+")
    assert [item.quotes for item in seat.marks()] == [("mayors", "Okafor")]
