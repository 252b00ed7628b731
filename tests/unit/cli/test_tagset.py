"""The tagset of a project on the command line: shown, saved, extended."""

from __future__ import annotations

from tests.unit.cli.conftest import Shell


def test_a_tagset_is_shown_saved_and_added_to_another_project(shell: Shell) -> None:
    shell("new", "one")
    said = shell("tagset", "one.rubric")
    assert said.out.splitlines()[0] == "Actor: entity, mention"
    path = shell.folder / "codes.json"
    assert shell("tagset", "one.rubric", "--save", path, "--json").json["saved"] == str(path)
    shell("new", "two", "--tagset", "blank")
    said = shell("tagset", "two.rubric", "--add", path, "--json")
    assert said.json["added"] == 7
    assert said.json["tags"] == shell("tagset", "one.rubric", "--json").json["tags"]
    again = shell.folder / "again.json"
    shell("tagset", "two.rubric", "--save", again)
    assert again.read_text().replace('"two"', '"one"') == path.read_text()


def test_a_tagset_that_comes_with_the_program_is_added_by_its_name(shell: Shell) -> None:
    shell("new", "one", "--tagset", "blank")
    assert "4 tags were added" in shell("tagset", "one.rubric", "--add", "discourse-network").out
    assert shell("undo", "one.rubric").code == 0
    assert shell("tagset", "one.rubric", "--json").json["tags"] == []


def test_a_tagset_that_is_none_changes_nothing(shell: Shell) -> None:
    shell("new", "one", "--tagset", "blank")
    assert shell("tagset", "one.rubric", "--add", "nothing").code == 2
    assert shell("tagset", "one.rubric", "--add", shell.file("bad.json", "{")).code == 2
