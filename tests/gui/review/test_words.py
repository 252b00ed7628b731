"""What is said about cases, without a window."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.agreement.clusters import Case, Difference, Item
from desktop_app.gui.review.book import Book
from desktop_app.gui.review.case_model import CaseFilter, tag_pairs
from desktop_app.gui.review.naming import Naming, anonymous
from desktop_app.gui.review.words import Piece, pieces
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotator, Role
from desktop_app.ops import adjudication, case_records, cases
from desktop_app.ops.case_records import Standing
from tests.builders import a_project
from tests.differences import PEOPLE, differing

TEXT = "called for like-minded groups to band together against Russia and their allies"


def item(start: int, end: int, who: str, label: str = "c") -> Item:
    return Item(((start, end),), label, f"{who}{start}", who)


def said(items: tuple[Item, ...], place: int) -> list[Piece]:
    words = [TEXT[one.ranges[0][0] : one.ranges[0][1]] for one in items]
    return pieces(items, words, place)


def test_of_two_ends_the_longer_one_shows_what_the_other_has_not() -> None:
    longer, shorter = item(11, len(TEXT), "a"), item(11, TEXT.index(" and their"), "b")
    both = (longer, shorter)
    assert said(both, 0)[-1] == (" and their allies", True)
    ((common, differs),) = said(both, 1)
    assert common.endswith("against Russia")
    assert common.startswith("… ")
    assert not differs


def test_what_all_have_in_common_stays_whole_when_it_is_short() -> None:
    both = (item(0, 10, "a"), item(7, 10, "b"))
    assert said(both, 0) == [("called ", True), ("for", False)]


def test_passages_that_do_not_meet_are_shown_whole() -> None:
    both = (item(0, 6, "a"), item(7, 10, "b"))
    assert said(both, 0) == [("called", False)]


def parts(who: str, *ranges: tuple[int, int]) -> Item:
    return Item(ranges, "c", who, who)


def test_of_a_mark_in_parts_the_part_that_others_have_not_is_shown_as_such() -> None:
    both = (parts("a", (0, 6), (11, 22), (56, 63)), parts("b", (0, 6), (16, 22)))
    words = [" … ".join(TEXT[start:end] for start, end in one.ranges) for one in both]
    assert pieces(both, words, 0) == [
        ("called", False),
        (" … ", False),
        ("like-", True),
        ("minded", False),
        (" … ", False),
        (TEXT[56:63], True),
    ]
    assert pieces(both, words, 1) == [("called", False), (" … ", False), ("minded", False)]


@given(
    st.lists(st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=8, unique=True), min_size=2, max_size=4)
)
def test_the_pieces_of_a_mark_that_differ_are_what_not_all_have(edges: list[list[int]]) -> None:
    marks = []
    for number, found in enumerate(edges):
        places = sorted(found)[: len(found) // 2 * 2]
        marks.append(parts(str(number), *zip(places[::2], places[1::2], strict=True)))
    words = [" … ".join(TEXT[start:end] for start, end in one.ranges) for one in marks]
    covered = [{at for start, end in one.ranges for at in range(start, end)} for one in marks]
    common = set.intersection(*covered)
    for place, mine in enumerate(covered):
        differing = "".join(piece.text for piece in pieces(marks, words, place) if piece.differs)
        assert differing == ("".join(TEXT[at] for at in sorted(mine - common)) if common else "")


def test_letters_are_shuffled_in_each_document_and_stay(tmp_path: Path) -> None:
    people = [who.uid for who in PEOPLE]
    case = Case((Item(((0, 6),), "c", "1", people[0]),), tuple(people[1:]), Difference.MISSING)
    with a_project(tmp_path) as project:
        naming = Naming(project, seed="s", blind=True)
        orders = {naming.people(f"document {number}", case) for number in range(30)}
        again = {Naming(project, seed="s", blind=True).people(f"document {n}", case) for n in range(30)}
        assert orders == again
        assert len(orders) > 1
        assert list(naming.called("document 1", case).values()) == ["A", "B", "C", "D", "E"]


@given(st.integers(1, 60), st.text())
def test_letters_of_the_project_are_those_of_no_document_and_tell_everybody_apart(
    count: int, seed: str
) -> None:
    people = [Annotator(derived_uid(str(number)), f"name {number}") for number in range(count)]
    gold = Annotator("gold", "gold", Role.GOLD)
    found = anonymous([*people, gold], seed)
    names = [who.name for who in found]
    assert found == anonymous([gold, *reversed(people)], seed)
    assert len(set(names)) == count + 1
    assert names[0] == "gold"
    assert not any(name[0] in "ABCDE" for name in names[1:])


def test_a_filter_finds_pairs_of_tags_whatever_their_order() -> None:
    case = Case((item(0, 6, "a", "x"), item(0, 6, "b", "y")), (), Difference.LABEL)
    assert tag_pairs(case) == {("x", "y")}
    decision = case_records.Decision("d", case, Standing.OPEN)
    assert CaseFilter(tags=("x", "y")).fits(decision)
    assert not CaseFilter(tags=("x", "z")).fits(decision)
    assert CaseFilter(annotator="a").fits(decision)
    assert not CaseFilter(kind=Difference.MISSING).fits(decision)
    assert not CaseFilter(standings=frozenset({Standing.DECIDED})).fits(decision)


@pytest.mark.parametrize(
    ("coded", "found"), [({"s": False}, True), ({"s": True}, False), ({"t": False, "u": 's": false'}, False)]
)
def test_a_filter_finds_what_somebody_was_not_sure_of(coded: dict[str, object], found: bool) -> None:
    unsure = item(0, 6, "b", "x")._replace(values=json.dumps(coded))
    case = Case((item(0, 6, "a", "x"), unsure), (), Difference.VALUES)
    wanted = CaseFilter(unsure=frozenset({"s", "r"}))
    assert wanted.fits(case_records.Decision("d", case, Standing.OPEN)) is found
    link = item(0, 6, "a", "slot")._replace(values='["published", ""]')
    of_slot = case_records.Decision("d", Case((link,), (), Difference.SLOT), Standing.OPEN, slot_uid="slot")
    assert not wanted.fits(of_slot)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3)), max_size=8))
def test_what_the_book_keeps_is_what_the_project_says_after_any_verdicts_and_undos(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[int, int]]
) -> None:
    with a_project(tmp_path_factory.mktemp("book")) as project:
        (document,) = differing(project, people=3)
        book = Book(project)
        book.cases_of(document.uid)
        end = project.on_changed(book.apply)
        for number, kind in moves:
            known = book.cases_of(document.uid)
            decision = known[number % len(known)]
            if kind == 3 and project.undo_label == "Decide":
                project.undo()
            else:
                uids = [one.uid for one in decision.case.items][:kind]
                adjudication.take(project, decision, uids)
            assert tuple(book.cases_of(document.uid)) == cases.decisions(project, document.uid)
            assert book.counts() == counted(book, document.uid)
        end()


def counted(book: Book, uid: str) -> Counter[Standing]:
    fresh = Book(book.project)
    fresh.cases_of(uid)
    return fresh.counts()
