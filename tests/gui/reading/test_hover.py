"""What is said of the annotations under the mouse, or at the caret."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.gui.reading.card import LIST_LIMIT, MARKS_LIMIT, Card
from desktop_app.gui.reading.paint import BADGE_LEFT
from desktop_app.gui.reading.picker import MarkPicker
from desktop_app.gui.reading.popup import WIDTH, CardPopup, origin_line
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Origin
from tests.gui.reading.bench import Bench, annotation
from tests.gui.reading.test_beside import TEXT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CLUSTERS = "👩‍👩‍👧 क्षि " * 60


def says(bench: Bench, spot: QPoint) -> str:
    """What stands on the card for a point, '' for none."""
    hover = bench.view.hover
    hover.show_at(spot)
    return hover.popup.words() if hover.popup.isVisible() else ""


def rest(bench: Bench, offset: int) -> None:
    """Let the mouse rest on a character."""
    viewport, spot = bench.view.viewport(), bench.middle(offset)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, spot, viewport.mapToGlobal(spot))
    QApplication.sendEvent(viewport, event)


def test_a_card_shows_text_and_nothing_but_text(bench: Bench) -> None:
    view = bench.open(TEXT, [annotation(1, (0, 6))])
    card = Card("<b>Actor</b>", "a <i>b</i> & \u202ec", "see <script>", (("na<me", "va>lue"),))
    view.hover.describe = lambda _uid: card
    words = says(bench, bench.middle(2)).splitlines()
    assert words == ["<b>Actor</b>", "a <i>b</i> & ⟨U+202E⟩c", "na<me: va>lue", "see <script>"]


def test_of_many_cards_the_first_are_asked_for_and_shown_and_the_others_counted(bench: Bench) -> None:
    view = bench.open(TEXT, [annotation(number, (0, 6)) for number in range(MARKS_LIMIT + 3)])
    asked: list[str] = []

    def describe(uid: str) -> Card | None:
        asked.append(uid)
        return Card(f"tag {len(asked)}", "words")

    view.hover.describe = describe
    words = says(bench, bench.middle(2))
    assert len(asked) == words.count("tag") == MARKS_LIMIT
    assert words.endswith("and 3 more")


def test_a_card_names_the_tag_and_the_words(bench: Bench) -> None:
    bench.open(TEXT, [annotation(1, (0, 6))])
    assert says(bench, bench.middle(2)) == "Actor\nNorway"
    assert says(bench, bench.middle(TEXT.index("said"))) == ""


def test_the_number_in_the_margin_lists_what_lies_on_its_line(bench: Bench) -> None:
    deep = [annotation(number, (0, 9 + number)) for number in range(LIST_LIMIT + 2)]
    view = bench.open(TEXT, deep)
    badge = view.layers_of(view.flow.visible())[0].badges[0]
    spot = bench.point(bench.placed(0), view.flow.width + BADGE_LEFT + 4, badge.line)
    words = says(bench, spot).splitlines()
    assert words[0].startswith("Actor · Norway said it. Nobody")
    assert len(words) == LIST_LIMIT + 1
    assert words[-1] == "and 2 more"
    bench.mouse(QEvent.Type.MouseMove, spot + QPoint(3, 0), button=Qt.MouseButton.NoButton)
    assert view.hover.popup.isVisible()
    bench.mouse(QEvent.Type.MouseMove, bench.middle(3), button=Qt.MouseButton.NoButton)
    assert view.hover.popup.words().count("Actor") == MARKS_LIMIT


def test_the_last_line_tells_how_by_whom_when_how_sure_and_in_how_many_parts() -> None:
    card = Card("Actor", "Norway", who="ben", origin=Origin.IMPORTED, confidence=0.826, parts=3)
    assert origin_line(card) == "imported · ben · 83 % sure · 3 parts"
    assert origin_line(Card("Actor", "Norway")) == ""


def test_a_sign_for_an_invisible_character_is_explained(bench: Bench) -> None:
    bench.open(TEXT)
    placed = bench.placed(0)
    x = round(placed.paragraph.x_of(TEXT.index("\u202e")))
    words = says(bench, bench.point(placed, x, 0))
    assert "U+202E" in words
    assert "right-to-left override" in words


def test_a_picture_of_a_control_character_is_explained(bench: Bench) -> None:
    bench.open("bell\x07 rings")
    assert "U+0007" in says(bench, bench.middle(4))


def test_resting_on_an_annotation_shows_its_card_and_going_on_takes_it_away(bench: Bench) -> None:
    view = bench.open(TEXT, [annotation(1, (0, 6))])
    rest(bench, 2)
    popup = view.hover.popup
    assert popup.isVisible()
    assert view.hasFocus()
    bench.key(Qt.Key.Key_Right)
    assert not popup.isVisible()
    rest(bench, 2)
    bench.mouse(QEvent.Type.MouseMove, bench.middle(TEXT.index("said")), button=Qt.MouseButton.NoButton)
    assert not popup.isVisible()
    rest(bench, TEXT.index("said"))
    assert not popup.isVisible()


def test_the_card_follows_the_mouse_from_mark_to_mark(bench: Bench) -> None:
    said = TEXT.index("said")
    view = bench.open(TEXT, [annotation(1, (0, 6)), annotation(2, (said, said + 4), tag="Claim")])
    rest(bench, 2)
    bench.mouse(QEvent.Type.MouseMove, bench.middle(said), button=Qt.MouseButton.NoButton)
    assert view.hover.popup.words() == "Claim\nsaid"


@pytest.mark.parametrize("y", [40, 300, 560])
def test_the_card_never_covers_the_line(bench: Bench, y: int) -> None:
    view = bench.open(TEXT)
    popup = CardPopup(view)
    popup.show_cards([Card("Actor", "words " * 60, note="note " * 40)] * 2)
    screen = popup.screen().availableGeometry()
    line = QRect(screen.left() + 50, screen.top() + y, 400, 34)
    popup.put_beside(line, screen.right() - 20)
    assert not popup.geometry().intersects(line)
    assert screen.left() <= popup.x()
    assert popup.geometry().right() <= screen.right()


def test_of_cards_that_have_no_room_the_first_are_shown_and_the_others_counted(bench: Bench) -> None:
    popup = CardPopup(bench.open(TEXT))
    values = tuple((f"attribute {number}", "value") for number in range(9))
    popup.show_cards([Card(f"tag {number}", "words", values=values) for number in range(MARKS_LIMIT)], more=3)
    screen = popup.screen().availableGeometry()
    line = QRect(screen.left() + 50, screen.center().y(), 400, 34)
    popup.put_beside(line, line.left())
    assert screen.contains(popup.geometry())
    assert not popup.geometry().intersects(line)
    titles = popup.words().count("tag")
    assert 0 < titles < MARKS_LIMIT
    assert popup.words().endswith(f"and {MARKS_LIMIT - titles + 3} more")


def test_several_cards_are_shorter_than_one_alone(bench: Bench) -> None:
    popup = CardPopup(bench.open(TEXT))
    card = Card("Actor", "words " * 60, note="note " * 40)
    popup.show_cards([card])
    alone = popup.height()
    popup.show_cards([card, card])
    assert popup.height() < alone * 2 - 60


def test_a_quote_from_the_right_stands_at_the_right_and_its_rule_too(bench: Bench) -> None:
    popup = CardPopup(bench.open(TEXT))
    popup.show_cards([Card("An actor", "ראש", colour="#a33c1f")])
    picture = popup.grab().toImage()
    page = picture.pixel(picture.width() // 2, picture.height() - 4)
    row = round(picture.height() * 0.7)
    inked = [x for x in range(3, picture.width() - 3) if picture.pixel(x, row) != page]
    assert min(inked) > picture.width() // 2
    assert max(inked) > picture.width() - 20


def test_in_a_mirrored_window_the_card_begins_at_the_right_but_for_the_quote(bench: Bench) -> None:
    popup = CardPopup(bench.open(TEXT))
    popup.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    popup.show_cards(
        [Card("Actor", "Merkel", colour="#a33c1f", note="A note of many more words than the title")]
    )
    picture = popup.grab().toImage()
    page = picture.pixel(picture.width() // 2, picture.height() - 4)
    title, quote = (
        [
            x
            for x in range(3, picture.width() - 3)
            if picture.pixel(x, round(picture.height() * share)) != page
        ]
        for share in (0.22, 0.5)
    )
    assert min(title) > picture.width() // 2
    assert max(title) > picture.width() - 20
    assert max(quote) < picture.width() // 2
    assert picture.width() < WIDTH


def test_a_long_quote_ends_in_an_ellipsis_also_behind_emoji(bench: Bench) -> None:
    popup = CardPopup(bench.open(TEXT))
    popup.show_cards([Card("Actor", CLUSTERS)])
    assert popup.height() < 160
    assert not popup.grab().isNull()


def test_the_mark_at_the_caret_has_a_card_by_key_the_chosen_one_first(bench: Bench) -> None:
    inner, outer = annotation(1, (7, 11), tag="Claim"), annotation(2, (0, 20))
    view = bench.open(TEXT, [inner, outer])
    view.set_caret(8)
    view.hover.show_at_caret()
    assert view.hover.popup.words().splitlines()[::2] == ["Claim", "Actor"]
    view.select(outer.uid)
    view.hover.show_at_caret()
    assert view.hover.popup.words().splitlines()[0] == "Actor"
    view.select("")
    view.set_caret(len(TEXT))
    view.hover.show_at_caret()
    assert view.hover.popup.words() == "There is no mark here."


def test_the_line_between_two_parts_belongs_to_their_mark(bench: Bench) -> None:
    said = TEXT.index("said")
    mark = annotation(1, (0, 6), (TEXT.index("it."), TEXT.index("it.") + 2))
    view = bench.open(TEXT, [mark, annotation(2, (said, said + 4), tag="Claim")])
    spot = bench.middle(TEXT.index("said") - 1)
    assert view.hover.marks_at(spot) == []
    line = view.flow.visible()[0]
    spot.setY(line.top + view.metrics.lane_top(0) + 1)
    assert [found.uid for found in view.hover.marks_at(spot)] == [mark.uid]


# The list to choose from


def opened(bench: Bench, count: int) -> MarkPicker:
    marks = [annotation(number, (0, 6 + number)) for number in range(count)]
    view = bench.open(TEXT, marks)
    names = {mark.uid: name for mark, name in zip(marks, ("Actor", "Claim", "Place"), strict=False)}
    view.hover.describe = lambda uid: Card(names[uid], f"words of {names[uid]}", who="ben")
    picker = view.hover.menu(view.hover.marks_at(bench.middle(2)))
    picker.popup(view.mapToGlobal(QPoint(40, 40)))
    return picker


def test_a_mark_is_chosen_by_arrows(bench: Bench) -> None:
    picker = opened(bench, 3)
    QTest.keyClick(picker.list, Qt.Key.Key_Down)
    QTest.keyClick(picker.list, Qt.Key.Key_Return)
    assert bench.view.chosen == derived_uid("annotation", "1")


def test_a_mark_is_chosen_by_its_digit(bench: Bench) -> None:
    picker = opened(bench, 3)
    QTest.keyClick(picker.list, Qt.Key.Key_3)
    assert bench.view.chosen == derived_uid("annotation", "2")


def test_letters_narrow_the_list_down_by_tag_words_and_annotator(bench: Bench) -> None:
    picker = opened(bench, 3)
    for key in ("P", "L"):
        QTest.keyClick(picker.list, Qt.Key(ord(key)))
    assert picker.list.listed() == [derived_uid("annotation", "2")]
    QTest.keyClick(picker.list, Qt.Key.Key_Escape)
    assert len(picker.list.listed()) == 3
    for key in ("B", "E", "N"):
        QTest.keyClick(picker.list, Qt.Key(ord(key)))
    assert len(picker.list.listed()) == 3
    QTest.keyClick(picker.list, Qt.Key.Key_Return)
    assert bench.view.chosen == derived_uid("annotation", "0")


def test_esc_leaves_the_list_and_chooses_nothing(bench: Bench) -> None:
    picker = opened(bench, 2)
    QTest.keyClick(picker.list, Qt.Key.Key_Escape)
    assert bench.view.chosen == ""
