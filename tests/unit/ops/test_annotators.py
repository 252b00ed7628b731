"""Annotators are told apart by their uid; names can change and may be equal."""

from dataclasses import replace

import pytest

from desktop_app.base.errors import UsageError
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotation, Annotator
from desktop_app.ops import annotators
from desktop_app.ops.project import Project
from tests.builders import ANNA, BEN, a_document, an_annotation, reopened, tag_named


def test_a_new_name_stays_with_the_layer(project: Project) -> None:
    annotators.rename(project, "  Anna   Seghers ")
    assert [item.name for item in annotators.everybody(project)] == ["Anna Seghers"]
    assert project.annotator.uid == ANNA.uid
    with pytest.raises(UsageError):
        annotators.rename(project, "  ")


def test_the_name_in_the_settings_is_taken_over_when_a_project_opens(project: Project) -> None:
    with reopened(project, who=replace(ANNA, name="Anna S.")) as again:
        assert [item.name for item in annotators.everybody(again)] == ["Anna S."]
        assert again.undo_depth == 0


def test_equal_names_with_different_uids_stay_two(project: Project) -> None:
    with reopened(project, who=replace(BEN, name="anna")) as again:
        assert [item.uid for item in annotators.everybody(again)] == sorted([ANNA.uid, BEN.uid])


def test_people_are_in_the_order_of_their_names_with_and_without_capital_letters(project: Project) -> None:
    for name in ("ben", "Cleo", "Adam"):
        annotators.add(project, name)
    assert [item.name for item in annotators.everybody(project)] == ["Adam", "anna", "ben", "Cleo"]


def test_the_layers_of_a_document_are_counted_by_tag_ones_own_first(project: Project) -> None:
    document, other = a_document(project, "Norway waits."), a_document(project, "Oslo waits.")
    actor, claim = tag_named(project, "Actor"), tag_named(project, "Claim")
    adam = Annotator(derived_uid("adam"), "Adam")
    zoe = Annotator(derived_uid("zoe"), "Zoe")

    def made(tag: str, who: Annotator) -> Annotation:
        return an_annotation(document, "Norway waits.", [(0, 6)], tag_uid=tag, annotator_uid=who.uid)

    with project.step("Mark") as step:
        step.put(BEN, adam, made(claim, BEN), made(claim, BEN), made(actor, BEN), made(actor, adam))
        step.put(zoe, made(actor, zoe), made(actor, ANNA))
    found = annotators.layers(project, document.uid)
    assert [(item.annotator.name, item.count) for item in found] == [
        ("anna", 1),
        ("Adam", 1),
        ("ben", 3),
        ("Zoe", 1),
    ]
    assert found[2].tags == {claim: 2, actor: 1}
    assert annotators.layers(project, other.uid) == ()
    project.undo()
    assert annotators.layers(project, document.uid) == ()
