"""What repeats for one cause is said once, with its number; capitals make no difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.ops import exchange
from desktop_app.ops.exchange import Taken
from desktop_app.ops.project import Project
from tests.unit.ops.incoming import file, line, marks


def spans(*labels: str, **keys: object) -> list[dict[str, object]]:
    return [{"start": 0, "end": 5, "label": label, **keys} for label in labels]


def test_marks_whose_tag_is_missing_are_one_finding_a_tag_with_their_number(
    project: Project, tmp_path: Path
) -> None:
    path = file(tmp_path, line(spans=spans("Storm", "Flood", "Actor")), line(spans=spans(*["Storm"] * 3)))
    report = exchange.import_(project, path)
    assert [(found.first.line, found.count) for found in report.findings] == [(1, 4), (1, 1)]
    assert str(report.findings[0].error).startswith("4 times, first at line 1, spans[0]: ")
    assert "Storm" in report.findings[0].error.what
    assert report.findings[1].where == "line 1, spans[1]"
    assert sum(found.count for found in report.findings) == len(report.refused) == 5
    assert report.lacking
    assert not exchange.import_(project, path, create_tags=True).lacking


@pytest.mark.parametrize("values", [{"colour": "red"}, {"mention": "verb"}])
def test_a_value_that_nothing_knows_is_one_finding(
    values: dict[str, object], project: Project, tmp_path: Path
) -> None:
    path = file(tmp_path, line(spans=spans(*["Actor"] * 7, values=values)))
    (found,) = exchange.import_(project, path).findings
    assert found.count == 7
    assert found.where.endswith(f"spans[0], {next(iter(values))}")


def test_faults_of_the_file_are_listed_each_at_its_place(project: Project, tmp_path: Path) -> None:
    reversed_ones = [{"start": 9, "end": 5, "label": "Actor"}] * 2
    report = exchange.import_(project, file(tmp_path, line(spans=reversed_ones)))
    assert [found.count for found in report.findings] == [1] * len(report.problems)
    assert [found.first for found in report.findings] == list(report.problems)


@pytest.mark.parametrize("create_tags", [False, True])
def test_a_label_in_other_capitals_takes_the_tag_there_is_and_says_so_once(
    create_tags: bool, project: Project, tmp_path: Path
) -> None:
    before = project.tagset
    path = file(tmp_path, line(spans=spans("actor", "Actor", "actor", "ACTOR")))
    report = exchange.import_(project, path, create_tags=create_tags)
    assert (report.annotations, report.problems, report.tags) == (4, (), ())
    assert report.taken == (Taken("actor", "Actor", 2), Taken("ACTOR", "Actor", 1))
    assert str(report.taken[0]) == "actor: taken as Actor, 2 marks"
    assert project.tagset == before
    assert {label for label, _start, _end in marks(project, "in-1")} == {"Actor"}


def test_labels_in_two_spellings_make_one_tag_below_the_one_there_is(
    project: Project, tmp_path: Path
) -> None:
    path = file(tmp_path, line(spans=spans("actor/Mayor", "ACTOR/mayor", "Actor/Mayor")))
    report = exchange.import_(project, path, create_tags=True)
    assert (report.tags, report.annotations) == (("Actor/Mayor",), 3)
    assert {item.label: item.count for item in report.taken} == {"actor/Mayor": 1, "ACTOR/mayor": 1}
