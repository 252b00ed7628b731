"""Links, entities and concepts travel in JSONL, and nothing that is missing is made up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.model.concept import Concept, Status
from desktop_app.model.entity import Affiliation, Alias, Entity
from desktop_app.model.records import TargetKind
from desktop_app.model.span import Span
from desktop_app.ops import _import_lines, documents, entities, exchange, guidelines, importing, links
from desktop_app.ops import annotations as marks
from desktop_app.ops.check import check
from desktop_app.ops.project import Project
from desktop_app.store import registers
from tests.builders import a_document, a_project, tag_named

TEXT = "Okafor said on Tuesday that the toll must go."
NAME = "toll.txt"
OKAFOR = Entity("0e" * 16, "Lena Okafor", "person", (Alias("Okafor", "en"),), {"sector": "executive"})
GREENS = Entity("1e" * 16, "The Greens", "organisation", merged_into="0e" * 16)
TRAFFIC = Concept("0c" * 16, "1", "Traffic")
TOLL = Concept("1c" * 16, "101", "Toll", "0c" * 16, support="The toll goes.")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Project]:
    with a_project(tmp_path, name="other.rubric") as opened:
        yield opened


@pytest.fixture
def coded(project: Project) -> Project:
    """A claim with everything that leads somewhere."""
    with project.step("Registers") as step:
        step.put(OKAFOR, GREENS, TRAFFIC, TOLL)
    document = a_document(project, TEXT, name=NAME)
    places = (("Actor", 0, 6), ("Date", 15, 22), ("Claim", 28, 44), ("Cue", 7, 11))
    made = {
        label: marks.highlight(project, document.uid, [Span(start, end)], tag_named(project, label)).uid
        for label, start, end in places
    }
    slots = {item.name: item.uid for item in project.tagset.slots}
    links.fill(project, made["Claim"], slots["claimant"], made["Actor"])
    links.fill(project, made["Claim"], slots["claimant"], GREENS.uid, kind=TargetKind.ENTITY)
    links.fill(project, made["Claim"], slots["made on"], kind=TargetKind.PUBLISHED)
    links.fill(project, made["Claim"], slots["about date"], made["Date"])
    links.fill(project, made["Claim"], slots["addressee"], kind=TargetKind.UNKNOWN)
    links.fill(project, made["Cue"], "", made["Actor"])
    guidelines.decide(project, "", "Titles belong to names.")
    kinds = {(item.kind, item.tag_uid): item.uid for item in project.tagset.attributes}
    marks.set_value(project, made["Actor"], kinds["entity", tag_named(project, "Actor")], OKAFOR.uid)
    marks.set_value(project, made["Claim"], kinds["concept", tag_named(project, "Claim")], TOLL.uid)
    return project


def ends(project: Project) -> list[tuple[str, ...]]:
    """What fills which slot, at which place, since when."""
    document = documents.by_name(project, NAME)
    assert document is not None
    names = {"": "related", **{item.uid: item.name for item in project.tagset.slots}}
    found = links.of_document(project, document.uid)
    return sorted(
        (
            *(item.uid, names[item.slot_uid], item.target_kind, item.target_uid),
            *(str(item.position), item.created, item.changed),
        )
        for item in found
    )


def coded_under(project: Project) -> dict[str, int]:
    """Under which guideline each mark was made."""
    document = documents.by_name(project, NAME)
    assert document is not None
    return {item.uid: item.guideline for item in marks.of_document(project, document.uid)}


def exported(project: Project, target: Path) -> dict[str, object]:
    assert exchange.export(project, target) is not None
    (line,) = target.read_text(encoding="utf-8").splitlines()
    found = json.loads(line)
    assert isinstance(found, dict)
    return found


def changed(source: Path, target: Path, **keys: object) -> Path:
    """A copy of an exported file without its manifest, with other keys in its line."""
    line = {**json.loads(source.read_text(encoding="utf-8")), **keys}
    target.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return target


def test_all_of_it_arrives_in_another_project_and_a_second_time_brings_nothing(
    coded: Project, other: Project, tmp_path: Path
) -> None:
    exported(coded, tmp_path / "out.jsonl")
    report = exchange.import_(other, tmp_path / "out.jsonl", create_tags=True)
    assert (report.problems, report.links) == ((), 6)
    assert (set(report.entities), set(report.concepts)) == ({"Lena Okafor", "The Greens"}, {"1", "101"})
    assert ends(other) == ends(coded)
    # The actor and the claim were coded after the decision, the others before.
    assert sorted(coded_under(coded).values()) == [0, 0, 1, 1]
    assert coded_under(other) == coded_under(coded)
    assert registers.entities(other.file.database) == (OKAFOR, GREENS)
    assert registers.concepts(other.file.database) == (TRAFFIC, TOLL)
    again = exchange.import_(other, tmp_path / "out.jsonl", create_tags=True)
    assert (again.links, again.annotations, again.entities, again.problems) == (0, 0, (), ())
    assert check(other.path).findings == ()
    other.undo()
    assert (registers.entities(other.file.database), registers.concepts(other.file.database)) == ((), ())


def test_the_line_names_what_is_pointed_to(coded: Project, tmp_path: Path) -> None:
    line = exported(coded, tmp_path / "out.jsonl")
    assert isinstance(line["spans"], list)
    spans = {item["label"]: item for item in line["spans"]}
    assert spans["Actor"]["values"]["entity"] == {"id": OKAFOR.uid, "name": "Lena Okafor"}
    assert spans["Claim"]["values"]["concept"] == {"id": TOLL.uid, "code": "101", "label": "Toll"}
    assert isinstance(line["relations"], list)
    (unknown,) = [item for item in line["relations"] if item["label"] == "addressee"]
    assert list(unknown) == ["id", "head", "unknown", "label", "created", "changed"]
    assert (unknown["head"], unknown["unknown"]) == (spans["Claim"]["id"], True)


def test_whom_an_entity_belongs_to_arrives_with_it(coded: Project, other: Project, tmp_path: Path) -> None:
    cabinet = Entity("2e" * 16, "Cabinet", "organisation")
    member = replace(OKAFOR, affiliations=(Affiliation(cabinet.uid, "minister", "2015"),))
    with coded.step("Register") as step:
        step.put(cabinet, member)
    exported(coded, tmp_path / "out.jsonl")
    exchange.import_(other, tmp_path / "out.jsonl", create_tags=True)
    assert registers.entities(other.file.database) == registers.entities(coded.file.database)
    assert entities.organisation_on(other, member.uid, "2015-03-12") == cabinet


def test_a_code_that_stands_for_another_concept_here_is_taken_for_that(
    coded: Project, other: Project, tmp_path: Path
) -> None:
    exported(coded, tmp_path / "out.jsonl")
    mine = Concept("3c" * 16, "101", "Toll, as it is called here")
    with other.step("Codebook") as step:
        step.put(mine)
    report = exchange.import_(other, tmp_path / "out.jsonl")
    assert report.problems == ()
    assert registers.concepts(other.file.database) == (mine,)
    document = documents.by_name(other, NAME)
    assert document is not None
    coded_here = [value for item in marks.of_document(other, document.uid) for value in item.values.values()]
    assert mine.uid in coded_here


def test_without_its_manifest_a_file_brings_entities_by_name_and_leaves_unknown_concepts_out(
    coded: Project, other: Project, tmp_path: Path
) -> None:
    exported(coded, tmp_path / "out.jsonl")
    report = exchange.import_(other, changed(tmp_path / "out.jsonl", tmp_path / "bare.jsonl"))
    assert {item.name for item in registers.entities(other.file.database)} == {"Lena Okafor", "The Greens"}
    (refused,) = report.refused
    assert "101" in refused.error.what
    assert (report.annotations, report.links, report.concepts) == (4, 6, ())


def test_what_marks_point_to_comes_along_by_default_and_nothing_else(
    coded: Project, other: Project, tmp_path: Path
) -> None:
    with coded.step("Codebook") as step:
        step.put(Concept("4c" * 16, "2", "Rail"), Entity("4e" * 16, "Nobody"))
    exported(coded, tmp_path / "out.jsonl")
    report = exchange.import_(other, tmp_path / "out.jsonl")
    assert (report.problems, report.more, report.lacking) == ((), True, False)
    assert exchange.came_along(report) == "Along with them: 2 entities, 2 concepts."
    assert (set(report.entities), set(report.concepts)) == ({"Lena Okafor", "The Greens"}, {"1", "101"})
    assert not exchange.import_(other, tmp_path / "out.jsonl", create_tags=True).more
    assert ends(other) == ends(coded)


def test_a_concept_brings_along_what_replaced_it(coded: Project, other: Project, tmp_path: Path) -> None:
    instead = Concept("4c" * 16, "102", "Road charge", TRAFFIC.uid)
    with coded.step("Codebook") as step:
        step.put(instead, replace(TOLL, status=Status.RETIRED, replaced_by=instead.uid))
    exported(coded, tmp_path / "out.jsonl")
    exchange.import_(other, tmp_path / "out.jsonl")
    assert registers.concepts(other.file.database) == registers.concepts(coded.file.database)


def test_links_that_cannot_be_are_refused_one_by_one_and_others_come_as_they_were(
    coded: Project, other: Project, tmp_path: Path
) -> None:
    line = exported(coded, tmp_path / "out.jsonl")
    with other.step("Codebook") as step:
        step.put(TRAFFIC, TOLL)
    relations = line["relations"]
    assert isinstance(relations, list)
    by_label = {item["label"]: dict(item) for item in relations}
    odd = [
        {**by_label["about date"], "label": "claimant", "id": "a" * 32},
        {**by_label["made on"], "label": "about date", "id": "c" * 32},
    ]
    bad = [
        {**by_label["about date"], "label": "no such slot", "id": "b" * 32},
        {**by_label["related"], "child": by_label["related"]["head"], "id": "f" * 32},
        {**by_label["related"], "child": "d" * 32, "id": "d" * 32},
        {**by_label["related"], "id": "no uid"},
        {**by_label["related"], "created": "some day", "id": "e" * 32},
        relations[0],
    ]
    source = changed(tmp_path / "out.jsonl", tmp_path / "bad.jsonl", relations=[*relations, *odd, *bad])
    report = exchange.import_(other, source)
    assert (len(report.refused), report.links) == (len(bad), len(relations) + len(odd))
    assert all(item.error.hint and "line 1" in item.error.where for item in report.refused)
    assert check(other.path).findings == ()


def test_a_link_that_leads_elsewhere_than_the_project_has_it_is_listed_and_left(
    coded: Project, tmp_path: Path
) -> None:
    line = exported(coded, tmp_path / "out.jsonl")
    relations = line["relations"]
    assert isinstance(relations, list)
    turned = [
        {**item, "child": None, "entity": {"id": OKAFOR.uid, "name": ""}} if item.get("child") else item
        for item in relations
        if item["label"] == "claimant"
    ]
    before = ends(coded)
    report = exchange.import_(coded, changed(tmp_path / "out.jsonl", tmp_path / "b.jsonl", relations=turned))
    assert [item.what for item in report.differences] == ["what the link leads to"]
    assert ends(coded) == before


def test_links_to_marks_that_are_not_exported_are_counted_as_lost(coded: Project, tmp_path: Path) -> None:
    selection = exchange.select(coded, tags=["Claim"])
    assert [(loss.what, loss.count) for loss in exchange.losses(coded, selection=selection)] == [
        ("links to marks that are not exported", 2)
    ]
    report = exchange.export(coded, tmp_path / "out.jsonl", selection=selection)
    assert report is not None
    assert (report.written.relations, report.proof.relations) == (3, 3)


def test_links_arrive_after_the_last_piece_of_a_long_line(
    coded: Project, other: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(coded, tmp_path / "out.jsonl")
    for module in (importing, _import_lines):
        monkeypatch.setattr(module, "SLICE", 1)
    importer = importing.Importer(other, tmp_path / "out.jsonl", create_tags=True)
    for item in exchange.read_file(tmp_path / "out.jsonl"):
        importer.take(item)
    assert importer.finish().links == 6
    assert ends(other) == ends(coded)
