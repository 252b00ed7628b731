"""Registers go out as CSV and JSON and come back as they were; bad rows are listed, all others come in."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.base.errors import FormatError
from desktop_app.model.concept import Concept, Status
from desktop_app.model.entity import KINDS, Affiliation, Alias, Entity
from desktop_app.model.register import Register
from desktop_app.ops import concept_files, concepts, entities, entity_files
from desktop_app.ops.project import Project
from tests.builders import a_project
from tests.unit.ops.incoming import brought_in

ODD = st.one_of(
    st.sampled_from(
        ["", "=1+1", "'=x", "a|b;c\\", "\\", "|", ";", "\r", "x\r\ny", '"', "-", "'", "ä, ö", " x "]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
NAMES = ODD.map(lambda text: " ".join(f"N {text}".split()))


def _uid(number: int) -> str:
    return f"{number:032x}"


@st.composite
def codebooks(draw: st.DrawFn) -> list[Concept]:
    found: list[Concept] = []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        earlier = [item.uid for item in found]
        found.append(
            Concept(
                _uid(number),
                f"{draw(st.sampled_from(['', '=', '-', 'x|']))}{number}",
                draw(NAMES),
                draw(st.sampled_from(["", *earlier])),
                draw(ODD),
                draw(ODD),
                draw(ODD),
                draw(ODD),
                tuple(draw(st.lists(ODD, max_size=3))),
                draw(st.sampled_from(Status)),
                draw(st.sampled_from(["", *earlier])),
                draw(st.integers(0, 5)),
            )
        )
    return found


@st.composite
def registers(draw: st.DrawFn) -> list[Entity]:
    uids = [_uid(number) for number in range(1, draw(st.integers(0, 5)) + 1)]
    day = st.sampled_from(["", "2014", "2014-03-02", "2015-05~"])
    found = []
    for uid in uids:
        others = [other for other in uids if other != uid]
        facts = st.builds(Affiliation, st.sampled_from(others or [uid]), ODD, day, st.just(""))
        entity = Entity(
            uid,
            draw(NAMES),
            draw(st.sampled_from(["", *KINDS])),
            tuple(
                draw(st.lists(st.builds(Alias, ODD, st.sampled_from(["", "de"]), st.booleans()), max_size=3))
            ),
            draw(st.dictionaries(ODD, ODD, max_size=2)),
            draw(ODD),
            draw(st.sampled_from(["", "#aa0011"])),
            draw(ODD),
            tuple(draw(st.lists(facts, max_size=2))) if others else (),
            draw(st.sampled_from(["", *others])),
        )
        found.append(entities.checked(entity))
    return found


@settings(max_examples=40, deadline=None)
@given(book=codebooks(), as_json=st.booleans())
def test_a_codebook_is_after_its_journey_what_it_was(book: list[Concept], as_json: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with a_project(Path(folder), name="one.rubric") as one:
            with one.step("Put") as step:
                step.put_all(book)
            data = concept_files.export(one, as_json=as_json)
        with a_project(Path(folder), name="other.rubric") as other:
            report = brought_in(concept_files.bringing_in, other, data)
            assert (report.added, report.bad) == (len(book), ())
            assert {item.uid: item for item in other.codebook.below("")} == {item.uid: item for item in book}
            assert concept_files.export(other, as_json=as_json) == data
            again = brought_in(concept_files.bringing_in, other, data)
            assert (again.added, again.changed, again.equal) == (0, 0, len(book))


@settings(max_examples=40, deadline=None)
@given(entries=registers(), as_json=st.booleans())
def test_a_register_is_after_its_journey_what_it_was(entries: list[Entity], as_json: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with a_project(Path(folder), name="one.rubric") as one:
            with one.step("Put") as step:
                step.put_all(entries)
            data = entity_files.export(one, as_json=as_json)
        with a_project(Path(folder), name="other.rubric") as other:
            report = brought_in(entity_files.bringing_in, other, data)
            assert (report.added, report.bad) == (len(entries), ())
            known: Register = entities.register(other)
            assert {item.uid: item for item in known.everything()} == {item.uid: item for item in entries}
            again = brought_in(entity_files.bringing_in, other, data)
            assert (again.added, again.changed, again.equal) == (0, 0, len(entries))


@pytest.mark.parametrize("as_json", [False, True])
def test_what_was_emptied_is_empty_where_the_file_comes_in_again(project: Project, as_json: bool) -> None:
    other = Concept(_uid(2), "2", "Toll", "", "Paying.", "Is paid.", "Roads.", "Rails.", ("a", "b"))
    full = replace(other, uid=_uid(1), code="1", parent_uid=other.uid, replaced_by=other.uid)
    full = replace(full, status=Status.RETIRED)
    emptied = Concept(full.uid, "1", "Toll")
    ada = Entity(_uid(3), "Ada", "person", (Alias("A."),), {"party": "Left"}, "She.", "#aa0011", "q1")
    plain = Entity(ada.uid, "Ada")
    with project.step("Put") as step:
        step.put(emptied, other, plain)
    files = concept_files.export(project, as_json=as_json), entity_files.export(project, as_json=as_json)
    with project.step("Fill") as step:
        step.put(full, ada)
    brought_in(concept_files.bringing_in, project, files[0])
    brought_in(entity_files.bringing_in, project, files[1])
    assert project.codebook.find(full.uid) == emptied
    assert entities.get(project, ada.uid) == plain
    brought_in(concept_files.bringing_in, project, b'[{"code": "2", "label": "Toll"}]')
    assert project.codebook.find(other.uid) == other


def test_a_codebook_from_a_spreadsheet_needs_only_codes_and_labels(project: Project) -> None:
    sheet = "\ufeffCode;Label;Parent;Examples\r\n101;Carbon tax;100;now | later\r\n100;Climate;;\r\n;;;\r\n"
    report = brought_in(concept_files.bringing_in, project, sheet.encode())
    assert (report.added, report.bad) == (2, ())
    assert [item.label for item in project.codebook.below("")] == ["Climate", "Carbon tax"]
    assert project.undo_depth == 1
    changed = brought_in(concept_files.bringing_in, project, b"code,label\n101,Tax on carbon\n")
    assert (changed.added, changed.changed) == (0, 1)
    found = project.codebook.by_code("101")
    assert found is not None
    assert (found.label, found.examples, project.codebook.path(found.uid)) == (
        "Tax on carbon",
        ("now ", " later"),
        "Climate › Tax on carbon",
    )


def test_bad_rows_of_a_codebook_are_listed_and_the_rest_goes_in(project: Project) -> None:
    concepts.add(project, Concept("", "7", "There"))
    lines = (
        "code,label,parent,status,position,uid",
        "1,Good,,,,",
        "1,Twice,,,,",
        "2,,,,,",
        "3,Orphan,999,,,",
        "4,Below an orphan,3,,,",
        "5,Circle,6,,,",
        "6,Circle,5,,,",
        "8,Status,,perhaps,,",
        "9,Place,,,first,",
        "10,Uid,,,,nonsense",
        "11,Below,7,,,",
        "12,Many,cells,,,,,",
    )
    report = brought_in(concept_files.bringing_in, project, "\n".join(lines).encode())
    assert report.added == 2
    assert {item.code for item in project.codebook.below("")} == {"1", "7", "11"}
    assert [item.line for item in report.bad] == [3, 4, 5, 6, 7, 8, 9, 10, 11, 13]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (("102", "103", "104"), ["102 A", "103 B", "104 C below B"]),
        (("102", "101", "103"), ["102 A", "101 B", "103 C below B"]),
    ],
    ids=["moved on by one", "changed for each other"],
)
def test_concepts_are_given_new_codes_that_others_had_till_then(
    project: Project, codes: tuple[str, str, str], expected: list[str]
) -> None:
    one = concepts.add(project, Concept("", "101", "A"))
    other = concepts.add(project, Concept("", "102", "B"))
    below = concepts.add(project, Concept("", "103", "C", parent_uid=other.uid))
    rows = ["code,label,parent,uid"]
    for code, concept in zip(codes, (one, other, below), strict=True):
        parent = codes[1] if concept is below else ""
        rows.append(f"{code},{concept.label},{parent},{concept.uid}")
    report = brought_in(concept_files.bringing_in, project, "\n".join(rows).encode())
    assert (report.bad, report.added) == ((), 0)
    book = project.codebook
    said = []
    for uid in (one.uid, other.uid, below.uid):
        item = book.concept(uid)
        above = f" below {book.concept(item.parent_uid).label}" if item.parent_uid else ""
        said.append(f"{item.code} {item.label}{above}")
    assert said == expected


def test_a_code_that_a_concept_outside_the_file_keeps_is_taken(project: Project) -> None:
    one = concepts.add(project, Concept("", "101", "A"))
    concepts.add(project, Concept("", "102", "B"))
    below = concepts.add(project, Concept("", "103", "C", parent_uid=one.uid))
    data = f"code,label,parent,uid\n102,A,,{one.uid}\n101,C,102,{below.uid}\n"
    report = brought_in(concept_files.bringing_in, project, data.encode())
    # C cannot have what A keeps, now that A cannot have what B keeps.
    assert [row.line for row in report.bad] == [2, 3]
    assert [item.code for item in project.codebook.below("")] == ["101", "103", "102"]


def test_bad_rows_of_a_register_are_listed_and_the_rest_goes_in(project: Project) -> None:
    for name in ("Twin", "Twin"):
        entities.add(project, Entity("", name))
    council = entities.add(project, Entity("", "Council", external_id="Q1"))
    lines = (
        "name,kind,aliases,external_id,affiliations,facts,colour,uid",
        "Ada,person,Nordby|A;en|WHO;;exact,,Council;member;2014,party;Centre,,",
        "Twin,,,,,,,",
        "Olav,wizard,,,,,,",
        "Ida,,,,Nobody,,,",
        ",,x,,,,,",
        "The Council,,,Q1,,,#aa0011,",
        "Nora,,a;b;c;d,,,,,",
        "Nils,,,,,,red,",
        "Nina,,,,,,,zz",
    )
    report = brought_in(entity_files.bringing_in, project, "\n".join(lines).encode())
    assert (report.added, report.changed) == (1, 1)
    assert [item.line for item in report.bad] == [3, 4, 5, 6, 8, 9, 10]
    ada = entities.register(project).named("Ada")[0]
    assert ada.aliases == (Alias("Nordby"), Alias("A", "en"), Alias("WHO", "", exact=True))
    assert ada.affiliations == (Affiliation(council.uid, "member", "2014"),)
    assert dict(ada.values) == {"party": "Centre"}
    assert entities.get(project, council.uid).name == "The Council"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a,b\n1,2\n",
        b"\xff\xfe",
        b'code,label\n"1,2\n',
        b"{",
        b'{"concepts": 3}',
        b'{"entities": []}',
        b"[[[[",
    ],
)
def test_what_is_no_codebook_at_all_is_refused(project: Project, data: bytes) -> None:
    with pytest.raises(FormatError):
        brought_in(concept_files.bringing_in, project, data)
    assert project.undo_depth == 0


@pytest.mark.parametrize(
    "row", ["3", '{"code": 1}', '{"code": "1", "label": "x", "examples": "y"}', '{"label": "x"}']
)
def test_objects_of_other_shapes_are_bad_rows(project: Project, row: str) -> None:
    report = brought_in(
        concept_files.bringing_in, project, f'{{"concepts": [{row}, {{"code": "2", "label": "z"}}]}}'.encode()
    )
    assert (report.added, [item.line for item in report.bad]) == (1, [1])


@pytest.mark.parametrize(
    "row",
    [
        '{"name": 1}',
        '{"name": "x", "aliases": [1]}',
        '{"name": "x", "aliases": 1}',
        '{"name": "x", "facts": []}',
        '{"name": "x", "affiliations": [1]}',
    ],
)
def test_entries_of_other_shapes_are_bad_rows(project: Project, row: str) -> None:
    report = brought_in(
        entity_files.bringing_in, project, f'[{row}, {{"name": "z", "aliases": ["y"]}}]'.encode()
    )
    assert (report.added, [item.line for item in report.bad]) == (1, [1])
    assert replace(entities.register(project).named("y")[0], uid="").aliases == (Alias("y"),)
