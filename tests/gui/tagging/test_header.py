"""The header of the pane has room for its captions and its field, in either language and at any width."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.base.i18n import _, choose_language
from desktop_app.gui.tagging.card_parts import ForeignRow
from desktop_app.gui.tagging.header import CaptionButton
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.gui.widgets import IconButton
from tests.gui.tagging.conftest import World


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each of the two languages in turn, and English again afterwards."""
    yield choose_language(str(request.param))
    choose_language("en")


@pytest.fixture
def narrow(language: str, world: World, qtbot: QtBot) -> RightPane:
    """A pane with marks in its caption, as narrow as in a window of 900 pixels."""
    for words in ("Okafor", "mayors", "schools"):
        world.mark(words, "Actor")
    pane = RightPane(world.project)
    qtbot.addWidget(pane)
    pane.resize(260, 700)
    pane.show_document(world.document.uid)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.palette_.list.setFocus()
    QApplication.processEvents()
    return pane


def captions(pane: RightPane) -> list[CaptionButton]:
    return [button for button in pane.header.findChildren(CaptionButton) if button.isVisible()]


def test_captions_lie_beside_each_other_and_the_field_beside_them(narrow: RightPane) -> None:
    parts = [*captions(narrow), narrow.palette_.finder]
    boxes = [part.rect().translated(part.mapTo(narrow, QPoint(0, 0))) for part in parts]
    assert all(first.right() < second.left() for first, second in pairwise(boxes))
    assert narrow.width() == 260
    assert boxes[-1].right() < 260
    written = [button.written() for button in captions(narrow)]
    for number in (0, 1):
        assert narrow.header.caption(number).startswith(written[number].removesuffix("…"))
        assert len(written[number]) > 3
    assert written[2] in ("!", narrow.header.caption(2))


def test_the_caption_of_the_list_that_is_shown_is_seen_at_any_width(narrow: RightPane) -> None:
    for width in (232, 260, 344):
        narrow.resize(width, 700)
        QApplication.processEvents()
        assert len(captions(narrow)) == 3
        for number in (1, 2, 0):
            narrow.header.choose(number)
            narrow.palette_.list.setFocus()
            QApplication.processEvents()
            (chosen,) = [button for button in captions(narrow) if button.isChecked()]
            assert chosen.text() == narrow.header.caption(number)
            assert chosen.written().strip("…")


def test_no_caption_is_cut_beside_the_text_of_a_window_of_1000_pixels(narrow: RightPane) -> None:
    (edit,) = [
        button for button in narrow.findChildren(IconButton) if button.toolTip() == _("Edit the tagset")
    ]
    for width, at_the_end in ((264, narrow.header.caption(0) == "Tags"), (344, True)):
        narrow.resize(width, 700)
        QApplication.processEvents()
        tags, some_marks, _to_do = (button.written() for button in captions(narrow))
        assert tags == narrow.header.caption(0)
        assert some_marks.startswith(_("Marks"))
        assert edit.isVisible() is at_the_end


def test_the_remark_in_the_field_is_never_cut(narrow: RightPane) -> None:
    finder = narrow.palette_.finder
    for width in range(240, 460, 20):
        narrow.resize(width, 700)
        QApplication.processEvents()
        words = finder.placeholderText()
        assert finder.fontMetrics().horizontalAdvance(words) < finder.width() - 16 or not words
    assert finder.placeholderText()


def test_there_is_room_to_type_while_the_keyboard_is_in_the_field(narrow: RightPane, qtbot: QtBot) -> None:
    finder = narrow.palette_.finder
    narrow.find_tag()
    qtbot.waitUntil(lambda: finder.width() >= 96)
    QTest.keyClicks(finder, "act")
    narrow.palette_.list.setFocus()
    QApplication.processEvents()
    assert finder.width() >= 96
    finder.setFocus()
    QTest.keyClick(finder, Qt.Key.Key_Escape)
    narrow.palette_.list.setFocus()
    qtbot.waitUntil(lambda: len(captions(narrow)) >= 2)


def test_the_offer_to_copy_a_mark_makes_no_card_wider_than_its_pane(language: str, qtbot: QtBot) -> None:
    row = ForeignRow()
    qtbot.addWidget(row)
    row.show_maker("anna")
    assert row.minimumSizeHint().width() < 120
