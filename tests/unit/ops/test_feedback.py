"""What comes back to annotators after somebody decided between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.model.records import State
from desktop_app.ops import adjudication, by_rule, case_records, cases, feedback, guidelines, rounds, sight
from desktop_app.ops.agreement import agree
from desktop_app.ops.agreement_report import as_csv, as_data
from desktop_app.ops.case_records import Decision
from desktop_app.ops.project import Project
from desktop_app.ops.rounds import Round
from desktop_app.store import documents as rows
from tests.builders import ANNA, a_document, a_project, reopened
from tests.differences import PEOPLE, Marked, coded

TEXT = "Merkel met Hollande in Paris on Monday."
ADA, BOB = PEOPLE[:2]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Two annotators agree on one passage and differ in two."""
    with a_project(tmp_path) as made:
        document = a_document(made, TEXT, name="talks.txt")
        same = Marked(32, 38, "Date")
        coded(made, document, TEXT, ADA, (Marked(0, 6, "Actor"), same))
        coded(made, document, TEXT, BOB, (Marked(0, 6, "Cue"), Marked(11, 19, "Actor"), same))
        yield made


def uid_of(project: Project) -> str:
    return cases.named(project)[0]


def decide(project: Project, place: int, who: str, reason: str = "") -> Decision:
    """Find one annotator right in a case: with what they marked, or with nothing."""
    decision = cases.decisions(project, uid_of(project))[place]
    uids = [item.uid for item in decision.case.items if item.annotator == who]
    return case_records.judged(decision, adjudication.take(project, decision, uids, reason=reason))


def test_gold_beside_mine_lists_what_was_decided_otherwise(project: Project) -> None:
    decide(project, 0, ADA.uid)
    decide(project, 1, ADA.uid)
    by_rule.decide_alike(project, [uid_of(project)], by_rule.Policy())
    against = [feedback.against_gold(project, uid_of(project), who.uid) for who in (ADA, BOB)]
    assert [[item.case.start for item in found] for found in against] == [[], [0, 11]]


def test_a_verdict_tells_whose_marks_it_found_right(project: Project) -> None:
    verdict = decide(project, 0, BOB.uid).verdict
    assert verdict is not None
    assert feedback.taken_from(project, verdict) == (BOB,)


def test_the_reason_reaches_only_those_who_were_not_found_right(project: Project) -> None:
    decide(project, 0, ADA.uid, "a person, not a word of saying")
    told = [feedback.remarks(project, uid_of(project), who.uid) for who in (ADA, BOB)]
    assert [[item.text for item in found] for found in told] == [[], ["a person, not a word of saying"]]
    assert told[1][0].who == ANNA.uid


def test_a_document_that_is_given_back_waits_for_all_and_says_why(project: Project) -> None:
    uid = uid_of(project)
    assert feedback.give_back(project, uid, "The guideline has changed.") == 2
    assert cases.named(project) == ()
    states = {item.annotator_uid: item.state for item in rows.progress(project.file.database, uid)}
    assert {states[who.uid] for who in (ADA, BOB)} == {State.NEEDS_ANOTHER_LOOK}
    (said,) = feedback.remarks(project, uid, BOB.uid)
    assert said.text == "The guideline has changed."
    project.undo()
    assert cases.named(project) == (uid,)
    assert feedback.remarks(project, uid, BOB.uid) == ()


def test_every_verdict_carries_the_round_it_was_given_in(project: Project) -> None:
    first = decide(project, 0, ADA.uid).verdict
    assert rounds.begin(project) == 2
    second = decide(project, 1, ADA.uid).verdict
    assert first is not None
    assert second is not None
    assert (first.round, second.round) == (1, 2)
    again = reopened(project)
    assert rounds.current(again) == 2
    again.close()


def test_a_round_goes_by_the_guideline_that_was_in_force_when_it_began(project: Project) -> None:
    assert rounds.overview(project) == ()
    guidelines.decide(project, "", "Mark whole names.")
    assert rounds.guideline_of(project, 1) == 1
    decide(project, 0, ADA.uid)
    guidelines.decide(project, "", "Leave articles out.")
    assert rounds.guideline_of(project, 1) == 1
    assert rounds.begin(project) == 2
    guidelines.decide(project, "", "Titles belong to names.")
    decide(project, 1, ADA.uid)
    assert rounds.overview(project) == (Round(1, 1, 1), Round(2, 2, 1))
    again = reopened(project)
    found = agree(again, people=[ADA.uid, BOB.uid], unfinished=True)
    assert found.rounds == rounds.overview(again)
    assert as_data(found)["rounds"] == [
        {"round": 1, "guideline": 1, "verdicts": 1},
        {"round": 2, "guideline": 2, "verdicts": 1},
    ]
    assert b"round 2, guideline 2" in as_csv(found)
    while rounds.current(again) == 2:
        again.undo()
    assert rounds.guideline_of(again, 2) == 2
    assert rounds.overview(again) == (Round(1, 1, 1),)
    again.close()


def test_where_reviewers_are_named_nobody_else_may_decide(project: Project) -> None:
    assert cases.may_decide(project)
    sight.set_reviewer(project, BOB.uid, on=True)
    assert not cases.may_decide(project)
    sight.set_reviewer(project, ANNA.uid, on=True)
    assert cases.may_decide(project)
    assert sight.reviewers(project) == {ANNA.uid, BOB.uid}


def test_deciding_by_rule_takes_everything_back_when_it_is_stopped(project: Project) -> None:
    work = by_rule.deciding_alike(project, [uid_of(project)], by_rule.Policy())
    assert next(count for count in work if count) == 1
    work.close()
    assert not [item for item in cases.decisions(project, uid_of(project)) if item.verdict]
    assert project.undo_label == "Code"


def test_showing_names_is_noted_once(project: Project) -> None:
    for _time in range(2):
        cases.note_names(project, uid_of(project))
    assert len(feedback.remarks(project, uid_of(project), BOB.uid)) == 1
