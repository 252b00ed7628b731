from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.agreement.clusters import Difference
from desktop_app.base.errors import ConflictError, UsageError
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotator, Document, Origin, Progress, Role, State
from desktop_app.model.review import Choice
from desktop_app.model.span import Span
from desktop_app.ops import adjudication as judging
from desktop_app.ops import annotations, annotators, check
from desktop_app.ops.adjudication import Policy, Standing
from desktop_app.ops.project import Project
from desktop_app.store.corpus import progress_uid
from tests.builders import a_document, a_project, an_annotation, reopened, tag_named

TEXT = "Merkel met Hollande in Paris on Monday and said that the talks had gone well."
PEOPLE = [Annotator(derived_uid(name), name) for name in ("ada", "bob", "cy")]
JUDGE = Annotator(derived_uid("judge"), "judge")

Spans = list[tuple[int, int, str]]


def code(project: Project, document: Document, *layers: Spans, state: State = State.DONE) -> None:
    with project.step("Code") as step:
        for who, spans in zip(PEOPLE, layers, strict=False):
            step.put(who)
            step.put_all(
                an_annotation(
                    document, TEXT, [(start, end)], tag_uid=tag_named(project, tag), annotator_uid=who.uid
                )
                for start, end, tag in spans
            )
            step.put(Progress(progress_uid(document.uid, who.uid), document.uid, who.uid, state))


@pytest.fixture
def project(tmp_path: Path):
    with a_project(tmp_path, who=JUDGE) as made:
        yield made


@pytest.fixture
def document(project: Project) -> Document:
    return a_document(project, TEXT)


def gold_of(project: Project, document: Document) -> list[tuple[int, int, str]]:
    layer = judging.gold(project).uid
    found = annotations.of_document(project, document.uid, annotator_uid=layer)
    assert all(item.origin is Origin.ADJUDICATED for item in found)
    return [(item.start, item.end, project.tagset.path(item.tag_uid)) for item in found]


def only(project: Project, document: Document) -> judging.Decision:
    (found,) = judging.decisions(project, document.uid)
    return found


def test_a_verdict_makes_gold_and_tells_from_whom_and_who_decided(
    project: Project, document: Document
) -> None:
    code(project, document, [(0, 6, "Actor")], [(0, 19, "Actor")])
    decision = only(project, document)
    assert (decision.standing, decision.case.difference) == (Standing.OPEN, Difference.BOUNDARY)
    chosen = next(item for item in decision.case.items if item.annotator == PEOPLE[1].uid)
    judging.take(project, decision, [chosen.uid], reason="the whole phrase")
    assert gold_of(project, document) == [(0, 19, "Actor")]
    (made,) = annotations.of_document(project, document.uid, annotator_uid=judging.gold(project).uid)
    verdict = judging.source_of(project, made)
    assert verdict is not None
    assert (verdict.annotator_uid, verdict.taken, verdict.reason) == (
        JUDGE.uid,
        (chosen.uid,),
        "the whole phrase",
    )
    assert not verdict.automatic
    assert only(project, document).standing is Standing.DECIDED
    assert judging.gold(project).role is Role.GOLD


def test_none_of_them_is_a_verdict_too(project: Project, document: Document) -> None:
    code(project, document, [(0, 6, "Actor")], [])
    verdict = judging.take(project, only(project, document), [])
    assert verdict.choice is Choice.NONE
    assert gold_of(project, document) == []
    assert only(project, document).standing is Standing.DECIDED


def test_both_can_be_right(project: Project, document: Document) -> None:
    code(project, document, [(0, 6, "Actor")], [(0, 6, "Cue")])
    decision = only(project, document)
    judging.take(project, decision, [item.uid for item in decision.case.items])
    assert sorted(gold_of(project, document)) == [(0, 6, "Actor"), (0, 6, "Cue")]


def test_what_is_edited_is_gold_with_its_own_edges_and_tag(project: Project, document: Document) -> None:
    code(project, document, [(0, 6, "Actor")], [(0, 19, "Actor")])
    verdict = judging.edit(project, only(project, document), [Span(0, 10)], tag_named(project, "Cue"))
    assert verdict.choice is Choice.EDITED
    assert gold_of(project, document) == [(0, 10, "Cue")]


def test_another_verdict_takes_the_place_of_the_first(project: Project, document: Document) -> None:
    code(project, document, [(0, 6, "Actor")], [(0, 19, "Actor")])
    for item in only(project, document).case.items:
        judging.take(project, only(project, document), [item.uid])
    assert len(gold_of(project, document)) == 1
    project.undo()
    assert gold_of(project, document) == [(0, 6, "Actor")]
    project.undo()
    assert gold_of(project, document) == []
    assert only(project, document).standing is Standing.OPEN


def test_a_changed_mark_opens_its_case_again_and_no_other(project: Project, document: Document) -> None:
    code(project, document, [(0, 6, "Actor"), (32, 38, "Date")], [(0, 19, "Actor")])
    for decision in judging.decisions(project, document.uid):
        judging.take(project, decision, [decision.case.items[0].uid])
    before = judging.decisions(project, document.uid)
    source = before[0].case.items[0]
    found = annotations.get(project, source.uid)
    with project.step("Ada changes her mind") as step:
        step.remove(found)
        moved = an_annotation(document, TEXT, [(0, 8)], tag_uid=found.tag_uid, annotator_uid=source.annotator)
        step.put(moved)
    after = judging.decisions(project, document.uid)
    assert [item.standing for item in after] == [Standing.STALE, Standing.DECIDED]
    with pytest.raises(ConflictError):
        judging.take(project, before[0], [])


def test_those_who_have_not_finished_do_not_take_part(project: Project, document: Document) -> None:
    code(project, document, [(0, 6, "Actor")], [(0, 6, "Actor")], state=State.IN_PROGRESS)
    assert judging.decisions(project, document.uid) == ()
    assert only_unfinished(project, document) == [Standing.AGREED]


def only_unfinished(project: Project, document: Document) -> list[Standing]:
    return [item.standing for item in judging.decisions(project, document.uid, unfinished=True)]


def test_what_enough_agree_on_decides_itself_in_one_step(project: Project, document: Document) -> None:
    same = (0, 6, "Actor")
    code(project, document, [same, (32, 38, "Date")], [same, (32, 38, "Date")], [same, (29, 38, "Date")])
    dry = judging.decide_alike(project, [document.uid], Policy(), dry_run=True)
    assert (dry.taken, dry.left) == (1, {Difference.BOUNDARY: 1})
    assert gold_of(project, document) == []
    assert judging.decide_alike(project, [document.uid], Policy(2)).taken == 2
    assert gold_of(project, document) == [(0, 6, "Actor"), (32, 38, "Date")]
    assert all(item.verdict and item.verdict.automatic for item in judging.decisions(project, document.uid))
    assert judging.decide_alike(project, [document.uid], Policy(2)).taken == 0
    project.undo()
    assert gold_of(project, document) == []


def test_a_tie_does_not_decide_itself(project: Project, document: Document) -> None:
    code(project, document, [(0, 6, "Actor")], [(0, 6, "Cue")])
    assert judging.decide_alike(project, [document.uid], Policy(1)).taken == 0


def test_a_document_is_finished_when_nothing_is_open_even_without_any_mark(
    project: Project, document: Document
) -> None:
    code(project, document, [(0, 6, "Actor")], [])
    with pytest.raises(UsageError):
        judging.finish(project, document.uid)
    judging.take(project, only(project, document), [])
    assert judging.finish(project, document.uid).state is State.REVIEWED
    other = a_document(project, TEXT + " Twice.")
    code(project, other, [], [])
    assert judging.finish(project, other.uid).state is State.REVIEWED
    assert judging.gold(project) in annotators.everybody(project)


MARKS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 9), st.sampled_from(["Actor", "Cue"])), max_size=4
)


@settings(max_examples=25, deadline=None)
@given(st.lists(MARKS, min_size=3, max_size=3), st.data())
def test_after_every_verdict_the_gold_is_that_of_the_verdicts(tmp_path_factory, drawn: list, data) -> None:
    with a_project(tmp_path_factory.mktemp("gold"), who=JUDGE) as project:
        document = a_document(project, TEXT)
        code(
            project,
            document,
            *([(start, start + size, tag) for start, size, tag in marks] for marks in drawn),
        )
        for decision in judging.decisions(project, document.uid):
            uids = [item.uid for item in decision.case.items]
            judging.take(project, decision, data.draw(st.lists(st.sampled_from(uids), unique=True)))
        found = judging.decisions(project, document.uid)
        assert all(item.standing is Standing.DECIDED for item in found)
        wanted = {
            (item.ranges[0][0], item.ranges[-1][1], project.tagset.path(item.label))
            for decision in found
            for item in decision.case.items
            if decision.verdict and item.uid in decision.verdict.taken
        }
        assert set(gold_of(project, document)) == wanted
        path, places = project.path, project.places
        again = reopened(project)
        assert set(gold_of(again, document)) == wanted
        again.close()
        assert check.check(path).findings == ()
        assert places
