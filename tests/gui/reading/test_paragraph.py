"""Lines, positions and boxes of one paragraph, for every text that programs get wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.gui.reading.bidi_lines import BidiLines
from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.paragraph import Paragraph
from desktop_app.gui.reading.stretches import Stretches
from tests.gui.reading.bench import reading_font
from tests.traps import TRAPS

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

START = 1000
WIDTH = 420
LINES = [
    (name, line.removesuffix("\r"))
    for name, text in TRAPS.items()
    for line in dict.fromkeys(text.split("\n"))
    if len(line) < 700
]


@pytest.fixture(scope="module")
def metrics(qapp: QApplication) -> Metrics:
    return Metrics.of(reading_font())


def laid_out(text: str, metrics: Metrics, width: int = WIDTH) -> Paragraph:
    return Paragraph(0, START, text, is_cut=False, metrics=metrics, width=width)


def middle(paragraph: Paragraph, line: int) -> float:
    return paragraph.line_top(line) + paragraph.pitch / 2


def clusters(paragraph: Paragraph) -> list[tuple[int, int]]:
    found, offset = [], paragraph.start
    while offset < paragraph.end:
        found.append((offset, paragraph.after(offset)))
        offset = found[-1][1]
    return found


@pytest.mark.parametrize(("name", "text"), LINES)
def test_a_character_is_found_where_it_is_drawn(name: str, text: str, metrics: Metrics) -> None:
    paragraph = laid_out(text, metrics)
    for offset, after in clusters(paragraph):
        for box in paragraph.boxes(offset, after):
            if box.right - box.left >= 2:
                found = paragraph.character_at((box.left + box.right) / 2, middle(paragraph, box.line))
                assert found == offset


@pytest.mark.parametrize(("name", "text"), LINES)
def test_every_cluster_that_has_ink_has_a_box(name: str, text: str, metrics: Metrics) -> None:
    paragraph = laid_out(text, metrics)
    broken_at = {paragraph.line_end(line) for line in range(paragraph.line_count - 1)}
    for offset, after in clusters(paragraph):
        cluster = text[offset - START : after - START]
        if any(
            unicodedata.category(character) not in ("Mn", "Me", "Zs", "Cf", "Cc") for character in cluster
        ):
            assert paragraph.boxes(offset, after) or after in broken_at


@pytest.mark.parametrize(("name", "text"), LINES)
def test_boxes_stay_in_the_column_and_do_not_overlap(name: str, text: str, metrics: Metrics) -> None:
    paragraph = laid_out(text, metrics)
    boxes = paragraph.boxes(paragraph.start, paragraph.end)
    for box in boxes:
        assert 0 <= box.left < box.right <= paragraph.width
    for one, other in pairwise(boxes):
        assert one.line < other.line or one.right <= other.left


@pytest.mark.parametrize(("name", "text"), LINES)
def test_a_caret_is_found_where_it_stands(name: str, text: str, metrics: Metrics) -> None:
    paragraph = laid_out(text, metrics)
    for offset, _after in clusters(paragraph):
        line, x = paragraph.line_of(offset), paragraph.x_of(offset)
        found = paragraph.offset_at(x, middle(paragraph, line))
        if paragraph.has_two_directions:
            # Where directions meet, a place has two neighbours, and the caret is in front of or behind one of them.
            boxes = [
                *paragraph.boxes(found, paragraph.after(found)),
                *paragraph.boxes(paragraph.before(found), found),
            ]
            assert found == offset or any(abs(edge - x) <= 1 for _line, *edges in boxes for edge in edges)
        else:
            assert paragraph.x_of(found, line) == x


@pytest.mark.parametrize(("name", "text"), LINES)
def test_the_halves_of_a_character_lead_to_its_two_ends(name: str, text: str, metrics: Metrics) -> None:
    paragraph = laid_out(text, metrics)
    last_places = {paragraph.line_end(line) for line in range(paragraph.line_count - 1)}
    for offset, after in clusters(paragraph):
        boxes = paragraph.boxes(offset, after)
        if len(boxes) == 1 and boxes[0].right - boxes[0].left >= 4:
            line, left, right = boxes[0]
            y = middle(paragraph, line)
            ends = {paragraph.offset_at(left + 1, y), paragraph.offset_at(right - 1.5, y)}
            assert ends == {offset, after} or (after in last_places and ends == {offset})


@pytest.mark.parametrize(("name", "text"), LINES)
def test_lines_cover_the_text_without_gap_or_overlap(name: str, text: str, metrics: Metrics) -> None:
    paragraph = laid_out(text, metrics)
    ends = [paragraph.line_end(line) for line in range(paragraph.line_count)]
    starts = [paragraph.line_start(line) for line in range(paragraph.line_count)]
    assert starts == [paragraph.start, *ends[:-1]]
    assert ends[-1] == paragraph.end


@pytest.mark.parametrize(("name", "text"), LINES)
def test_qt_is_given_a_unit_for_every_unit_of_the_text(name: str, text: str, metrics: Metrics) -> None:
    paragraph = laid_out(text, metrics)
    assert len(paragraph.layout.text().encode("utf-16-le")) == len(text.encode("utf-16-le"))


def test_all_lines_are_equally_far_apart_whatever_is_written_on_them(metrics: Metrics) -> None:
    mixed = laid_out(
        "latin 中文字 नमस्ते \U0001f468\u200d\U0001f469 عربي Z\u0361\u0311\u0343 " * 8, metrics, 300
    )
    assert mixed.line_count > 3
    tops = []
    for number in range(mixed.line_count):
        line = mixed.layout.lineAt(number)
        tops.append(line.position().y() + line.ascent() - metrics.baseline)
    assert tops == pytest.approx([number * metrics.pitch for number in range(mixed.line_count)])
    assert mixed.height == mixed.line_count * metrics.pitch + metrics.gap


def test_the_name_in_an_arabic_sentence_is_covered_from_edge_to_edge(metrics: Metrics) -> None:
    text = TRAPS["Arabic"]
    paragraph = laid_out(text, metrics, 900)
    at = START + text.index("NATO")
    whole = paragraph.boxes(at, at + 4)
    letters = [box for offset in range(at, at + 4) for box in paragraph.boxes(offset, offset + 1)]
    assert len(whole) == 1
    assert whole[0].left == min(box.left for box in letters)
    assert whole[0].right == max(box.right for box in letters)
    assert all(one.left < other.left for one, other in pairwise(letters))


def test_a_stretch_over_both_directions_is_drawn_in_pieces(metrics: Metrics) -> None:
    text = 'He said "قال نعم" twice'
    paragraph = laid_out(text, metrics, 900)
    first, last = text.index("said"), text.index("قال") + 3
    boxes = paragraph.boxes(START + first, START + last)
    assert len(boxes) == 2


def test_a_tab_in_a_line_of_both_directions_has_a_box(metrics: Metrics) -> None:
    text = "نص\tنص NATO"
    paragraph = laid_out(text, metrics, 900)
    assert len(paragraph.boxes(START, START + 5)) == 1
    assert paragraph.boxes(START + 2, START + 3)


@pytest.mark.parametrize("letter", ["x", "i", "m", "🙂"])
def test_words_with_a_tab_between_them_never_look_like_one(letter: str, metrics: Metrics) -> None:
    for count in range(1, 14):
        paragraph = laid_out(f"{letter * count}\tword\tb", metrics)
        for place in (count, count + 5):
            tab = paragraph.boxes(START + place, START + place + 1)
            assert sum(box.right - box.left for box in tab) >= metrics.average - 1
        assert paragraph.line_count == 1
        assert not paragraph.hidden


def test_blanks_at_which_a_line_is_broken_are_not_drawn(metrics: Metrics) -> None:
    paragraph = laid_out("word " * 60, metrics)
    for line in range(paragraph.line_count - 1):
        box = paragraph.boxes(paragraph.line_start(line), paragraph.line_end(line))[0]
        assert box.right <= paragraph.ink_right(line) < paragraph.width + 1


def test_a_part_of_a_ligature_has_its_share_of_the_width(metrics: Metrics) -> None:
    paragraph = laid_out("office affix", metrics)
    boxes = paragraph.boxes(START, paragraph.end)
    letters = [paragraph.boxes(offset, offset + 1)[0] for offset in range(START, paragraph.end)]
    assert len(boxes) == 1
    assert sum(box.right - box.left for box in letters) == boxes[0].right - boxes[0].left


@pytest.mark.parametrize("text", ["", " ", "\t \u00a0"])
def test_a_line_without_words_is_low(text: str, metrics: Metrics) -> None:
    assert laid_out(text, metrics).height == metrics.blank


def test_a_piece_of_a_line_is_not_followed_by_a_gap(metrics: Metrics) -> None:
    piece = Paragraph(0, 0, "piece", is_cut=True, metrics=metrics, width=WIDTH)
    assert piece.height == metrics.pitch


@pytest.mark.parametrize("name", ["lone CR", "U+2028 and U+2029", "U+0085", "vertical tab and form feed"])
def test_old_line_breaks_begin_new_lines_and_are_pointed_out(name: str, metrics: Metrics) -> None:
    text = TRAPS[name]
    paragraph = laid_out(text, metrics)
    breaks = [place for place, character in enumerate(text) if not character.isalpha()]
    assert paragraph.line_count == len(breaks) + 1
    assert paragraph.hidden == breaks


def test_the_caret_walks_through_both_directions_on_the_screen(metrics: Metrics) -> None:
    paragraph = laid_out('He said "قال 12 (NATO) نعم" twice', metrics, 900)
    offset, seen = paragraph.start, [paragraph.start]
    while (beside := paragraph.visually_beside(offset, right=True)) != offset:
        assert beside not in seen
        offset = beside
        seen.append(offset)
    assert offset == paragraph.end
    assert len(seen) == len(paragraph.text) + 1


def test_arabic_paragraphs_run_from_right_to_left(metrics: Metrics) -> None:
    assert laid_out(TRAPS["Arabic"], metrics).is_right_to_left
    assert not laid_out(TRAPS["Latin with Arabic inside"], metrics).is_right_to_left
    assert not laid_out("(12) plain", metrics).is_right_to_left


def test_a_part_of_an_arabic_ligature_is_drawn_inside_of_it(metrics: Metrics) -> None:
    text = "قال لا نعم"
    paragraph = laid_out(text, metrics, 900)
    lam = START + text.index("لا")
    whole = paragraph.boxes(lam, lam + 2)[0]
    first, second = paragraph.boxes(lam, lam + 1)[0], paragraph.boxes(lam + 1, lam + 2)[0]
    assert (second.left, first.right) == (whole.left, whole.right)
    assert abs(first.left - second.right) <= 1


def test_arabic_lines_end_at_the_left_and_begin_at_the_right(metrics: Metrics) -> None:
    paragraph = laid_out("قال الرئيس إن الاتفاق جاهز " * 6, metrics)
    assert paragraph.line_count > 1
    for line in range(paragraph.line_count - 1):
        first = paragraph.line_start(line)
        assert paragraph.boxes(first, first + 1)[0].right == paragraph.width
    last = paragraph.boxes(paragraph.line_start(paragraph.line_count - 1), paragraph.end)
    assert last[-1].right == paragraph.width


@pytest.mark.parametrize(("name", "text"), LINES)
def test_a_cut_through_joined_letters_is_where_their_clusters_are(
    name: str, text: str, metrics: Metrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    paragraph, slow = laid_out(text, metrics), laid_out(text, metrics)
    ends = [paragraph.start, *(end for _start, end in clusters(paragraph))]
    passages = [(start, end) for place, start in enumerate(ends) for end in ends[place + 1 : place + 9]]
    quickly = [paragraph.boxes(*passage) for passage in passages]
    monkeypatch.setattr(Stretches, "ranges", lambda *_ends, **_how: None)
    assert quickly == [slow.boxes(*passage) for passage in passages]


@pytest.mark.parametrize(
    ("text", "widths"),
    [
        ("قال الرئيس في NATO, EU. بعد الحكومة 2015 ", range(150, 420, 30)),
        ("אמר ראש NATO של EU, הסכם 2015. שר ", range(150, 420, 30)),
        ("בְּרֵאשִׁית NATO . , . EU שר 12,5 ", [4000]),
    ],
)
def test_words_that_run_against_their_paragraph_have_the_places_of_their_clusters(
    text: str, widths: Sequence[int], metrics: Metrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    blanks = [place for place, character in enumerate(text * 5) if character == " "]
    ends = [START, *(START + place + side for place in blanks for side in (0, 1))]
    passages = [(start, end) for place, start in enumerate(ends) for end in ends[place + 1 : place + 20]]
    quick, slow = ([laid_out(text * 5, metrics, width) for width in widths] for _turn in range(2))
    quickly = [[one.boxes(*passage) for passage in passages] for one in quick]
    monkeypatch.setattr(Stretches, "ranges", lambda *_ends, **_how: None)
    assert quickly == [[one.boxes(*passage) for passage in passages] for one in slow]


def test_a_number_at_the_end_of_a_line_from_the_right_needs_no_clusters(
    metrics: Metrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(BidiLines, "line", lambda _turned, number: asked.append(number))
    found: list[str] = []
    for width in range(200, 420, 20):
        paragraph = laid_out("قال 2015 في " * 20, metrics, width)
        for end in paragraph.seen_ends[:-1]:
            assert paragraph.boxes(end - 4, end)
            found.append(paragraph.text[end - START - 4 : end - START])
    assert "2015" in found
    assert asked == []
