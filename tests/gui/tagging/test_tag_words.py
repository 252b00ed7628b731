"""Words, numbers of tags and citations: what needs no window."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.base.shown import quote_words
from desktop_app.gui.tagging.citation import cite, cited
from desktop_app.gui.tagging.palette_rows import TagRow, matching, rows_of
from desktop_app.gui.tagging.quote import is_right_to_left
from desktop_app.gui.tagging.words import date_words, made_words, moment_words, values_words
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, Document, Origin
from desktop_app.model.span import Span
from desktop_app.model.tagset import Attribute, Tag, Tagset
from desktop_app.model.values import Values
from desktop_app.ops import concepts, documents, entities
from tests.gui.tagging.conftest import TEXT, World


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2015-03-12", "12 March 2015"),
        ("2015-03", "March 2015"),
        ("2015", ""),
        ("2015~", "about 2015"),
        ("2015-03?", "perhaps March 2015"),
        ("2015-03-12%", "perhaps about 12 March 2015"),
        ("2015-03-02/2015-03-08", "2 March 2015 to 8 March 2015"),
        ("2015/2016", "2015 to 2016"),
        ("2015-03/..", "from March 2015"),
        ("/2015-03", "until March 2015"),
        ("2015-21", "spring 2015"),
        ("2015-33", "first quarter of 2015"),
        ("201X", "some year from 2010 to 2019"),
        ("2015-03-XX", ""),
        ("2015-03-12T09:30:00Z", "12 March 2015"),
        ("", ""),
        ("nonsense", ""),
        ("2015-99-99", ""),
    ],
)
def test_dates_are_said_in_words(written: str, words: str) -> None:
    assert date_words(written) == words


@given(st.text(max_size=20))
def test_no_text_upsets_the_words_for_dates(text: str) -> None:
    assert isinstance(date_words(text), str)


def test_a_moment_of_today_is_a_time_and_an_older_one_has_its_day() -> None:
    noon = datetime(2015, 11, 2, 12, 0, tzinfo=UTC)
    now = noon.astimezone()
    assert moment_words("2015-11-02T12:00:00.000Z", today=now) == f"{now:%H:%M}"
    assert moment_words("2015-11-02T12:00:00.000Z", today=now.replace(year=2016)).startswith(
        "2 November 2015, "
    )
    assert moment_words("") == ""


@pytest.mark.parametrize("origin", list(Origin))
def test_every_origin_has_words(origin: Origin) -> None:
    made = Annotation("0" * 32, "d", "a", "t", (Span(0, 1),), ("x",), origin=origin)
    assert made_words(made, "anna\u202e").split(" · ")[1] == "anna⟨U+202E⟩"


def test_the_parts_of_a_quote_are_joined_by_a_mark() -> None:
    assert quote_words(["one\r\n  two", "three"]) == "one two […] three"


def test_values_are_said_in_the_order_of_their_attributes(world: World) -> None:
    ada = entities.add(world.project, Entity("", "Ada Nordby"))
    tax = concepts.add(world.project, Concept("", "101", "Carbon tax"))
    asked = (
        Attribute("1", "t", "stance", "choice", ("for", "against")),
        Attribute("2", "t", "page", "number"),
        Attribute("3", "t", "who", "choices", ("a", "b")),
        Attribute("4", "t", "odd", "a kind of a later version"),
        Attribute("5", "t", "by", "entity"),
        Attribute("6", "t", "about", "concept"),
        Attribute("7", "t", "to", "entity"),
    )
    values: Values = {"2": 12, "1": "for", "3": ("a", "b"), "4": "kept", "9": "of no attribute"}
    assert values_words(world.project, values, asked) == "for · page: 12 · a; b · odd: kept"
    named: Values = {"5": ada.uid, "6": tax.uid, "7": "f" * 32}
    assert values_words(world.project, named, asked) == "Ada Nordby · 101 Carbon tax · unknown entity"


@pytest.mark.parametrize(
    ("text", "rtl"), [("abc", False), ("“שלום”", True), ("12 سنة", True), ("…", False), ("", False)]
)
def test_the_side_of_the_rule_follows_the_first_letter(text: str, rtl: bool) -> None:
    assert is_right_to_left(text) is rtl


def test_a_citation_says_where_the_passage_stands(world: World) -> None:
    documents.edit(
        world.project, world.document.uid, title="The Toll", author="L. Okafor", published="2015-11-02"
    )
    start = TEXT.index("😀")
    found = cite(world.project, world.document.uid, [Span(0, 10), Span(start, start + 1)])
    assert found == (
        f"“The mayors […] 😀” (L. Okafor, The Toll, 2015-11-02, characters 0–10, {start}–{start + 1})"
    )


def test_what_is_not_known_is_left_out_of_a_citation() -> None:
    document = Document("d", "a.txt", "", 3, url="https://example.org/a")
    assert cited(["abc "], document, []) == "“abc” (a.txt, https://example.org/a)"


def rows(*names: str, keys: str = "") -> tuple[TagRow, ...]:
    return tuple(TagRow(name, name, name, "", keys[place : place + 1]) for place, name in enumerate(names))


def found(typed: str, listed: tuple[TagRow, ...], recent: tuple[str, ...] = ()) -> list[str]:
    return [row.name for row in matching(listed, typed, recent)]


def test_the_beginning_of_a_name_comes_before_a_key_a_later_word_and_a_part() -> None:
    listed = rows("Fact", "Act of God", "Court act", "Zebra", "Act", keys="   a")
    assert found("act", listed) == ["Act", "Act of God", "Court act", "Fact"]
    assert found("a", listed)[:3] == ["Act of God", "Act", "Zebra"]


def test_a_typing_error_is_forgiven_in_a_word_of_some_length() -> None:
    listed = rows("Organisation", "Person", "Date")
    assert found("orgnisation", listed) == ["Organisation"]
    assert found("persn", listed) == ["Person"]
    assert found("zz", listed) == []


def test_each_typed_word_is_looked_for_by_itself() -> None:
    listed = rows("Tag number 14", "Tag number 4", "Tag number 5")
    assert found("numb 4", listed) == ["Tag number 4", "Tag number 14"]
    assert found("4 tag", listed)[:2] == ["Tag number 4", "Tag number 14"]
    assert found("number 4", listed)[0] == "Tag number 4"


def test_of_equals_the_one_that_was_used_last_comes_first() -> None:
    listed = rows("Claim A", "Claim B", "Claim C")
    assert found("claim", listed, ("Claim C", "Claim B")) == ["Claim C", "Claim B", "Claim A"]


names = st.text(alphabet="abcäß/ 😀", min_size=1, max_size=6)


@given(st.lists(names, max_size=8, unique=True), names)
def test_what_is_found_is_part_of_what_is_listed_and_listed_once(listed: list[str], typed: str) -> None:
    every = rows(*listed)
    hits = matching(every, typed)
    assert set(hits) <= set(every)
    assert len(set(hits)) == len(hits)
    if typed in listed:
        assert typed in [row.name for row in hits]


@given(st.lists(st.tuples(st.integers(0, 6), st.booleans(), st.booleans()), max_size=7))
def test_every_tag_that_is_switched_on_has_one_line_however_they_hang_together(
    shape: list[tuple[int, bool, bool]],
) -> None:
    tags = tuple(
        Tag(
            str(place + 1),
            f"t{place}",
            parent_uid=str(above) if above <= place else "",
            active=on,
            pinned=pin,
        )
        for place, (above, on, pin) in enumerate(shape)
    )
    listed = rows_of(Tagset(tags))
    assert sorted(row.uid for row in listed) == sorted(tag.uid for tag in tags if tag.active)
    pins = [row.pinned for row in listed if row.depth == 0]
    assert pins == sorted(pins, reverse=True)
