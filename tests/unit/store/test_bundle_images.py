"""What a bundle of changes says in one row is what a row for each of them would say."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.base.errors import DamagedError
from desktop_app.model.changes import Change, Changes
from desktop_app.model.records import Annotation, Origin
from desktop_app.model.span import Span
from desktop_app.model.values import Values
from desktop_app.store import bundles, portions
from desktop_app.store.edits import ImageChange
from desktop_app.store.rows import ANNOTATIONS
from desktop_app.store.table import values_cell
from tests.builders import ANNA, a_document, a_project, an_annotation, tag_named

TEXT = "Ayman 😀 al-Zawahri called for a coalition, Reuters reported on Sunday."
TRAPS = [
    '"',
    "\\",
    '","values":"{}","note":"',
    '"tag_uid":"a"',
    "\n",
    "\x00\x0b\x7f",
    "😀\u2028",
    ',"note":',
    "x",
]
WORDS = st.lists(st.sampled_from(TRAPS), max_size=4).map("".join)
VALUES = st.dictionaries(WORDS, WORDS | st.booleans() | st.floats(0, 1), max_size=2)
UIDS = st.lists(WORDS | st.uuids().map(lambda uid: uid.hex), min_size=1, max_size=6, unique=True)


def _change(uid: str, tags: tuple[str, str], note: str, values: tuple[Values, Values]) -> Change:
    was = Annotation(uid, note, "b", tags[0], (Span(1, 4),), (note,), values[0], note, Origin.HAND, 0.1 + 0.2)
    return Change(was, msgspec.structs.replace(was, tag_uid=tags[1], values=values[1]))


def _plain(change: Change) -> ImageChange:
    before, after = change.before, change.after
    assert isinstance(before, Annotation)
    assert isinstance(after, Annotation)
    images = (ANNOTATIONS.image_of(ANNOTATIONS.to_cells(item)) for item in (before, after))
    return ImageChange("annotation", before.uid, *images)


def _of_document(made: Iterable[Change], document_uid: str) -> list[Change]:
    return [
        item
        for item in made
        if isinstance(found := item.after or item.before, Annotation) and found.document_uid == document_uid
    ]


@given(UIDS, WORDS, WORDS, st.data())
def test_a_bundle_tells_of_each_mark_what_a_row_of_its_own_would(
    uids: list[str], was: str, tag: str, data: st.DataObject
) -> None:
    made = [_change(uid, (was, tag), data.draw(WORDS), data.draw(st.tuples(VALUES, VALUES))) for uid in uids]
    plain = [_plain(change) for change in made]
    cells = {
        place: values_cell(change.after.values)
        for place, change in enumerate(made)
        if isinstance(change.after, Annotation)
    }
    (found,) = bundles.bundled([str(item.before).encode() for item in plain], cells, was, tag)
    again_read = bundles.bundle_of(found.before.decode(), found.rule)
    for bundle in (found, again_read, found.reversed().reversed()):
        assert list(bundle.single()) == plain
        assert list(bundle.changes) == made
        assert bundle.uids == uids
        for document_uid in {*(uid for uid, _annotator_uid in bundle.layers), "elsewhere"}:
            assert list(bundle.in_document(document_uid)) == _of_document(made, document_uid)
        assert sum(bundle.layers.values()) == bundle.count == len(uids)
    assert list(found.reversed().single()) == [item.reversed() for item in plain]
    assert list(Changes("", (found,)).of(Annotation)) == [(item.before, item.after) for item in made]


MOVES = st.sampled_from(["came", "went", "became"])


@given(st.lists(st.tuples(st.sampled_from(["one", "two", "three"]), MOVES, st.booleans()), max_size=12))
def test_changes_of_one_document_are_those_that_name_it_in_the_same_order(
    drawn: list[tuple[str, str, bool]],
) -> None:
    items: list[Change | bundles.Bundle] = []
    singly: list[Change] = []
    for number, (document_uid, move, together) in enumerate(drawn):
        made = _change(f"{number:032x}", ("a", "b"), document_uid, ({}, {}))
        before, after = made.before, made.after
        alone = Change(None if move == "came" else before, None if move == "went" else after)
        if together:
            items += bundles.bundled([str(_plain(made).before).encode()], {}, "a", "b")
        else:
            items.append(alone)
        singly.append(made if together else alone)
    changes = Changes("", tuple(items))
    assert changes.count_of(Annotation) == len(drawn)
    assert changes.documents == {document_uid for document_uid, _move, _together in drawn}
    for document_uid in ("one", "two", "three", "four"):
        wanted = _of_document(singly, document_uid)
        here = changes.in_document(document_uid)
        assert here.pairs == [(item.before, item.after) for item in wanted]
        assert here.count == len(wanted)
        came, went = (
            (sum(item is None for item in half) for half in zip(*here.pairs, strict=True))
            if wanted
            else (0, 0)
        )
        assert here.numbers == (came, went, len(wanted) - came - went)


def test_what_became_of_one_document_is_known_without_reading_what_became_of_others() -> None:
    good = _change("1" * 32, ("a", "b"), "here", ({}, {}))
    image = str(_plain(good).before)
    wrong = image.replace('"here"', '"there"', 1).replace('"start":1', '"start":"nowhere"')
    assert wrong.count('"nowhere"') == 1
    (found,) = bundles.bundled([image.encode(), *[wrong.encode()] * 3], {}, "a", "b")
    changes = Changes("", (found,))
    assert changes.documents == {"here", "there"}
    assert changes.in_document("there").count == changes.in_document("there").numbers[2] == 3
    assert changes.in_document("here").pairs == [(good.before, good.after)]
    assert list(changes.added(Annotation)) == list(changes.removed(Annotation)) == []
    with pytest.raises(DamagedError):
        list(changes.of(Annotation))


def test_large_images_go_into_bundles_that_can_be_handled() -> None:
    images = [b'{"uid":"%d","values":"%s"}' % (number, b"x" * 3_000_000) for number in range(3)]
    images += [b'{"uid":"3"}'] * 5000
    made = list(bundles.bundled(images, {1: "{}", 5002: '{"a":1}'}, "a", "b"))
    assert b"\n".join(bundle.before for bundle in made).split(b"\n") == images
    assert max(len(bundle.before) for bundle in made) < 8_000_000
    assert [bundle.values for bundle in made if bundle.values] == [{"{}": [0]}, {'{"a":1}': [1000]}]


PLACES = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=40)


@settings(max_examples=20, deadline=None)
@given(PLACES, st.integers(1, 6))
def test_portions_hold_every_mark_of_a_tag_once_in_their_order(
    places: list[tuple[int, bool]], size: int
) -> None:
    with tempfile.TemporaryDirectory() as name, a_project(Path(name)) as project:
        actor, event = tag_named(project, "Actor"), tag_named(project, "Event")
        found = [a_document(project, TEXT + str(number)) for number in range(3)]
        made = [
            an_annotation(
                found[number % 3],
                TEXT,
                [(start, start + 3)],
                tag_uid=actor if mine else event,
                annotator_uid=ANNA.uid,
            )
            for number, (start, mine) in enumerate(places)
        ]
        with project.step("Mark") as step:
            step.put_all(made)
        database = project.file.database
        some = [
            [item.uid for item in portions.glance(database, portion, [actor], "")]
            for portion in portions.with_tags(database, [actor], size)
        ]
        wanted = sorted((mark.document_uid, mark.start, mark.uid) for mark in made if mark.tag_uid == actor)
        assert [uid for uids in some for uid in uids] == [uid for _document, _start, uid in wanted]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=1, max_size=30), st.integers(1, 30))
def test_marks_are_found_by_their_uids_whatever_else_lies_in_their_documents(
    places: list[int], number: int
) -> None:
    with tempfile.TemporaryDirectory() as name, a_project(Path(name)) as project:
        actor, found = tag_named(project, "Actor"), [a_document(project, TEXT + str(one)) for one in range(3)]
        made = [
            an_annotation(found[place], TEXT, [(1, 4)], tag_uid=actor, annotator_uid=ANNA.uid)
            for place in places
        ]
        with project.step("Mark") as step:
            step.put_all(made)
        some, database = made[:number], project.file.database
        where = portions.among(database, {mark.document_uid for mark in some}, [mark.uid for mark in some])
        read = portions.glance(database, where, [actor], "")
        assert {item.uid for item in read} == {mark.uid for mark in some}
