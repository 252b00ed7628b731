"""What stands on the pages of a document."""

from __future__ import annotations

from itertools import chain, pairwise

import pytest
from PySide6.QtGui import QPageSize

from desktop_app.gui.printing.body import BodyBlock
from desktop_app.gui.printing.gathering import short_code
from desktop_app.gui.printing.paper import Paper, page_layout
from desktop_app.gui.printing.printout import Printout
from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.theme.palette import LIGHT, tag_colours
from desktop_app.gui.theme.style import Choice, apply, theme
from desktop_app.gui.theme.tags import painted_tag
from desktop_app.ops import annotations as marks
from tests.builders import ANNA, BEN, an_annotation, tag_named
from tests.gui.printing.press import Press, stretches
from tests.gui.shell.seat import hands_app
from tests.traps import TRAPS

SENTENCE = "The mayors asked the state to pay for the new schools, and nobody said a word about it. "
NEWS = "\n\n".join([SENTENCE * 6] * 30)


def body_of(printout: Printout) -> list[BodyBlock]:
    blocks = (printout.contents.block(number) for number in range(printout.contents.count))
    return [block for block in blocks if isinstance(block, BodyBlock)]


@pytest.mark.parametrize("name", TRAPS)
def test_every_code_point_stands_on_one_page_in_order(press: Press, name: str) -> None:
    text = TRAPS[name]
    found = list(chain.from_iterable(stretches(press.printout(press.document(text)))))
    assert found[0][0] == 0
    assert found[-1][1] == len(text)
    assert all(one[1] == other[0] for one, other in pairwise(found))


def test_pages_begin_and_end_with_whole_lines(press: Press) -> None:
    printout = press.printout(press.document(NEWS))
    assert printout.total > 5
    lines = {block.offsets(row, row + 1) for block in body_of(printout) for row in range(len(block.heights))}
    starts, ends = {line[0] for line in lines}, {line[1] for line in lines}
    for page in stretches(printout):
        assert {start for start, _end in page} <= starts
        assert {end for _start, end in page} <= ends


def test_no_page_is_fuller_than_there_is_room(press: Press) -> None:
    printout = press.printout(press.document(NEWS))
    for page in range(printout.total):
        last = printout.pieces(page)[-1]
        assert last.top + sum(last.block.heights[last.first : last.stop]) <= press.paper.room


def test_letter_paper_is_wider_and_less_high_than_a4(press: Press) -> None:
    letter = Paper.of(page_layout(QPageSize.PageSizeId.Letter))
    assert letter.width > press.paper.width
    assert letter.height < press.paper.height


def test_the_legend_counts_the_marks_of_every_tag(press: Press) -> None:
    document = press.document(NEWS)
    for start in range(0, 60, 10):
        press.mark(document, (start, start + 5), tag="Claim" if start % 20 else "Actor")
    press.mark(document, (0, 3), (9, 12), (200, 210), tag="Date")
    found = press.gathered(document)
    kept = marks.of_document(press.project, document.uid)
    assert {found.tags[uid].path: count for uid, count in found.counts.items()} == {
        "Actor": 3,
        "Claim": 3,
        "Date": 1,
    }
    assert found.counts.total() == len(kept) == len(found.notes)
    assert found.by_annotator == {press.project.annotator.uid: len(kept)}


def test_the_list_is_numbered_by_place_and_the_longer_mark_comes_first(press: Press) -> None:
    document = press.document(NEWS)
    late, short, long = (press.mark(document, span) for span in ((40, 50), (4, 10), (4, 29)))
    found = press.gathered(document)
    assert found.numbers == {long.uid: 1, short.uid: 2, late.uid: 3}
    assert [note.quote for note in found.notes] == [NEWS[4:29], NEWS[4:10], NEWS[40:50]]
    assert found.code(short.tag_uid, short.uid) == "A2"


def test_without_a_list_letters_alone_stand_over_the_passages(press: Press) -> None:
    document = press.document(NEWS)
    made = press.mark(document, (4, 10))
    press.with_notes = False
    found = press.gathered(document)
    assert (found.notes, found.code(made.tag_uid, made.uid)) == ([], "A")


def test_notes_and_values_are_in_the_list(press: Press) -> None:
    document = press.document(NEWS)
    made = press.mark(document, (4, 10), tag="Claim")
    stance = next(item for item in press.project.tagset.attributes_of(made.tag_uid) if item.name == "stance")
    marks.set_value(press.project, made.uid, stance.uid, "support")
    marks.set_note(press.project, made.uid, "all\nof them")
    note = press.gathered(document).notes[0]
    assert (note.values, note.note) == ("support", "all of them")


def test_what_the_view_leaves_out_is_left_out_and_named(press: Press) -> None:
    document = press.document(NEWS)
    for tag in ("Actor", "Claim", "Date"):
        press.mark(document, (4, 10), tag=tag)
    date = tag_named(press.project, "Date")
    found = press.gathered(document, Filter(tags=frozenset({date})))
    assert sorted(tag.path for tag in found.tags.values()) == ["Actor", "Claim"]
    assert found.left_out == {"Date": 1}
    assert {mark.tag for mark in found.index.window(0, 100)} == set(found.tags)
    only = press.gathered(document, Filter(focus=date))
    assert [tag.path for tag in only.tags.values()] == ["Date"]
    assert only.left_out == {"Actor": 1, "Claim": 1}


def test_annotators_are_named_and_one_who_is_not_shown_is_left_out(press: Press) -> None:
    document = press.document(NEWS)
    tag = tag_named(press.project, "Actor")
    with press.project.step("Add") as step:
        step.put_all([BEN, an_annotation(document, NEWS, [(4, 10)], tag_uid=tag, annotator_uid=BEN.uid)])
    press.mark(document, (4, 10))
    both = press.gathered(document)
    assert list(both.names.values()) == ["anna", "ben"]
    alone = press.gathered(document, Filter(annotators=frozenset({BEN.uid})))
    assert alone.names == {ANNA.uid: "anna"}
    assert alone.left_out == {"ben": 1}


def test_paragraphs_from_right_to_left_stand_at_the_right_edge(press: Press) -> None:
    printout = press.printout(press.document("Latin\nقال الرئيس إن الحكومة\n"))
    latin, arabic, _last = body_of(printout)
    box = arabic.paragraph.boxes(arabic.paragraph.start, arabic.paragraph.end)[0]
    assert arabic.paragraph.is_right_to_left
    assert abs(box.right - press.paper.column) <= 1
    assert latin.paragraph.boxes(0, 5)[0].left == 0


def test_colours_are_those_of_the_light_theme_in_the_dark(press: Press) -> None:
    document = press.document(NEWS)
    made = press.mark(document, (4, 10))
    apply(hands_app(), Choice.DARK)
    found = press.gathered(document)
    dark = theme().tag(found.document.uid).tint
    theme().use(Choice.LIGHT)
    tag = painted_tag(press.project.tagset, made.tag_uid)
    assert tag is not None
    paint = found.tags[made.tag_uid]
    assert paint.tint.name() == tag_colours(tag.colour, LIGHT).tint
    assert paint.line.name() == tag_colours(tag.colour, LIGHT).line
    assert paint.tint != dark


def test_codes_are_short_and_no_two_are_the_same() -> None:
    taken: set[str] = set()
    names = ("actor", "Act", "Actress", "Act", "2", "2", "日付", "日", "", "👨‍👩‍👧 family")
    codes = [short_code(name, taken) for name in names]
    assert codes == ["A", "Ac", "Act", "Act′", "2′", "2′′", "日", "日′", "?", "👨‍👩‍👧"]
    assert len(set(codes)) == len(names)
