"""Tagsets as files: what is shipped, what is refused, and that nothing is lost on the way."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.errors import FormatError
from desktop_app.base.paths import resources
from desktop_app.base.shown import shown
from desktop_app.model.tagset import DOCUMENT, Tag, Tagset
from desktop_app.model.tagset_file import FORMAT, dump_tagset, load_tagset, title_of
from desktop_app.model.tagset_rules import RESERVED_KEYS, shortcut_problem

SHIPPED = ("blank", "claims-in-the-news", "discourse-network", "named-entities", "reported-speech")


def file(**keys: object) -> bytes:
    return json.dumps({"format": FORMAT, "version": 1, **keys}).encode()


def tag(**keys: object) -> bytes:
    return file(tags=[{"name": "Actor", **keys}])


def attribute(**keys: object) -> bytes:
    return tag(attributes=[{"name": "mention", "kind": "text", **keys}])


def two(first: dict[str, object], second: dict[str, object]) -> bytes:
    return file(tags=[{"name": "Actor", **first}, {"name": "Claim", **second}])


REFUSED = {
    "nothing": b"",
    "blanks only": b" \n",
    "no JSON": b"tags: Actor",
    "cut off": file()[:-1],
    "two values": file() + b"{}",
    "an array": b"[]",
    "a number": b"7",
    "null": b"null",
    "not UTF-8": file().replace(b"rubricator", b"rubric\xe4tor"),
    "UTF-16": file().decode().encode("utf-16"),
    "a lone surrogate": tag(guideline="\ud83d"),
    "a raw control character": file().replace(b"rubricator", b"rubri\x01cator"),
    "NUL": file() + b"\x00",
    "NaN": file().replace(b"1", b"NaN"),
    "deep nesting": file().replace(b"1", b"[" * 100_000),
    "another format": file().replace(FORMAT.encode(), b"codebook"),
    "no format": b'{"version": 1}',
    "no version": json.dumps({"format": FORMAT}).encode(),
    "a later version": file(version=2),
    "version 0": file(version=0),
    "a version of many digits": file().replace(b"1", b"1" * 400),
    "a version in words": file(version="1"),
    "an unknown key": file(colours=[]),
    "an unknown key in a tag": tag(color="#ffffff"),
    "a key twice": file().replace(b'"version": 1', b'"version": 1, "version": 1'),
    "tags in an object": file(tags={"Actor": {}}),
    "a tag that is a word": file(tags=["Actor"]),
    "a tag without a name": file(tags=[{"colour": "#ffffff"}]),
    "an empty name": tag(name=""),
    "a blank name": tag(name="  "),
    "a name with blanks around": tag(name=" Actor"),
    "a name with a line break": tag(name="Act\nor"),
    "a name with a hidden character": tag(name="Act\u202eor"),
    "a name with a slash": tag(name="Actor/Person"),
    "a name too long": tag(name="A" * 81),
    "a number for a name": tag(name=3),
    "a reserved key": tag(shortcut="n"),
    "a reserved key in capitals": tag(shortcut="X"),
    "a digit for a key": tag(shortcut="7"),
    "a digit of another script": tag(shortcut="٧"),
    "a blank for a key": tag(shortcut=" "),
    "a key of two letters": tag(shortcut="ab"),
    "the same key twice": two({"shortcut": "a"}, {"shortcut": "A"}),
    "a colour name": tag(colour="red"),
    "a short colour": tag(colour="#fff"),
    "a guideline too long": tag(guideline="x" * 20_001),
    "a guideline with NUL": tag(guideline="x\u0000"),
    "an example that is a number": tag(examples=[1]),
    "the same name twice": two({"name": "Claim"}, {}),
    "the same name in another case": two({"name": "CLAIM"}, {}),
    "a parent that does not exist": tag(parent="Thing"),
    "a parent that comes later": two({"parent": "Claim"}, {}),
    "a tag below itself": tag(parent="Actor"),
    "active that is a word": tag(active="yes"),
    "an attribute without a kind": tag(attributes=[{"name": "mention"}]),
    "an attribute of an unknown kind": attribute(kind="colour"),
    "an attribute without a name": attribute(name=""),
    "an attribute twice": tag(
        attributes=[{"name": "mention", "kind": "text"}, {"name": "Mention", "kind": "text"}]
    ),
    "a choice without options": attribute(kind="choice"),
    "a text with options": attribute(options=["a"]),
    "an option twice": attribute(kind="choice", options=["a", "a"]),
    "an empty option": attribute(kind="choice", options=[""]),
    "an option with a semicolon": attribute(kind="choices", options=["a;b"]),
    "options in one word": attribute(kind="choice", options="a, b"),
    "an attribute of the document twice": file(
        document=[{"name": "remark", "kind": "text"}, {"name": "remark", "kind": "text"}]
    ),
    "a file too large": b" " * 4_000_001,
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_tagset_file_is_refused_with_a_reason_and_a_next_step(name: str) -> None:
    with pytest.raises(FormatError) as caught:
        load_tagset(REFUSED[name], ATTRIBUTES)
    assert caught.value.what
    assert caught.value.hint
    assert len(str(caught.value)) < 400


def test_more_than_sixty_bad_tagset_files_are_tried() -> None:
    assert len(REFUSED) > 60
    assert len(set(REFUSED.values())) == len(REFUSED)


def test_the_place_of_a_wrong_type_is_named() -> None:
    with pytest.raises(FormatError) as caught:
        load_tagset(two({}, {"shortcut": 3}), ATTRIBUTES)
    assert caught.value.where == "tags[1].shortcut"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    plain = (resources() / "tagsets" / "claims-in-the-news.json").read_bytes()
    edited = b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n")
    assert load_tagset(edited, ATTRIBUTES) == load_tagset(plain, ATTRIBUTES)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_tagset_is_written_exactly_as_it_lies_there(name: str) -> None:
    data = (resources() / "tagsets" / f"{name}.json").read_bytes()
    title, about = title_of(data)
    assert title
    assert about
    assert dump_tagset(load_tagset(data, ATTRIBUTES), title=title, about=about) == data


def test_the_tagsets_folder_holds_what_is_tested_here() -> None:
    assert sorted(path.stem for path in (resources() / "tagsets").iterdir()) == list(SHIPPED)


def shipped(name: str, seed: str = "") -> Tagset:
    return load_tagset((resources() / "tagsets" / f"{name}.json").read_bytes(), ATTRIBUTES, seed=seed)


def test_the_starter_tagset_switches_on_four_tags_with_their_keys() -> None:
    tagset = shipped("claims-in-the-news")
    assert {item.name: item.shortcut for item in tagset.tags if item.active} == {
        "Actor": "a",
        "Claim": "c",
        "Date": "d",
        "Cue": "q",
    }
    assert [item.name for item in tagset.tags if not item.active] == ["Place", "Reason", "Event"]
    assert all(item.guideline and item.examples and item.colour for item in tagset.tags)


def test_concept_and_stance_of_a_claim_are_required_and_every_attribute_explains_itself() -> None:
    tagset = shipped("claims-in-the-news")
    required = [(tagset.path(item.tag_uid), item.name) for item in tagset.attributes if item.required]
    assert required == [("Claim", "concept"), ("Claim", "stance")]
    assert all(item.guideline for item in tagset.attributes)
    assert [item.name for item in tagset.attributes_of(DOCUMENT)] == ["relevance", "remark"]


def test_uids_follow_from_the_seed_and_the_names_alone() -> None:
    assert shipped("named-entities", "p") == shipped("named-entities", "p")
    first = {item.uid for item in shipped("named-entities", "p").tags}
    assert first.isdisjoint(item.uid for item in shipped("named-entities", "q").tags)
    assert all(len(uid) == 32 for uid in first)


def test_a_parent_is_written_before_its_children_whatever_the_order_of_display() -> None:
    tags = (Tag("2", "Person", parent_uid="1"), Tag("1", "Actor"), Tag("3", "Child", parent_uid="2"))
    again = load_tagset(dump_tagset(Tagset(tags)), ATTRIBUTES)
    assert [again.path(item.uid) for item in again.tags] == ["Actor", "Actor/Person", "Actor/Person/Child"]


@pytest.mark.parametrize("key", sorted(RESERVED_KEYS))
def test_a_reserved_key_is_no_shortcut_in_either_case(key: str) -> None:
    assert shortcut_problem(key)
    assert shortcut_problem(key.upper())


@pytest.mark.parametrize("key", ["", "a", "Q", "ß", "ж", "א", "+"])
def test_any_other_single_sign_is_a_shortcut_and_so_is_none(key: str) -> None:
    assert shortcut_problem(key) == ""


names = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12).filter(
    lambda name: shown(name) == name
)


def folded(item: dict[str, object]) -> str:
    return str(item["name"]).casefold()


@st.composite
def attributes(draw: st.DrawFn) -> dict[str, object]:
    options = draw(st.lists(names, min_size=1, max_size=4, unique=True))
    return {"name": draw(names), "kind": "choice", "options": options, "required": draw(st.booleans())}


@st.composite
def tags_in_a_file(draw: st.DrawFn) -> dict[str, object]:
    return {
        "name": draw(names),
        "guideline": draw(st.text(st.characters(exclude_categories=["C"]), max_size=30)),
        "examples": draw(st.lists(names, max_size=2)),
        "active": draw(st.booleans()),
        "pinned": draw(st.booleans()),
        "attributes": draw(st.lists(attributes(), max_size=3, unique_by=folded)),
    }


@given(tags=st.lists(tags_in_a_file(), max_size=6, unique_by=folded))
def test_writing_what_was_read_gives_the_same_bytes_again(tags: list[dict[str, object]]) -> None:
    tagset = load_tagset(file(tags=tags), ATTRIBUTES)
    written = dump_tagset(tagset)
    assert load_tagset(written, ATTRIBUTES) == tagset
    assert dump_tagset(load_tagset(written, ATTRIBUTES)) == written


@given(data=st.binary(max_size=60))
def test_bytes_by_chance_are_refused_and_never_crash(data: bytes) -> None:
    with pytest.raises(FormatError):
        load_tagset(data, ATTRIBUTES)
