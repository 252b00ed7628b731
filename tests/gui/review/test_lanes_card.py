"""The lanes of a case, drawn to scale."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from desktop_app.gui.review.lanes_card import Bar, Lane, LanesCard
from desktop_app.gui.theme import style
from tests.gui.shell.seat import hands_app

NAMES = ("Gold", "A", "B", "C")


@pytest.fixture(params=[13, 20, 26])
def letters_px(request: pytest.FixtureRequest) -> Iterator[int]:
    style.apply(hands_app(), style.Choice.LIGHT, size=request.param)
    yield request.param
    style.apply(hands_app(), style.Choice.LIGHT)


def test_a_lane_is_as_high_as_the_words_on_it(qtbot: QtBot, letters_px: int) -> None:
    card = LanesCard()
    qtbot.addWidget(card)
    card.show_lanes([Lane(name, (Bar(3, 9, "Place", "#2266aa"),)) for name in NAMES])
    words = QFontMetrics(style.theme().font(step=-2)).height()
    assert card.sizeHint().height() >= len(NAMES) * (words + 2)
    assert style.theme().size == letters_px
