"""Attributes change their kind and options with their values."""

from __future__ import annotations

import pytest

from desktop_app.base.errors import TagsetError
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Alias, Entity
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents, recasting, recoding, tagset
from desktop_app.ops.project import Project
from desktop_app.store import documents as progressed
from tests.builders import a_document, tag_named
from tests.unit.ops.recast import TEXT, attribute, done, marked

CONVERSIONS: list[tuple[str, tuple[str, ...], Value, str, Value | None]] = [
    ("choice", ("yes", "no"), "yes", "text", "yes"),
    ("choice", ("yes", "no"), "yes", "boolean", True),
    ("choice", ("yes", "no"), "yes", "choices", ("yes",)),
    ("choices", ("a", "b"), ("a", "b"), "text", "a; b"),
    ("choices", ("a", "b"), ("a",), "choice", "a"),
    ("choices", ("a", "b"), ("a", "b"), "choice", None),
    ("text", (), "12,5", "number", 12.5),
    ("text", (), "a dozen", "number", None),
    ("text", (), "12.3.2015", "date", "2015-03-12"),
    ("text", (), "soon", "date", None),
    ("text", (), "No", "boolean", False),
    ("text", (), "calm", "choice", "calm"),
    ("number", (), 12, "text", "12"),
    ("boolean", (), True, "text", "yes"),
    ("date", (), "2015-03", "text", "2015-03"),
    ("timex", (), ("type=DATE", "value=2015-03-12", "edtf=2015-03-12"), "date", "2015-03-12"),
]


@pytest.mark.parametrize(("kind", "options", "value", "to", "expected"), CONVERSIONS)
def test_values_are_read_anew_where_an_attribute_changes_its_kind(
    project: Project, kind: str, options: tuple[str, ...], value: Value, to: str, expected: Value | None
) -> None:
    document = a_document(project, TEXT)
    cue = tag_named(project, "Cue")
    tone = tagset.add_attribute(project, Attribute("", cue, "tone", kind, options))
    item = marked(project, document, "Cue", values={"tone": value})
    plan = recoding.change_kind(project, tone.uid, to)
    found = recasting.survey(project, plan)
    assert bool(found.losing) is (expected is None)
    done(project, plan)
    assert marks.get(project, item.uid).values.get(tone.uid) == expected
    assert project.tagset.attribute(tone.uid).kind == to


def test_entities_and_concepts_are_found_by_their_names(project: Project) -> None:
    document = a_document(project, TEXT)
    with project.step("Fill") as step:
        step.put(
            Entity("e1", "Lena Okafor", aliases=(Alias("Okafor"),)), Concept("c1", "101", "Abolish the toll")
        )
    cue = tag_named(project, "Cue")
    who = tagset.add_attribute(project, Attribute("", cue, "who", "text"))
    item = marked(project, document, "Cue", values={"who": "okafor"})
    recasting.carry_out(project, recoding.change_kind(project, who.uid, "entity"))
    assert marks.get(project, item.uid).values[who.uid] == "e1"
    recasting.carry_out(project, recoding.change_kind(project, who.uid, "text"))
    assert marks.get(project, item.uid).values[who.uid] == "Lena Okafor"


def test_options_are_renamed_merged_split_and_deleted_with_their_values(project: Project) -> None:
    document = a_document(project, TEXT)
    stance = attribute(project, "Claim", "stance")
    items = [marked(project, document, "Claim", place, values={"stance": "mixed"}) for place in (0, 4)]

    def coded() -> list[object]:
        return [marks.get(project, item.uid).values.get(stance.uid) for item in items]

    done(project, recoding.recode_option(project, stance.uid, "mixed", "both"))
    assert coded() == ["both", "both"]
    assert project.tagset.attribute(stance.uid).options == ("support", "oppose", "both", "unclear")
    done(project, recoding.recode_option(project, stance.uid, "both", "torn", only=[items[0].uid]))
    assert coded() == ["torn", "both"]
    done(project, recoding.recode_option(project, stance.uid, "torn", "oppose"))
    assert coded() == ["oppose", "both"]
    assert "torn" not in project.tagset.attribute(stance.uid).options
    done(project, recoding.recode_option(project, stance.uid, "both", None))
    assert coded() == ["oppose", None]
    with pytest.raises(TagsetError):
        recoding.recode_option(project, stance.uid, "both", "oppose")


def test_attributes_of_the_document_change_with_what_was_said(project: Project) -> None:
    document = a_document(project, TEXT)
    relevance = attribute(project, "", "relevance")
    documents.set_document_value(project, document.uid, relevance.uid, "in part")
    plan = recoding.change_kind(project, relevance.uid, "text")
    assert recasting.survey(project, plan).answers == 1
    done(project, plan)
    assert progressed.with_value(project.file.database, relevance.uid)[0].values == {relevance.uid: "in part"}
    done(project, recoding.delete_attribute(project, relevance.uid))
    assert progressed.with_value(project.file.database, relevance.uid) == []
