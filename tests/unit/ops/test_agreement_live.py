"""What the window shows while people work is what a comparison would say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.agreement.tallies import Choice
from desktop_app.model.changes import Changes
from desktop_app.model.query import Query
from desktop_app.model.records import Progress, State
from desktop_app.ops import documents as documents_ops
from desktop_app.ops.agreement import agree
from desktop_app.ops.agreement_live import Live, count_all
from desktop_app.ops.project import Project
from desktop_app.store.corpus import progress_uid
from tests.builders import ANNA, BEN, a_document, a_project, an_annotation, tag_named

TEXT = "Merkel met Hollande in Paris on Monday and said that the talks had gone well."
BOTH = Choice((ANNA.uid, BEN.uid))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with a_project(tmp_path) as made:
        with made.step("Ben joins") as step:
            step.put(BEN)
        for number in range(3):
            document = a_document(made, TEXT + str(number))
            for who, end in ((ANNA.uid, 6), (BEN.uid, 6 + number)):
                with made.step("Code") as step:
                    step.put(
                        an_annotation(
                            document, TEXT, [(0, end)], tag_uid=tag_named(made, "Actor"), annotator_uid=who
                        )
                    )
                    step.put(Progress(progress_uid(document.uid, who), document.uid, who, State.DONE))
        yield made


def kinds_of(live: Live) -> tuple[int, ...]:
    assert live.tallies is not None
    (found,) = live.tallies.sums(BOTH)
    return tuple(found.kinds.tolist())


def cold(project: Project) -> tuple[int, ...]:
    (found,) = agree(project, metrics=["span-f1"]).differences
    return found.kinds


def followed(project: Project) -> Live:
    live = Live(project)
    project.on_changed(live.follow)
    live.take(count_all(project))
    return live


def test_the_counts_are_those_of_a_comparison(project: Project) -> None:
    assert kinds_of(followed(project)) == cold(project) == (1, 0, 2, 0, 0, 0)


def test_an_edit_an_undo_and_a_document_in_the_bin_are_followed(project: Project) -> None:
    live = followed(project)
    document = documents_ops.page(project, Query(), 0, 1)[0].document
    with project.step("Mark") as step:
        step.put(an_annotation(document, TEXT, [(11, 19)], tag_uid=tag_named(project, "Actor")))
    assert live.catch_up()
    assert kinds_of(live) == cold(project)
    project.undo()
    assert live.catch_up()
    assert kinds_of(live) == cold(project) == (1, 0, 2, 0, 0, 0)
    documents_ops.move_to_bin(project, [document.uid])
    assert live.catch_up()
    assert kinds_of(live) == cold(project)


def test_a_document_that_is_taken_up_again_no_longer_counts(project: Project) -> None:
    live = followed(project)
    document = documents_ops.page(project, Query(), 0, 1)[0].document
    with project.step("Again") as step:
        uid = progress_uid(document.uid, BEN.uid)
        step.put(Progress(uid, document.uid, BEN.uid, State.NEEDS_ANOTHER_LOOK))
    assert live.catch_up()
    assert kinds_of(live) == cold(project)


def test_only_what_changed_is_counted_anew(project: Project) -> None:
    live = followed(project)
    assert live.tallies is not None
    before = {uid: live.tallies.tally_of(uid) for uid in live.tallies.documents}
    document = documents_ops.page(project, Query(), 1, 1)[0].document
    with project.step("Mark") as step:
        step.put(an_annotation(document, TEXT, [(11, 19)], tag_uid=tag_named(project, "Actor")))
    live.catch_up()
    after = {uid for uid in live.tallies.documents if live.tallies.tally_of(uid) is not before[uid]}
    assert after == {document.uid}


def test_what_does_not_matter_here_is_not_noted(project: Project) -> None:
    assert not Live(project).follow(Changes("Nothing"))


def test_how_far_the_counting_is_can_be_watched(project: Project) -> None:
    said: list[tuple[int, int]] = []
    count_all(project, lambda done, total: said.append((done, total)))
    assert said == [(3, 3)]


def test_a_sample_counts_as_all_do(project: Project) -> None:
    live = Live(project)
    while live.count_some(1.0):
        pass
    everything = count_all(project)
    assert set(live.sample.documents) == set(everything.documents)
    choice = Choice(tuple(sorted(everything.active)), unfinished=True)
    assert [item.kinds.tolist() for item in live.sample.sums(choice)] == [
        item.kinds.tolist() for item in everything.sums(choice)
    ]
    live.take(everything)
    assert not live.count_some(1.0)
