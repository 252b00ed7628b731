"""A field for prose that grows with its text."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.gui.tagging.growing import GrowingEdit

PARAGRAPHS = "They call for a boycott of it\nHe says that all of it has been known for long\nWe demand it now"


@pytest.mark.parametrize("width", range(60, 180, 4))
def test_a_narrow_field_of_several_paragraphs_finds_its_height(qtbot: QtBot, width: int) -> None:
    field = GrowingEdit("Examples")
    qtbot.addWidget(field)
    field.show()
    field.set_text(2 * f"{PARAGRAPHS}\n")
    for height in (28, 108, field.sizeHint().height()):
        field.resize(width, height)
    assert field.height() == field.sizeHint().height()
    assert field.verticalScrollBar().isVisible() == (field.verticalScrollBar().maximum() > 0)


def test_a_field_shows_as_many_lines_as_its_text_has_up_to_eight(qtbot: QtBot) -> None:
    field = GrowingEdit("Note")
    qtbot.addWidget(field)
    field.resize(400, 28)
    field.show()
    heights = []
    for lines in range(1, 12):
        field.set_text("\n".join("word" for _ in range(lines)))
        heights.append(field.sizeHint().height())
    assert heights[:8] == sorted(set(heights))
    assert set(heights[8:]) == {heights[7]}
