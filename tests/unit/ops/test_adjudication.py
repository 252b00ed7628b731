from __future__ import annotations

from collections.abc import Iterator
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
from desktop_app.ops import annotations as marks
from desktop_app.ops import annotators, by_rule, case_records, check
from desktop_app.ops import cases as asking
from desktop_app.ops.by_rule import Policy
from desktop_app.ops.case_records import Standing
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
def project(tmp_path: Path) -> Iterator[Project]:
    with a_project(tmp_path, who=JUDGE) as made:
        yield made


@pytest.fixture
def document(project: Project) -> Document:
    return a_document(project, TEXT)


def gold_of(project: Project, document: Document) -> list[tuple[int, int, str]]:
    layer = asking.gold(project).uid
    found = marks.of_document(project, document.uid, annotator_uid=layer)
    assert all(item.origin is Origin.ADJUDICATED for item in found)
    return [(item.start, item.end, project.tagset.path(item.tag_uid)) for item in found]


def only(project: Project, document: Document) -> case_records.Decision:
    (found,) = asking.decisions(project, document.uid)
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
    (made,) = marks.of_document(project, document.uid, annotator_uid=asking.gold(project).uid)
    verdict = asking.source_of(project, made)
    assert verdict is not None
    assert (verdict.annotator_uid, verdict.taken, verdict.reason) == (
        JUDGE.uid,
        (chosen.uid,),
        "the whole phrase",
    )
    assert not verdict.automatic
    assert only(project, document).standing is Standing.DECIDED
    assert asking.gold(project).role is Role.GOLD


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
    for decision in asking.decisions(project, document.uid):
        judging.take(project, decision, [decision.case.items[0].uid])
    before = asking.decisions(project, document.uid)
    source = before[0].case.items[0]
    found = marks.get(project, source.uid)
    with project.step("Ada changes her mind") as step:
        step.remove(found)
        moved = an_annotation(document, TEXT, [(0, 8)], tag_uid=found.tag_uid, annotator_uid=source.annotator)
        step.put(moved)
    after = asking.decisions(project, document.uid)
    assert [item.standing for item in after] == [Standing.STALE, Standing.DECIDED]
    with pytest.raises(ConflictError):
        judging.take(project, before[0], [])


def test_those_who_have_not_finished_do_not_take_part(project: Project, document: Document) -> None:
    code(project, document, [(0, 6, "Actor")], [(0, 6, "Actor")], state=State.IN_PROGRESS)
    assert asking.decisions(project, document.uid) == ()
    assert only_unfinished(project, document) == [Standing.AGREED]


def only_unfinished(project: Project, document: Document) -> list[Standing]:
    return [item.standing for item in asking.decisions(project, document.uid, unfinished=True)]


def test_what_enough_agree_on_decides_itself_in_one_step(project: Project, document: Document) -> None:
    same = (0, 6, "Actor")
    code(project, document, [same, (32, 38, "Date")], [same, (32, 38, "Date")], [same, (29, 38, "Date")])
    dry = by_rule.decide_alike(project, [document.uid], Policy(), dry_run=True)
    assert (dry.taken, dry.left) == (1, {Difference.BOUNDARY: 1})
    assert gold_of(project, document) == []
    assert by_rule.decide_alike(project, [document.uid], Policy(2)).taken == 2
    assert gold_of(project, document) == [(0, 6, "Actor"), (32, 38, "Date")]
    assert all(item.verdict and item.verdict.automatic for item in asking.decisions(project, document.uid))
    assert by_rule.decide_alike(project, [document.uid], Policy(2)).taken == 0
    project.undo()
    assert gold_of(project, document) == []


def test_a_tie_does_not_decide_itself(project: Project, document: Document) -> None:
    code(project, document, [(0, 6, "Actor")], [(0, 6, "Cue")])
    assert by_rule.decide_alike(project, [document.uid], Policy(1)).taken == 0


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
    assert asking.gold(project) in annotators.everybody(project)


MARKS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 9), st.sampled_from(["Actor", "Cue"])), max_size=4
)


@settings(max_examples=25, deadline=None)
@given(st.lists(MARKS, min_size=3, max_size=3), st.data())
def test_after_every_verdict_the_gold_is_that_of_the_verdicts(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[Spans], data: st.DataObject
) -> None:
    with a_project(tmp_path_factory.mktemp("gold"), who=JUDGE) as project:
        document = a_document(project, TEXT)
        code(
            project,
            document,
            *([(start, start + size, tag) for start, size, tag in marks] for marks in drawn),
        )
        for decision in asking.decisions(project, document.uid):
            uids = [item.uid for item in decision.case.items]
            judging.take(project, decision, data.draw(st.lists(st.sampled_from(uids), unique=True)))
        found = asking.decisions(project, document.uid)
        assert all(item.standing is Standing.DECIDED for item in found)
        wanted = {
            (item.ranges[0][0], item.ranges[-1][1], project.tagset.path(item.label))
            for decision in found
            for item in decision.case.items
            if decision.verdict and item.uid in decision.verdict.taken
        }
        assert set(gold_of(project, document)) == wanted
        path = project.path
        again = reopened(project)
        assert set(gold_of(again, document)) == wanted
        again.close()
        assert check.check(path).findings == ()


def test_cases_with_the_same_words_and_tags_get_the_same_verdict_in_one_step(
    project: Project, document: Document
) -> None:
    text = "Merkel met Merkel, and Merkel met Hollande."
    twice = a_document(project, text)
    ada, bob = PEOPLE[:2]
    places = [(start, start + 6) for start in (0, 11, 23)]
    with project.step("Code") as step:
        for who, tag in ((ada, "Actor"), (bob, "Cue")):
            step.put(who)
            uid = tag_named(project, tag)
            step.put_all(
                an_annotation(twice, text, [at], tag_uid=uid, annotator_uid=who.uid) for at in places
            )
            step.put(Progress(progress_uid(twice.uid, who.uid), twice.uid, who.uid, State.DONE))
    first, *others = asking.decisions(project, twice.uid)
    verdict = judging.take(project, first, [first.case.items[0].uid], reason="a name")
    decided = case_records.judged(first, verdict)
    assert judging.alike(decided, others) == tuple(others)
    assert judging.decide_like(project, decided, others) == 2
    found = asking.decisions(project, twice.uid)
    assert {item.standing for item in found} == {Standing.DECIDED}
    assert {item.verdict.reason for item in found if item.verdict} == {"a name"}
    wanted = project.tagset.path(first.case.items[0].label)
    assert gold_of(project, twice) == [(start, end, wanted) for start, end in places]
    project.undo()
    assert [item.waits for item in asking.decisions(project, twice.uid)] == [False, True, True]


def test_what_was_two_cases_and_is_one_now_keeps_no_gold_of_before(
    project: Project, document: Document
) -> None:
    code(project, document, [(0, 6, "Actor"), (11, 19, "Actor")], [])
    for decision in asking.decisions(project, document.uid):
        judging.take(project, decision, [decision.case.items[0].uid])
    with project.step("Bob marks it all") as step:
        step.put(
            an_annotation(
                document,
                TEXT,
                [(0, 19)],
                tag_uid=tag_named(project, "Actor"),
                annotator_uid=PEOPLE[1].uid,
            )
        )
    decision = only(project, document)
    assert decision.standing is Standing.STALE
    whole = next(item for item in decision.case.items if item.annotator == PEOPLE[1].uid)
    judging.take(project, decision, [whole.uid])
    assert gold_of(project, document) == [(0, 19, "Actor")]
    assert only(project, document).standing is Standing.DECIDED


def test_only_documents_that_two_have_finished_are_compared(project: Project, document: Document) -> None:
    code(project, document, [(0, 6, "Actor")], [], state=State.DONE)
    alone = a_document(project, TEXT + " Once more.", name="alone.txt")
    code(project, alone, [(0, 6, "Actor")])
    (found,) = asking.comparable(project)
    assert (found.document_uid, found.finished, found.begun) == (document.uid, 2, 2)
    assert asking.named(project, [document.name]) == (document.uid,)
    with pytest.raises(UsageError):
        asking.named(project, ["alone.txt"])
    standing, left = asking.counts(project, [document.uid])
    assert (standing, left) == ({Standing.OPEN: 1}, {Difference.MISSING: 1})
