"""The commands for teams: package and merge."""

import json
from pathlib import Path

from desktop_app.base.paths import user_places
from desktop_app.model.query import Query
from desktop_app.model.records import Annotator
from desktop_app.ops import annotations, documents
from desktop_app.ops.project import Project
from tests.builders import ANNA
from tests.unit.cli.conftest import Shell


def _note(shell: Shell, path: Path, note: str, who: Annotator = ANNA) -> None:
    """Write the note of the only mark, as whoever made it."""
    with Project.open(path, places=user_places(shell.folder / "home"), who=who) as project:
        document = documents.page(project, Query(), 0, 1)[0].document
        (mark,) = annotations.of_document(project, document.uid)
        owner = Annotator(mark.annotator_uid, "Mira")
    with Project.open(path, places=user_places(shell.folder / "home"), who=owner) as project:
        annotations.set_note(project, mark.uid, note)


def test_a_package_goes_out_and_comes_back(shell: Shell, copied: Path) -> None:
    said = shell("package", copied, "mira.rubric", "--annotator", "Mira", "--json")
    assert said.code == 0
    assert said.json["documents"] == ["a.txt"]
    assert said.json["annotations"] == 1
    _note(shell, shell.folder / "mira.rubric", "sure")
    for options, code in ((["--dry-run"], 0), ([], 0)):
        said = shell("merge", copied, "mira.rubric", *options, "--json")
        assert said.code == code
        assert said.json["dry_run"] == bool(options)
        (file,) = json.loads(said.out)["files"]
        assert file["annotations"] == [
            {"document": "a.txt", "annotator": "Mira", "added": 0, "changed": 1, "removed": 0, "conflicts": 0}
        ]
    assert "nothing new" in shell("merge", copied, "mira.rubric").out
    assert shell("check", copied).code == 0


def test_a_package_that_comes_back_as_it_went_says_that_it_brings_nothing(shell: Shell, copied: Path) -> None:
    shell("package", copied, "mira.rubric", "--annotator", "Mira")
    said = shell("merge", copied, "mira.rubric")
    assert (said.code, said.out) == (0, "mira.rubric: nothing new.\n")


def test_conflicts_are_findings_and_listed(shell: Shell, copied: Path) -> None:
    (shell.folder / "other.rubric").write_bytes(copied.read_bytes())
    _note(shell, copied, "yes")
    _note(shell, shell.folder / "other.rubric", "no")
    for options in (["--dry-run"], []):
        said = shell("merge", copied, "other.rubric", *options, "--json")
        assert said.code == 1
        (conflict,) = json.loads(said.out)["conflicts"]
        assert (conflict["field"], conflict["document"], conflict["annotator"]) == ("note", "a.txt", "Mira")
        assert {conflict["lost"]["value"], conflict["won"]["value"]} == {"yes", "no"}
    again = shell("merge", copied, "other.rubric")
    assert again.code == 1
    assert "Conflict: a.txt, Mira" in again.out


def test_what_is_no_copy_of_the_project_is_refused(shell: Shell, copied: Path) -> None:
    shell("new", "other")
    for wrong, word in (
        ("other.rubric", "another project"),
        (copied, "itself"),
        ("none.rubric", "no project"),
    ):
        said = shell("merge", copied, wrong)
        assert (said.code, said.out) == (2, "")
        assert word in said.err
    (shell.folder / "twin.rubric").write_bytes(copied.read_bytes())
    said = shell("merge", copied, "twin.rubric", "other.rubric", "--json")
    assert said.code == 1
    found = json.loads(said.out)
    assert [file["file"] for file in found["files"]] == ["twin.rubric"]
    assert "another project" in found["error"]["what"]
    assert shell("merge", copied).code == 2
    assert shell("package", copied, "x.rubric").code == 2
