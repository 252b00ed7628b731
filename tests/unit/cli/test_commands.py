"""The commands from making a project to proving it."""

from __future__ import annotations

import json
from pathlib import Path

from desktop_app.base import settings
from desktop_app.base.paths import user_places
from tests.unit.cli.conftest import Shell


def test_a_new_project_gets_its_ending_and_the_starter_tagset(shell: Shell) -> None:
    said = shell("new", "news", "--json")
    assert said.code == 0
    assert said.json["tags"] == ["Actor", "Claim", "Date", "Cue", "Place", "Reason", "Event"]
    assert said.json["project"] == str(shell.folder / "news.rubric")
    assert (shell.folder / "news.rubric").is_file()


def test_a_new_project_takes_another_tagset_by_key_or_file(shell: Shell) -> None:
    assert shell("new", "one", "--tagset", "named-entities", "--json").json["tags"] == [
        *("Person", "Organisation", "Place", "Group", "Event", "Work", "Date"),
    ]
    own = shell.file("own.json", '{"format": "rubricator tagset", "version": 1, "tags": [{"name": "Thing"}]}')
    assert shell("new", "two", "--tagset", own, "--json").json["tags"] == ["Thing"]


def test_a_project_is_never_made_over_another_file(shell: Shell) -> None:
    shell.file("news.rubric", "mine")
    said = shell("new", "news")
    assert (said.code, said.out) == (2, "")
    assert "already" in said.err
    assert (shell.folder / "news.rubric").read_text() == "mine"


def test_the_annotator_gets_a_uid_once_and_no_name_until_the_window_asks(shell: Shell) -> None:
    shell("new", "one")
    first = settings.load(user_places(shell.folder / "home").settings)
    shell("new", "two")
    again = settings.load(user_places(shell.folder / "home").settings)
    assert len(first.annotator_uid) == 32
    assert (again.annotator_uid, again.annotator_name) == (first.annotator_uid, "")


def test_documents_are_added_with_what_failed_and_what_was_there(shell: Shell) -> None:
    shell("new", "news")
    folder = shell.folder / "texts"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("One text.")
    (folder / "deep" / "b.txt").write_text("Another text.")
    (folder / "same.txt").write_text("One text.")
    said = shell("add", "news.rubric", folder, shell.folder / "none.txt", "--json")
    assert said.code == 1
    added, duplicates, failed = said.json["added"], said.json["duplicates"], said.json["failed"]
    assert isinstance(added, list)
    assert isinstance(failed, list)
    assert [item["name"] for item in added] == ["a.txt", "deep/b.txt"]
    assert duplicates == [{"file": "same.txt", "document": "a.txt"}]
    assert [item["file"] for item in failed] == ["none.txt"]
    assert "same.txt is in the project already, as a.txt." in said.err


def test_adding_nothing_but_failures_is_nothing_done(shell: Shell) -> None:
    shell("new", "news")
    assert shell("add", "news.rubric", "none.txt").code == 2
    assert shell("add", "news.rubric", shell.file("a.txt", "Text.")).code == 0
    assert shell("add", "news.rubric", shell.folder / "a.txt").code == 0


def test_an_export_is_proven_and_says_what_it_leaves_out(shell: Shell, copied: Path) -> None:
    said = shell("export", copied, "out.jsonl", "--json", "--tag", "Actor", "--annotator", "Mira")
    assert said.code == 0
    assert said.json["proof"] == {"lines": 1, "annotations": 1, "passages": 1, "relations": 0}
    assert said.json["losses"] == []
    assert "everything that was chosen" in said.err
    line = json.loads((shell.folder / "out.jsonl").read_bytes())
    assert [span["text"] for span in line["spans"]] == ["Weber"]
    assert (shell.folder / "out.jsonl.manifest.json").is_file()


def test_an_original_that_is_more_than_its_text_is_counted_as_left_out(shell: Shell, copied: Path) -> None:
    page = (
        "<html><head><title>T</title></head><body><p>"
        + "A page with some words in it. " * 20
        + "</p></body></html>"
    )
    shell("add", copied, shell.file("p.html", page))
    said = shell("export", copied, "out.jsonl", "--untouched", "--json")
    assert said.json["losses"] == [{"what": "the original files", "count": 1}]
    assert "Left out: the original files (1)." in said.err


def test_an_import_can_be_tried_before_it_is_done(shell: Shell, copied: Path) -> None:
    path = shell.file(
        "more.jsonl", json.dumps({"text": "More.", "spans": [{"start": 0, "end": 4, "label": "New"}]})
    )
    tried = shell("import", copied, path, "--create-tags", "--dry-run", "--json")
    assert (tried.code, tried.json["annotations"], tried.json["tags"]) == (0, 1, ["New"])
    assert shell("stats", copied, "--json").json["documents"] == 1
    assert shell("import", copied, path, "--json").code == 1
    done = shell("import", copied, path, "--create-tags")
    assert done.code == 0
    assert "Imported: 1 mark," in done.out


def test_an_import_that_brings_nothing_but_refusals_is_nothing_done(shell: Shell, copied: Path) -> None:
    said = shell("import", copied, shell.file("bad.jsonl", "no\nJSON\n"))
    assert said.code == 2
    assert said.err.count("line ") == 2


def test_a_missing_tag_is_told_once_with_the_number_of_its_marks(shell: Shell, copied: Path) -> None:
    spans = [{"start": 0, "end": 1, "label": label} for label in ("Storm", "Storm", "Flood", "actor")]
    path = shell.file("foreign.jsonl", json.dumps({"text": "Wind", "spans": spans}) + "\n")
    said = shell("import", copied, path, "--dry-run")
    assert [said.err.count(f"“{name}”") for name in ("Storm", "Flood")] == [1, 1]
    assert "2 times, first at line 1, spans[0]" in said.err
    assert "--create-tags" in said.err
    assert "actor: taken as Actor, 1 mark" in said.err
    assert "Left out: 3 parts." in said.out
    plain = shell("import", copied, path, "--dry-run", "--json").json
    problems = plain["problems"]
    assert isinstance(problems, list)
    assert [item["count"] for item in problems] == [2, 1]
    assert plain["refused"] == 3
    assert plain["taken"] == [{"label": "actor", "tag": "Actor", "count": 1}]


def test_importing_again_is_done_and_brings_nothing(shell: Shell, copied: Path) -> None:
    said = shell("import", copied, "in.jsonl", "--annotator", "Mira", "--json")
    assert (said.code, said.json["annotations"], said.json["equal"]) == (0, 0, 1)


def test_what_differs_is_listed_and_the_work_counts_as_done_in_part(shell: Shell, copied: Path) -> None:
    said = shell("import", copied, "in.jsonl", "--annotator", "Ida", "--json")
    assert said.code == 1
    differences = said.json["differences"]
    assert isinstance(differences, list)
    assert [item["what"] for item in differences] == ["annotator"]


def test_statistics_count_documents_states_and_marks(shell: Shell, copied: Path) -> None:
    said = shell("stats", copied, "--json")
    assert said.code == 0
    assert said.json["annotations"] == {"Mira": {"Actor": 1}}
    assert said.json["documents"] == 1
    assert "Marks by Mira: 1" in shell("stats", copied).out


def test_a_sound_project_is_checked_and_found_sound(shell: Shell, copied: Path) -> None:
    said = shell("check", copied)
    assert said.code == 0
    assert "Everything is as it should be." in said.out


def test_a_project_with_a_changed_byte_is_found_out(shell: Shell, copied: Path) -> None:
    data = copied.read_bytes()
    assert data.count(b"Weber said") >= 1
    copied.write_bytes(data.replace(b"Weber said", b"Weder said"))
    said = shell("check", copied, "--json")
    assert said.code == 1
    findings = said.json["findings"]
    assert isinstance(findings, list)
    assert {"hash", "quote"} <= {item["rule"] for item in findings}


def test_an_action_is_undone_and_done_again(shell: Shell, project: Path) -> None:
    said = shell("undo", project, "--json")
    assert said.code == 0
    assert said.json["label"] == "Import 1 mark from in.jsonl"
    assert shell("stats", project, "--json").json["annotations"] == {}
    assert "Redone: Import" in shell("undo", project, "--redo").out
    assert shell("stats", project, "--json").json["annotations"] == {"Mira": {"Actor": 1}}
    assert shell("undo", project, "--redo").code == 2


def test_backups_are_made_listed_and_put_back(shell: Shell, project: Path) -> None:
    made = shell("backups", project, "--make", "--json").json["backups"]
    assert isinstance(made, list)
    shell("undo", project)
    said = shell("backups", project, "--restore", made[0]["path"])
    assert said.code == 0
    assert shell("stats", project, "--json").json["annotations"] == {"Mira": {"Actor": 1}}


def test_formats_and_readers_are_listed(shell: Shell) -> None:
    assert "jsonl" in shell("formats").out
    assert "plain" in shell("readers").out
    formats, readers = shell("formats", "--json").json["formats"], shell("readers", "--json").json["readers"]
    assert isinstance(formats, list)
    assert isinstance(readers, list)
    assert [item["key"] for item in formats] == ["jsonl"]
    assert {item["key"] for item in readers} >= {"plain", "markdown", "html"}


def test_names_that_a_terminal_would_obey_are_shown_and_not_obeyed(shell: Shell) -> None:
    shell("new", "news")
    shell.file("a\x1b[31m.txt", "One text.")
    shell.file("b\u202e.txt", "One text.")
    said = shell("add", "news.rubric", "a\x1b[31m.txt", "b\u202e.txt")
    assert "\x1b" not in said.err + said.out
    assert "\u202e" not in said.err + said.out


def test_states_are_counted_in_the_words_of_the_window(shell: Shell, copied: Path) -> None:
    assert "  New: " in shell("stats", copied).out
