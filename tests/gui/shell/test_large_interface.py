"""Large letters in the interface: what is to be pressed can be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QHeaderView, QPushButton

from desktop_app.base.i18n import choose_language
from desktop_app.gui import offscreen_input
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.theme import style
from tests.gui.shell.scenes import SCENES, Scene, leave, parts
from tests.gui.shell.seat import Seat, hands_app
from tests.gui.shell.workspaces import WORKSPACES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

GERMAN_AND_LARGE = {"language": "de", "interface_size_px": 18}
"""Words that are longer than the English ones, and letters half as large again."""
ACROSS = Qt.Orientation.Horizontal
DIALOG = QSize(1280, 900)
"""What dialogs get on a usual screen; the one in memory is smaller."""


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    change = Preferences.change
    monkeypatch.setattr(Preferences, "change", lambda self, **new: change(self, **new | GERMAN_AND_LARGE))
    yield
    choose_language("en")
    style.apply(hands_app(), style.Choice.LIGHT)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("scene", [*SCENES, *WORKSPACES], ids=lambda scene: scene.__name__)
def test_the_words_on_buttons_and_boxes_are_not_cut(seat: Seat, scene: Scene) -> None:
    found = scene(seat)
    if found is not seat.window and found.isWindow():
        found.resize(found.size().expandedTo(DIALOG))
        offscreen_input.settle()
    buttons = [item for item in parts(found) if isinstance(item, (QPushButton, QCheckBox))]
    cut = {item.text(): (item.width(), item.sizeHint().width()) for item in buttons if is_cut(item)}
    leave(seat)
    assert cut == {}


def is_cut(button: QAbstractButton) -> bool:
    seen = button.visibleRegion().boundingRect().width()
    return bool(button.text()) and 0 < seen < button.sizeHint().width()


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("scene", [*SCENES, *WORKSPACES], ids=lambda scene: scene.__name__)
def test_the_heads_of_columns_are_not_cut(seat: Seat, scene: Scene) -> None:
    found = scene(seat)
    heads = [item for item in parts(found) if isinstance(item, QHeaderView) and is_above(item)]
    cut = {
        str(head.model().headerData(place, ACROSS)): (head.sectionSize(place), head.sectionSizeHint(place))
        for head in heads
        for place in range(head.count())
        if not head.isSectionHidden(place) and head.sectionSize(place) < head.sectionSizeHint(place)
    }
    leave(seat)
    assert cut == {}


def is_above(head: QHeaderView) -> bool:
    return head.orientation() is ACROSS and head.count() > 1
