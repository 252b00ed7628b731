"""Blind mode: others' layers of a document are nowhere to be had before one is done with it oneself."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.agreement.tallies import Choice
from desktop_app.base.errors import NotFoundError, UsageError
from desktop_app.model.changes import Changes
from desktop_app.model.corpus import Selection
from desktop_app.model.identity import derived_uid, new_uid
from desktop_app.model.records import Annotation, Annotator, Document, Link, Progress, State, TargetKind
from desktop_app.ops import (
    agreement,
    agreement_live,
    agreement_passages,
    annotators,
    cases,
    documents,
    exchange,
    joining,
    links,
    sight,
    stats,
    tagset,
)
from desktop_app.ops import annotations as marks
from desktop_app.ops.agreement_passages import Wanted
from desktop_app.ops.project import Project
from desktop_app.store import bundles
from desktop_app.store.corpus import progress_uid
from desktop_app.store.rows import ANNOTATIONS
from tests.builders import ANNA, BEN, a_document, an_annotation, reopened, tag_named

TEXT = "Norway waits for Oslo."


@pytest.fixture
def document(project: Project) -> Document:
    """A document in which anna and ben have a mark each, with a link; blind mode is on, and kept."""
    made = a_document(project, TEXT)
    actor = tag_named(project, "Actor")
    with project.step("Work") as step:
        step.put(BEN)
        for who, place in ((ANNA, (0, 6)), (BEN, (17, 21))):
            mark = an_annotation(made, TEXT, [place], tag_uid=actor, annotator_uid=who.uid)
            step.put(mark)
            step.put(Link(new_uid(), made.uid, who.uid, mark.uid, "", TargetKind.PUBLISHED, ""))
            step.put(Progress(progress_uid(made.uid, who.uid), made.uid, who.uid, State.IN_PROGRESS))
    sight.set_blind(project, on=True)
    sight.keep(project)
    return made


def seen(project: Project, document: Document, folder: Path) -> set[str]:
    """Whose marks can be had in any way: all ways agree."""
    names = {ANNA.uid: "anna", BEN.uid: "ben"}
    packed = marks.packed(project, document.uid)
    target = folder / "out.jsonl"
    assert exchange.export(project, target) is not None
    exported = target.read_text("utf-8")
    ways: list[set[str]] = [
        {names[item.annotator_uid] for item in marks.of_document(project, document.uid)},
        {names[item.annotator_uid] for item in marks.in_window(project, document.uid, 0, 99)},
        {names[packed.annotators[code]] for code in packed.annotator},
        {names[item.annotator_uid] for item in links.of_document(project, document.uid)},
        *({names[item.annotator_uid] for item in sight.links(project, uid)} for uid in ("", document.uid)),
        *({names[item.annotator_uid] for item in sight.units(project, uid)} for uid in ("", document.uid)),
        *({names[who] for _document, who in sight.begun(project, uid)} for uid in ("", document.uid)),
        {item.annotator.name for item in annotators.layers(project, document.uid)},
        {item.annotator.name for item in annotators.overview(project) if item.marks},
        {*stats.stats(project).annotations},
        {"anna", "ben"} if tagset.uses(project, tag_named(project, "Actor")) == 2 else {"anna"},
        {name for name in names.values() if f'"annotator":"{name}"' in exported.replace(": ", ":")},
    ]
    assert all(way == ways[0] for way in ways), ways
    return ways[0]


def test_others_marks_can_be_had_in_no_way_before_one_is_done(
    project: Project, document: Document, tmp_path: Path
) -> None:
    assert sight.hides(project, document.uid)
    assert seen(project, document, tmp_path) == {"anna"}
    documents.set_state(project, document.uid, State.NEEDS_ANOTHER_LOOK)
    assert seen(project, document, tmp_path) == {"anna"}
    documents.set_state(project, document.uid, State.DONE)
    assert seen(project, document, tmp_path) == {"anna", "ben"}
    project.undo()
    assert seen(project, document, tmp_path) == {"anna"}


def test_listeners_hear_only_of_ones_own_marks_where_many_change_alike(
    project: Project, document: Document
) -> None:
    found = project.file.database.rows(f"SELECT {ANNOTATIONS.column_list} FROM annotation ORDER BY start")
    images = [ANNOTATIONS.image_of(row).encode() for row in found]
    actor, event = tag_named(project, "Actor"), tag_named(project, "Event")
    assert project.blindfold is not None
    changes = project.blindfold(Changes("Merge", tuple(bundles.bundled(images, {}, actor, event))))
    assert [after.annotator_uid for _before, after in changes.of(Annotation) if after] == [ANNA.uid]
    assert changes.in_document(document.uid).pairs == list(changes.of(Annotation))
    assert changes.in_document(document.uid).count == changes.count_of(Annotation) == 1
    assert changes.layers == {(document.uid, ANNA.uid)}


def test_a_single_mark_of_another_cannot_be_fetched_or_copied(project: Project, document: Document) -> None:
    project.blindfold = None
    (bens,) = marks.of_document(project, document.uid, annotator_uid=BEN.uid)
    sight.keep(project)
    assert marks.of_document(project, document.uid, annotator_uid=BEN.uid) == ()
    for asked in (marks.get, marks.copy):
        with pytest.raises(NotFoundError):
            asked(project, bens.uid)
    documents.set_state(project, document.uid, State.DONE)
    assert marks.get(project, bens.uid) == bens


def test_nothing_is_compared_before_one_is_done(project: Project, document: Document) -> None:
    cy = Annotator(derived_uid("cy"), "cy")
    with project.step("Work") as step:
        step.put(cy)
        for who in (BEN, cy):
            uid = progress_uid(document.uid, who.uid)
            step.put(Progress(uid, document.uid, who.uid, State.DONE))
        step.put(
            an_annotation(document, TEXT, [(0, 6)], tag_uid=tag_named(project, "Date"), annotator_uid=cy.uid)
        )

    def compared() -> list[bool]:
        people = [BEN, cy]
        live = agreement_live.count_all(project)
        wanted = Wanted("", ((BEN.uid, cy.uid),))
        return [
            bool(cases.comparable(project)),
            bool(cases.decisions(project, document.uid)),
            bool(agreement.study_of(project, people).codings[0].layers.get(BEN.uid)),
            bool(live.sums(Choice((BEN.uid, cy.uid)))),
            bool(agreement_passages.passages(project, document.uid, wanted)),
        ]

    assert compared() == [False] * 5
    documents.set_state(project, document.uid, State.DONE)
    assert compared() == [True] * 5


def test_an_export_of_anothers_layer_is_empty(project: Project, document: Document, tmp_path: Path) -> None:
    only_ben = Selection(annotator_uids=frozenset({BEN.uid}), untouched=True)
    report = exchange.export(project, tmp_path / "ben.jsonl", selection=only_ben)
    assert report is not None
    assert report.proof.annotations == 0
    assert (tmp_path / "ben.jsonl").read_text("utf-8") == ""


def test_listeners_do_not_hear_of_others_marks(project: Project, document: Document) -> None:
    heard: list[Changes] = []
    project.on_changed(heard.append)
    fresh = an_annotation(
        document, TEXT, [(7, 12)], tag_uid=tag_named(project, "Claim"), annotator_uid=BEN.uid
    )
    mine = an_annotation(document, TEXT, [(7, 12)], tag_uid=tag_named(project, "Claim"))
    with project.step("Import") as step:
        step.put(fresh, mine)
    assert [after for _before, after in heard[-1].of(Annotation)] == [mine]
    documents.set_state(project, document.uid, State.DONE)
    project.undo()
    project.undo()
    assert [before for before, _after in heard[-1].of(Annotation)] == [mine]


def test_reviewers_and_who_does_not_keep_it_are_free(
    project: Project, document: Document, tmp_path: Path
) -> None:
    sight.set_reviewer(project, ANNA.uid, on=True)
    assert seen(project, document, tmp_path) == {"anna", "ben"}
    project.undo()
    assert seen(project, document, tmp_path) == {"anna"}
    project.blindfold = None
    assert seen(project, document, tmp_path) == {"anna", "ben"}


def test_the_switch_is_kept_with_the_project_and_can_be_undone(project: Project, document: Document) -> None:
    with reopened(project) as again:
        assert sight.is_blind(again)
        assert not sight.is_kept(again)
        assert again.undo_label == "Switch blind mode on"
        again.undo()
        assert not sight.is_blind(again)
        depth = again.undo_depth
        sight.set_blind(again, on=False)
        assert again.undo_depth == depth


def test_joining_waits_for_a_reviewer(project: Project, document: Document) -> None:
    ida = Annotator(BEN.uid, BEN.name)
    with pytest.raises(UsageError):
        joining.preview(project, ida.uid, ANNA.uid)
    sight.set_reviewer(project, ANNA.uid, on=True)
    assert joining.preview(project, ida.uid, ANNA.uid).marks == 1
