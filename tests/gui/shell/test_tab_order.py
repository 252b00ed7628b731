"""Tab goes through every window as one reads it, comes round, and is caught nowhere; Esc leads back to the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.gui import offscreen_input
from tests.gui.shell.scenes import DIALOGS, Scene, details, leave, marks, parts, text, welcome
from tests.gui.shell.seat import SHIFT, Seat
from tests.gui.shell.test_names import described

MOST = 200


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def tabs_from(start: QWidget) -> list[QWidget]:
    """What Tab leads through, from a widget until it comes to something for the second time."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    found = [focus()]
    for _press in range(MOST):
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        if focus() in found:
            break
        found.append(focus())
    return found


def box(item: QWidget) -> QRect:
    return QRect(item.mapTo(item.window(), QPoint()), item.size())


def goes_back(before: QWidget, after: QWidget) -> bool:
    """Whether the eye would have to go back: upwards in the same column, or to the left in the same line."""
    one, other = box(before), box(after)
    overlap = min(one.bottom(), other.bottom()) - max(one.top(), other.top())
    same_line = overlap > min(one.height(), other.height()) // 2
    if same_line:
        return other.left() < one.left()
    return other.top() < one.top() and other.left() <= one.right()


@pytest.mark.parametrize("scene", [*DIALOGS, welcome], ids=lambda scene: scene.__name__)
def test_tab_goes_through_a_window_as_one_reads_it_and_comes_round(scene: Scene, seat: Seat) -> None:
    window = scene(seat)
    offscreen_input.settle()
    found = tabs_from(window.focusWidget())
    assert 1 < len(found) < MOST
    assert focus() is found[0], "who is caught does not come round"
    steps = pairwise([*found, found[0]])
    back = [f"{described(one)} to {described(other)}" for one, other in steps if goes_back(one, other)]
    assert len(back) == 1, f"only once does the eye go back to the top, but here: {back}"
    reachable = [item for item in parts(window) if can_be_reached(item)]
    assert [described(item) for item in reachable if item not in found] == []
    leave(seat)


def can_be_reached(item: QWidget) -> bool:
    by_tab = item.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(by_tab) and item.isEnabled() and item.focusProxy() is None


@pytest.mark.parametrize("scene", [text, marks, details], ids=lambda scene: scene.__name__)
def test_escape_leads_back_to_the_text_from_everything_in_the_panes(scene: Scene, seat: Seat) -> None:
    scene(seat)
    space = seat.space
    reachable = [item for item in parts(seat.window) if can_be_reached(item) and space.isAncestorOf(item)]
    assert len(reachable) > 8
    stuck = []
    for item in reachable:
        if not item.isVisible():
            continue
        item.setFocus(Qt.FocusReason.TabFocusReason)
        for _press in range(2):  # one may close what is open, or empty what was typed
            QTest.keyClick(focus(), Qt.Key.Key_Escape)
        stuck += [] if space.view.hasFocus() else [described(item)]
    assert stuck == []


def test_f6_goes_round_the_panes_both_ways(seat: Seat) -> None:
    text(seat)
    space = seat.space
    space.focus_text()
    seen = []
    for key, modifiers in ((Qt.Key.Key_F6, offscreen_input.NONE), (Qt.Key.Key_F6, SHIFT)):
        for _press in range(3):
            seat.press(key, modifiers)
            seen.append(space.panes.with_focus())
    assert seen == [2, 0, 1, 0, 2, 1]


def test_tab_is_not_caught_in_the_panes_beside_the_text(seat: Seat) -> None:
    text(seat)
    space = seat.space
    space.documents.focus_list()
    for _press in range(MOST):
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        if not space.documents.isAncestorOf(focus()):
            break
    assert not space.documents.isAncestorOf(focus())
    space.right.setFocus()
    for _press in range(MOST):
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        if not space.right.isAncestorOf(focus()):
            break
    assert not space.right.isAncestorOf(focus())
