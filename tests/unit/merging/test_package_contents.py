"""What is in a package: registers and links too, nothing of anybody else, and a part of it on its way back."""

from pathlib import Path

from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.identity import derived_uid, now
from desktop_app.model.records import Annotator, State, TargetKind
from desktop_app.model.span import Span
from desktop_app.model.tagset import Decision
from desktop_app.ops import annotations, documents, links, withdrawing
from desktop_app.ops.merging import merge
from desktop_app.ops.packages import free_name, package
from desktop_app.ops.project import Project
from tests.builders import ANNA, BEN, tag_named
from tests.unit.merging.copies import at, is_sound, rows
from tests.unit.merging.test_packages import documents_of, mark_in, packed, start

__all__ = ["start"]


def _mira(project: Project) -> str:
    return derived_uid("annotator", project.uid, "Mira")


def test_a_package_carries_slots_registers_and_decisions_and_only_own_links(start: Path) -> None:
    with at(start) as project:
        one = documents_of(project)[0]
        claimant = next(item for item in project.tagset.slots if item.name == "claimant")
        reuters = Entity("e" * 32, "Reuters", note="a register is for all")
        with project.step("Registers") as step:
            step.put(reuters, Concept("f" * 32, "101", "Peace"))
            step.put(Decision("d" * 32, "", 1, "Mark whole names.", ANNA.uid, now()))
        tagset_there, claim_tag = project.tagset, tag_named(project, "Claim")
        hers = annotations.highlight(project, one, [Span(0, 30)], claim_tag)
        links.fill(project, hers.uid, claimant.uid, reuters.uid, kind=TargetKind.ENTITY)
    with at(start, BEN) as project:
        his = annotations.highlight(project, one, [Span(0, 40)], claim_tag)
        made = links.fill(project, his.uid, claimant.uid, reuters.uid, kind=TargetKind.ENTITY)
    path = packed(start, "ben")
    assert ANNA.uid.encode() not in path.read_bytes()
    with at(path) as project:
        assert project.tagset == tagset_there
        assert links.of_document(project, one) == (made,)
        held = rows(project)
        assert [row[1] for row in held["entity"]] == ["Reuters"]
        assert [row[2] for row in held["concept"]] == ["Peace"]
        assert project.guideline == 1
        assert is_sound(project)
        again = mark_in(project, one, 12)
        assert annotations.get(project, again).guideline == 1
    with at(start) as project:
        before = rows(project)
        assert merge(project, path).conflicts == ()
        after = rows(project)
        assert {name for name in after if after[name] != before[name]} <= {"annotation", "progress"}
        assert is_sound(project)


def test_an_empty_package_leaves_out_what_was_done_and_takes_nothing_away_when_it_returns(
    start: Path,
) -> None:
    path = start.with_name("empty.rubric")
    with at(start) as project:
        assert package(project, path, "ben", work=False).marks == 0
        before = rows(project)
    assert b"a note of Ben" not in path.read_bytes()
    with at(path) as project:
        mark_in(project, documents_of(project)[1], 0, note="new")
    with at(start) as project:
        merge(project, path)
        left = rows(project)
        assert set(before["annotation"]) <= set(left["annotation"])
        assert len(left["annotation"]) == len(before["annotation"]) + 1
        assert is_sound(project)


def test_packages_get_plain_names_of_their_own(start: Path, tmp_path: Path) -> None:
    with at(start) as project:
        found = [
            free_name(tmp_path, project, Annotator("", name)).name
            for name in ("Zoë Ångström", "../../etc", "שלום", "b" * 300)
        ]
        assert found[:3] == ["news-Zoe-Angstrom.rubric", "news-etc.rubric", "news-2.rubric"]
        assert len(found[3]) < 100
        (tmp_path / found[0]).touch()
        assert (
            free_name(tmp_path, project, Annotator("", "Zoë Ångström")).name == "news-Zoe-Angstrom-2.rubric"
        )


def test_a_part_of_a_package_is_handed_back_and_the_rest_later(start: Path) -> None:
    path = packed(start, "Mira")
    with at(path) as project:
        one, two = documents_of(project)
        claim = annotations.highlight(project, one, [Span(0, 20)], tag_named(project, "Claim"))
        actor = mark_in(project, one, 0)
        claimant = next(item for item in project.tagset.slots if item.name == "claimant")
        links.fill(project, claim.uid, claimant.uid, actor)
        mine = mark_in(project, two, 6, note="not done yet")
        documents.set_state(project, one, State.DONE)
        part = package(project, path.with_name("part.rubric"), project.annotator.uid, ["a.txt"])
        assert (part.documents, part.marks) == (("a.txt",), 2)
    assert b"not done yet" not in part.path.read_bytes()
    with at(start) as project:
        assert set(merge(project, part.path).marks) == {("a.txt", "Mira")}
        assert [item.target_uid for item in links.of_document(project, one)] == [actor]
        assert is_sound(project)
        documents.edit(project, one, title="Meanwhile")
    with at(path) as project:
        annotations.set_note(project, mine, "done")
        annotations.set_note(project, actor, "changed after it was handed back")
        everything = [item.uid for item in annotations.of_document(project, one)]
    with at(start) as project:
        report = merge(project, path)
        assert report.conflicts == ()
        assert annotations.get(project, mine).note == "done"
        assert annotations.get(project, actor).note == "changed after it was handed back"
        assert [item.uid for item in annotations.of_document(project, one, annotator_uid=_mira(project))] == (
            everything
        )
        assert len(links.of_document(project, one)) == 1
        assert is_sound(project)
        assert merge(project, part.path).steps == 0
        assert withdrawing.preview(project, _mira(project)).links == 1
        withdrawing.withdraw(project, _mira(project))
        assert links.of_document(project, one) == ()
        assert is_sound(project)
        project.undo()
        assert len(links.of_document(project, one)) == 1
