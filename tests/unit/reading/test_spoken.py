"""What is said of annotations to those who listen."""

from __future__ import annotations

from desktop_app.gui.reading.card import MARKS_LIMIT, Card
from desktop_app.gui.reading.marks import Mark
from desktop_app.gui.reading.spoken import QUOTE_LIMIT, around_caret, crossing, of_changes, of_values
from desktop_app.model.changes import Change, Changes
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span


def name_of(tag: str) -> str:
    return tag.title()


def mark(uid: str, tag: str = "actor") -> Mark:
    return Mark(0, 4, tag, "me", uid, piece=False)


def card_of(found: Mark) -> Card:
    return Card(found.tag.title(), "  Oslo ", "why\nnot", (("stance", "support"),))


def annotation(*quotes: str, tag: str = "actor", end: int = 6, note: str = "") -> Annotation:
    return Annotation("1", "d", "me", tag, (Span(0, end),), quotes, note=note)


NORWAY = annotation("Norway ")


def said(*pairs: tuple[Annotation | None, Annotation | None]) -> str:
    return of_changes(Changes("", tuple(Change(*pair) for pair in pairs)).in_document("d"), name_of)


def test_going_into_a_mark_says_its_tag_and_going_out_too() -> None:
    actor, claim = mark("1"), mark("2", "claim")
    assert crossing([], [actor], name_of) == "In Actor"
    assert crossing([actor], [actor, claim], name_of) == "In Claim"
    assert crossing([actor, claim], [actor], name_of) == "Out of Claim"
    assert crossing([actor], [claim], name_of) == "In Claim"
    assert crossing([], [actor, claim, mark("3")], name_of) == "In Actor, Claim"
    assert crossing([actor], [actor], name_of) == ""


def test_all_that_is_known_about_the_marks_at_a_place_is_there_to_be_asked_for() -> None:
    assert around_caret([], card_of) == ""
    assert around_caret([mark("1"), mark("1")], card_of) == "Actor: Oslo, stance: support, Note: why not"
    many = around_caret([mark(str(number)) for number in range(MARKS_LIMIT + 2)], card_of)
    assert many.count("Oslo") == MARKS_LIMIT
    assert many.endswith("and 2 more")


def test_what_an_action_did_is_said_in_a_few_words() -> None:
    claim = annotation("Norway ", tag="claim")
    moved = annotation("Norway is", end=9)
    assert said((None, NORWAY)) == "Marked as Actor: Norway"
    assert said((NORWAY, None)) == "Removed Actor: Norway"
    assert said((NORWAY, claim)) == "Now Claim"
    assert said((NORWAY, moved)) == "Actor: Norway is"
    assert said((NORWAY, annotation("Norway ", note="x"))) == ""
    assert said() == ""


def test_many_changes_are_counted_and_long_passages_cut() -> None:
    several = [(None, NORWAY), (None, NORWAY), (NORWAY, None), (NORWAY, NORWAY)]
    assert said(*several) == "2 marks added, 1 mark removed, 1 mark changed"
    assert len(said((None, annotation("word " * 100)))) < QUOTE_LIMIT + 30


def test_values_that_a_key_gave_or_took_are_said_by_their_names() -> None:
    support, oppose = ("stance", "support"), ("stance", "oppose")
    assert of_values([], [support]) == "stance: support"
    assert of_values([support, ("form", "demand")], [oppose, ("form", "demand")]) == "stance: oppose"
    assert of_values([support], []) == "stance: nothing chosen"
    assert of_values([support], [support]) == ""
