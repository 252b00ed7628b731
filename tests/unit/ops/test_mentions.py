"""No mention is lost, whatever is merged, split, taken out or undone."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.base.errors import UsageError
from desktop_app.model.entity import Affiliation, Alias, Entity
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents, entities, mentions, sight
from desktop_app.ops.mentions import Place
from desktop_app.ops.project import Project
from tests.builders import BEN, a_document, a_project, an_annotation, tag_named
from tests.unit.ops.naming import (
    TEXT,
    a_link_to,
    a_mark_of,
    about,
    an_entity,
    name_everywhere,
    named,
    places,
    who,
)


def test_mentions_are_found_on_marks_on_documents_and_in_slots(project: Project) -> None:
    ada, olav = an_entity(project, "Ada"), an_entity(project, "Olav")
    document_uid = name_everywhere(project, ada)
    a_mark_of(project, document_uid, olav, 15)
    found = named(project, ada.uid)
    assert Counter(item.place for item in found) == Counter(Place)
    assert {item.document_uid for item in found} == {document_uid}
    assert [bool(item.annotation_uid) for item in found] == [
        item.place is not Place.DOCUMENT for item in found
    ]
    documents.move_to_bin(project, [document_uid])
    assert named(project, ada.uid) == []
    assert mentions.number(project, [ada.uid]) == 3


def test_an_entity_in_use_is_not_removed_and_an_unused_one_is(project: Project) -> None:
    ada, olav = an_entity(project, "Ada"), an_entity(project, "Olav")
    name_everywhere(project, ada)
    with pytest.raises(UsageError) as refusal:
        mentions.remove(project, [olav.uid, ada.uid])
    assert "3" in str(refusal.value)
    mentions.remove(project, [olav.uid])
    assert entities.name_of(project, olav.uid) == ""
    project.undo()
    assert entities.get(project, olav.uid) == olav


def test_an_organisation_that_somebody_belongs_to_is_not_removed(project: Project) -> None:
    council = an_entity(project, "Council")
    entities.add(project, Entity("", "Ada", "person", affiliations=(Affiliation(council.uid),)))
    with pytest.raises(UsageError):
        mentions.remove(project, [council.uid])


def test_many_entries_are_removed_at_once_unless_one_is_in_use(project: Project) -> None:
    many = [an_entity(project, f"Name {number}") for number in range(25)]
    name_everywhere(project, many[3])
    with pytest.raises(UsageError):
        mentions.remove(project, [item.uid for item in many])
    mentions.remove(project, [item.uid for item in many if item != many[3]])
    assert list(project.register.standing()) == [many[3]]


def test_a_split_takes_the_chosen_mentions_and_aliases_and_is_undone_as_one(project: Project) -> None:
    nordby = an_entity(project, "Nordby", "Ada", "Jens")
    document_uid = name_everywhere(project, nordby)
    kept = a_mark_of(project, document_uid, nordby, 15)
    before = places(project, nordby.uid)
    chosen = [item for item in named(project, nordby.uid) if item.record_uid != kept.uid]
    depth = project.undo_depth
    jens = mentions.split(project, nordby.uid, chosen, name="Jens Nordby", aliases=[Alias("Jens")])
    assert project.undo_depth == depth + 1
    assert jens.aliases == (Alias("Jens"),)
    assert entities.get(project, nordby.uid).aliases == (Alias("Ada"),)
    assert [item.record_uid for item in named(project, nordby.uid)] == [kept.uid]
    assert places(project, jens.uid) + places(project, nordby.uid) == before
    project.undo()
    assert places(project, nordby.uid) == before
    assert entities.get(project, nordby.uid) == nordby


def test_what_others_marked_follows_a_split_and_is_hidden_in_blind_mode(project: Project) -> None:
    ada = an_entity(project, "Ada")
    document = a_document(project, TEXT)
    foreign = an_annotation(
        document, TEXT, [(0, 3)], tag_uid=tag_named(project, "Actor"), annotator_uid=BEN.uid
    )
    with project.step("Mark") as step:
        step.put(BEN, msgspec.structs.replace(foreign, values={who(project).uid: ada.uid}))
    other = mentions.split(project, ada.uid, named(project, ada.uid), name="Another Ada")
    assert [item.annotator_uid for item in named(project, other.uid)] == [BEN.uid]
    sight.set_blind(project, on=True)
    sight.keep(project)
    assert named(project, other.uid) == []


NUMBERS = st.integers(0, 3)
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), NUMBERS, NUMBERS),
        st.tuples(st.just("split"), NUMBERS, st.integers(0, 7)),
        st.tuples(st.just("take out"), NUMBERS, NUMBERS),
        st.tuples(st.just("undo"), NUMBERS, NUMBERS),
        st.tuples(st.just("redo"), NUMBERS, NUMBERS),
    ),
    max_size=10,
)


def _everything(project: Project) -> Counter[tuple[str, str]]:
    total = Counter[tuple[str, str]]()
    for item in entities.register(project).standing():
        total += places(project, item.uid)
    return total


def _act(project: Project, uids: list[str], action: tuple[str, int, int]) -> None:
    what, one, other = action
    if what == "undo":
        if project.undo_label != "Ready":
            project.undo()
    elif what == "redo":
        if project.redo_label:
            project.redo()
    elif what == "merge":
        if entities.get(project, uids[one]).uid != entities.get(project, uids[other]).uid:
            entities.merge(project, uids[one], [uids[other]])
    elif what == "split":
        chosen = [item for place, item in enumerate(named(project, uids[one])) if other >> (place % 3) & 1]
        mentions.split(project, uids[one], chosen, name="Another")
    else:
        merged = entities.register(project).exactly(uids[one])
        if merged is not None and merged.merged_into:
            entities.take_out(project, uids[one])


@settings(max_examples=25, deadline=None)
@given(actions=ACTIONS)
def test_no_mention_is_lost_by_merging_splitting_taking_out_and_undoing(
    actions: list[tuple[str, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, a_project(Path(folder)) as project:
        who(project), about(project)
        uids = [an_entity(project, f"Name {number}").uid for number in range(4)]
        document = a_document(project, TEXT)
        for number, uid in enumerate(uids):
            a_mark_of(project, document.uid, entities.get(project, uid), 5 * number)
            a_link_to(project, document.uid, entities.get(project, uid), 30 + 5 * number)
        with project.step("Ready") as step:
            step.put(marks.of_document(project, document.uid)[0], Entity("f" * 32, "Ready"))
        before, kept = _everything(project), marks.of_document(project, document.uid)
        assert before.total() == 8
        depth = project.undo_depth
        for action in actions:
            _act(project, uids, action)
            assert _everything(project) == before
        while project.undo_depth > depth:
            project.undo()
        assert marks.of_document(project, document.uid) == kept
        assert [entities.get(project, uid).uid for uid in uids] == uids
