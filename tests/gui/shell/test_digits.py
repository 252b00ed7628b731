"""Keys in the text act on the mark that is chosen, and only where that is what the person looks at."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_app.ops import documents
from tests.gui.shell.seat import CONTROL, Seat, articles
from tests.gui.shell.test_marking import open_article


def _stances(seat: Seat) -> list[object]:
    names = {item.uid: item.name for item in seat.space.project.tagset.attributes}
    return [value for mark in seat.marks() for uid, value in mark.values.items() if names[uid] == "stance"]


def test_a_digit_after_the_key_of_a_claim_gives_its_stance(seat: Seat) -> None:
    open_article(seat)
    seat.mark("mayors", "c")
    seat.press("2")
    assert _stances(seat) == ["oppose"]
    seat.press("1")
    assert _stances(seat) == ["support"]
    seat.press(Qt.Key.Key_Z, CONTROL)
    assert _stances(seat) == ["oppose"]
    assert seat.space.view.hasFocus()


def test_a_digit_without_a_chosen_mark_codes_nothing(seat: Seat) -> None:
    open_article(seat)
    seat.press("1")
    here = seat.space.document
    assert here is not None
    assert documents.progress(seat.space.project, here.uid).values == {}


def test_while_another_passage_is_selected_keys_leave_the_chosen_mark_alone(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The mayors want the toll to go. Okafor refused."))
    before = seat.mark("toll to go", "c")
    seat.drag("Okafor refused")
    assert seat.space.view.chosen == before.uid
    for key in ("1", Qt.Key.Key_Delete, "x"):
        seat.press(key)
        assert seat.marks() == [before]
    seat.press(Qt.Key.Key_Escape)
    seat.space.controller.go_to(before.uid)
    seat.press(Qt.Key.Key_Delete)
    assert seat.marks() == []
