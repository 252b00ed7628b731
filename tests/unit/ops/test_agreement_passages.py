"""Behind every number are its passages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop_app.agreement.became import Became
from desktop_app.agreement.metrics.span_f1 import Scheme
from desktop_app.agreement.tallies import Choice
from desktop_app.model.records import Document, Progress, State
from desktop_app.ops.agreement import agree
from desktop_app.ops.agreement_live import count_all, intervals
from desktop_app.ops.agreement_passages import DIFFERENT, Wanted, documents_of, passages
from desktop_app.ops.project import Project
from desktop_app.store.corpus import progress_uid
from tests.builders import ANNA, BEN, a_document, a_project, an_annotation, tag_named

TEXT = "Merkel met Hollande in Paris on Monday and said that the talks had gone well."
PAIR = (ANNA.uid, BEN.uid)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with a_project(tmp_path) as made:
        with made.step("Ben joins") as step:
            step.put(BEN)
        yield made


def coded(
    project: Project, name: str, mine: list[tuple[int, int, str]], theirs: list[tuple[int, int, str]]
) -> Document:
    document = a_document(project, TEXT + name, name=name)
    for who, spans in ((ANNA.uid, mine), (BEN.uid, theirs)):
        with project.step("Code") as step:
            step.put_all(
                an_annotation(
                    document, TEXT, [(start, end)], tag_uid=tag_named(project, tag), annotator_uid=who
                )
                for start, end, tag in spans
            )
            step.put(Progress(progress_uid(document.uid, who), document.uid, who, State.DONE))
    return document


def test_the_passages_behind_a_number_have_their_words_and_what_stands_around(project: Project) -> None:
    first = coded(project, "a", [(0, 6, "Actor"), (23, 28, "Place")], [(0, 6, "Actor"), (20, 28, "Place")])
    coded(project, "b", [(0, 6, "Actor")], [(0, 6, "Actor")])
    wanted = Wanted("", (PAIR,), DIFFERENT)
    assert [*documents_of(count_all(project), wanted)] == [first.uid]
    (found,) = passages(project, first.uid, wanted)
    assert (found.kind, found.start, found.end, found.words) == (Became.BOUNDARY, 20, 28, "in Paris")
    assert (found.before, found.after[:10]) == ("Merkel met Hollande ", " on Monday")


def test_a_cell_of_the_table_of_tags_opens_what_met_there(project: Project) -> None:
    document = coded(project, "a", [(0, 6, "Actor"), (32, 38, "Date")], [(0, 6, "Cue")])
    actor, cue, date = (tag_named(project, name) for name in ("Actor", "Cue", "Date"))
    for tags, kind in (((actor, cue), Became.LABEL), ((date, ""), Became.MISSING)):
        (found,) = passages(project, document.uid, Wanted("", (PAIR,), tags=tags))
        assert (found.kind, found.tags) == (kind, tags)
    assert not passages(project, document.uid, Wanted("", (PAIR,), tags=(cue, actor)))
    (turned,) = passages(project, document.uid, Wanted("", (PAIR[::-1],), tags=(cue, actor)))
    assert turned.tags == (cue, actor)


def test_a_tag_has_what_either_marked_with_it(project: Project) -> None:
    document = coded(project, "a", [(0, 6, "Actor"), (32, 38, "Date")], [(0, 6, "Cue"), (11, 19, "Actor")])
    wanted = Wanted("", (PAIR,), tags=(tag_named(project, "Actor"), None), either=True)
    assert [*documents_of(count_all(project), wanted)] == [document.uid]
    assert {item.kind for item in passages(project, document.uid, wanted)} == {
        Became.LABEL,
        Became.SPURIOUS,
    }


def test_the_same_passage_with_other_values_is_a_difference_of_its_own(project: Project) -> None:
    document = coded(project, "a", [], [])
    claim = tag_named(project, "Claim")
    stance = next(item for item in project.tagset.attributes_of(claim) if item.name == "stance")
    for who, said in ((ANNA.uid, "support"), (BEN.uid, "oppose")):
        for start, value in ((0, said), (11, "mixed")):
            made = an_annotation(document, TEXT, [(start, start + 6)], tag_uid=claim, annotator_uid=who)
            with project.step("Mark") as step:
                step.put(msgspec.structs.replace(made, values={stance.uid: value}))
    tallies = count_all(project)
    (total,) = tallies.sums(Choice(PAIR))
    assert (total.kinds.tolist(), total.values) == ([2, 0, 0, 0, 0, 0], 1)
    (found,) = passages(project, document.uid, Wanted("", (PAIR,), DIFFERENT))
    assert (found.kind, found.start) == (Became.VALUES, 0)
    assert [*documents_of(tallies, Wanted("", (PAIR,), DIFFERENT))] == [document.uid]
    assert agree(project, metrics=[]).differences[0].values == 1


def test_an_interval_is_drawn_over_all_tags_and_for_each(project: Project) -> None:
    for number in range(12):
        coded(project, str(number), [(0, 6, "Actor")], [(0, 6 + number % 2, "Actor")])
    found = intervals(count_all(project), Choice(PAIR), Scheme.STRICT)
    spread = found[tag_named(project, "Actor")]
    assert spread == found[""]
    assert spread.low is not None
    assert spread.high is not None
    assert 0 < spread.low < 0.5 < spread.high < 1
    assert (spread.documents, spread.seed) == (12, 0)


def test_what_a_pair_has_not_finished_is_not_behind_any_number(project: Project) -> None:
    document = coded(project, "a", [(0, 6, "Actor")], [(11, 19, "Actor")])
    with project.step("Again") as step:
        uid = progress_uid(document.uid, BEN.uid)
        step.put(Progress(uid, document.uid, BEN.uid, State.NEEDS_ANOTHER_LOOK))
    found = count_all(project)
    assert not documents_of(found, Wanted("", (PAIR,)))
    assert [*documents_of(found, Wanted("", (PAIR,), unfinished=True))] == [document.uid]
