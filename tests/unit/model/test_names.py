"""Names are compared without accents, capitals and signs, and what is taken out is found no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.entity import Alias, Entity
from desktop_app.model.names import Fit, NameIndex, fit_of, folded

WORDS = st.text("abcé -", min_size=1, max_size=6)
ENTITIES = st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=2)), min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Ada  NORDBY ", "ada nordby"),
        ("U.S.", "us"),
        ("al-Assad", "al assad"),
        ("O’Brien", "obrien"),
        ("Straße Łódź Ærø", "strasse lodz aero"),
        ("…", ""),
        ("東京", "東京"),
    ],
)
def test_a_name_is_folded_to_what_people_type(text: str, plain: str) -> None:
    assert folded(text) == plain


@given(given_=ENTITIES, typed=WORDS, gone=st.integers(0, 4))
def test_exactly_the_names_in_which_it_occurs_are_found_and_none_that_was_taken_out(
    given_: list[tuple[str, list[str]]], typed: str, gone: int
) -> None:
    index = NameIndex()
    made = [
        Entity(str(number), name, aliases=tuple(map(Alias, aliases)))
        for number, (name, aliases) in enumerate(given_)
    ]
    for entity in made:
        index.put(entity)
        index.put(entity)
    kept = [item for item in made if item.uid != str(gone)]
    index.take(str(gone))
    sought = folded(typed)
    wanted = {
        (item.uid, text)
        for item in kept
        for text in (item.name, *(alias.text for alias in item.aliases))
        if sought and fit_of(folded(text), sought) is not None
    }
    found = {(name.uid, name.text) for name, _fit in index.hits(sought)} if sought else set()
    assert found == wanted
    assert {name.uid for name in index.exactly(typed)} == {
        uid for uid, text in wanted if fit_of(folded(text), sought) is Fit.EXACT
    } or not sought


@pytest.mark.parametrize("typed", ["", "?", " … "])
def test_nothing_is_called_like_signs_alone(typed: str) -> None:
    index = NameIndex()
    assert list(index.exactly(typed)) == []
    index.put(Entity("a" * 32, "Okafor"))
    assert list(index.exactly(typed)) == []
