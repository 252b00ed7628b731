"""The tagsets that come with the program, and tagsets that go from project to project."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.errors import ReadError
from desktop_app.base.paths import resources
from desktop_app.model.tagset import Slot, Tag
from desktop_app.model.tagset_file import dump_tagset, load_tagset
from desktop_app.ops import tagset, tagset_files
from desktop_app.ops.project import Project
from tests.builders import a_project, tag_named

OFFERED = tagset_files.offered()
FILLED = [item.key for item in OFFERED if item.key != "blank"]


def test_the_starter_comes_first_and_the_blank_one_last() -> None:
    keys = [item.key for item in OFFERED]
    assert keys[0] == "claims-in-the-news"
    assert keys[-1] == "blank"
    assert set(keys) == {
        "claims-in-the-news",
        "discourse-network",
        "named-entities",
        "reported-speech",
        "blank",
    }
    assert all(item.title and item.about.endswith(".") for item in OFFERED)


@pytest.mark.parametrize("key", FILLED)
def test_each_tagset_has_keys_guidelines_and_examples(key: str) -> None:
    data = (resources() / "tagsets" / f"{key}.json").read_bytes()
    found = load_tagset(data, ATTRIBUTES)
    assert all(tag.shortcut and tag.colour for tag in found.tags)
    assert all(len(tag.guideline) > 20 and tag.examples for tag in found.tags)
    assert all("[" in example for tag in found.tags for example in tag.examples)
    assert all(item.guideline for item in found.attributes)
    assert all(item.guideline and item.key for item in found.slots)
    assert len({tag.colour for tag in found.tags}) == len(found.tags)


def test_slots_come_along_from_a_file_and_name_the_projects_own_tags(tmp_path: Path) -> None:
    path = tmp_path / "codes.json"
    with a_project(tmp_path) as project:
        party = tagset.add_tag(project, Tag("", "Party", shortcut="y"))
        claim, actor = tag_named(project, "Claim"), tag_named(project, "Actor")
        tagset.add_slot(project, Slot("", claim, "faction", "f", (party.uid, actor)))
        tagset_files.save(project, path)
        whole = project.tagset
    with a_project(tmp_path, name="other.rubric") as other:
        tagset.add_slot(other, Slot("", tag_named(other, "Claim"), "friend", "f"))
        assert tagset_files.add(other, tagset_files.read(path)) == 1
        made = next(item for item in other.tagset.slots if item.name == "faction")
        assert [other.tagset.path(uid) for uid in made.tag_uids] == ["Party", "Actor"]
        assert other.tagset.tag(made.tag_uid).name == "Claim"
        assert made.key == ""
        assert tagset_files.add(other, tagset_files.read(path)) == 0
        assert len(other.tagset.slots) == len(whole.slots) + 1
        other.undo()
        assert all(item.name != "faction" for item in other.tagset.slots)


def test_a_tagset_goes_into_a_blank_project_and_comes_out_the_same(tmp_path: Path) -> None:
    data = (resources() / "tagsets" / "reported-speech.json").read_bytes()
    blank = Project.create(
        tmp_path / "blank.rubric",
        places=a_project(tmp_path).places,
        who=a_project(tmp_path, name="who.rubric").annotator,
        tagset="blank",
    )
    with blank:
        assert tagset_files.add(blank, data) == len(load_tagset(data, ATTRIBUTES).tags)
        again = load_tagset(dump_tagset(blank.tagset), ATTRIBUTES)
        assert dump_tagset(again) == dump_tagset(load_tagset(data, ATTRIBUTES))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        tagset_files.read(tmp_path / "nowhere.json")
