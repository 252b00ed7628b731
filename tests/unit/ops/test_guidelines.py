"""The guideline of a tag has versions, a log that says why, and examples that are picked from the text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.base.errors import InvalidValueError, NotFoundError
from desktop_app.model.span import Span
from desktop_app.model.tagset import Slot
from desktop_app.ops import annotations as marks
from desktop_app.ops import guidelines, tagset
from desktop_app.ops.project import Project
from tests.builders import a_document, tag_named

TEXT = "It rained.\nDr. Okafor [said] that “the toll\nmust go” at once. Nobody answered."


def words(project: Project, tag_uid: str) -> list[tuple[int, str]]:
    return [(item.number, item.text) for item in guidelines.log(project, tag_uid)]


def test_every_change_of_a_guideline_is_a_new_version_with_a_line_in_the_log(project: Project) -> None:
    claim, actor = tag_named(project, "Claim"), tag_named(project, "Actor")
    tag = tagset.edit_tag(project, replace(project.tagset.tag(claim), guideline="Mark demands."))
    tag = tagset.edit_tag(project, replace(tag, examples=("We want [more].",)), why="Agreed on Monday.")
    tagset.edit_tag(project, replace(tag, counter_examples=("It rains.",)))
    stance = next(item for item in project.tagset.attributes_of(claim) if item.name == "stance")
    tagset.edit_attribute(project, replace(stance, guideline="For or against."))
    slot = project.tagset.slots_of(claim)[0]
    tagset.edit_slot(project, replace(slot, guideline="Whose it is."))
    guidelines.decide(project, "", "  Titles\nbelong to names. ")
    assert words(project, claim) == [
        (6, "Titles belong to names."),
        (5, "Changed how to code claimant."),
        (4, "Changed how to code stance."),
        (3, "Changed what is not like this."),
        (2, "Agreed on Monday."),
        (1, "Changed the definition."),
    ]
    assert words(project, actor) == [(6, "Titles belong to names.")]
    assert (guidelines.version(project, claim), project.guideline) == (6, 6)
    project.undo()
    assert project.guideline == 5


def test_what_says_nothing_about_the_guideline_makes_no_version(project: Project) -> None:
    claim = project.tagset.tag(tag_named(project, "Claim"))
    tagset.edit_tag(project, replace(claim, colour="#123456", pinned=True))
    assert project.guideline == 0


def test_a_mark_knows_whether_its_guideline_has_changed_since(project: Project) -> None:
    document = a_document(project, TEXT)
    claim, actor = tag_named(project, "Claim"), tag_named(project, "Actor")
    early = marks.highlight(project, document.uid, [Span(0, 2)], claim)
    guidelines.decide(project, claim, "Only demands.")
    guidelines.decide(project, actor, "With titles.")
    late = marks.highlight(project, document.uid, [Span(3, 9)], claim)
    assert (early.guideline, guidelines.behind(project, early)) == (0, 1)
    assert (late.guideline, guidelines.behind(project, late)) == (2, 0)


def test_a_decision_about_all_tags_counts_for_every_mark(project: Project) -> None:
    document = a_document(project, TEXT)
    actor = tag_named(project, "Actor")
    early = marks.highlight(project, document.uid, [Span(0, 2)], actor)
    guidelines.decide(project, "", "Titles belong to names.")
    late = marks.highlight(project, document.uid, [Span(3, 9)], actor)
    assert [guidelines.behind(project, one) for one in (early, late)] == [1, 0]


def test_a_mark_that_is_changed_or_copied_later_is_of_the_newest_guideline(project: Project) -> None:
    document = a_document(project, TEXT)
    claim = tag_named(project, "Claim")
    early = marks.highlight(project, document.uid, [Span(0, 2)], claim)
    guidelines.decide(project, claim, "Only demands.")
    assert marks.set_note(project, early.uid, "seen again").guideline == 1
    assert guidelines.behind(project, marks.get(project, early.uid)) == 0
    guidelines.decide(project, claim, "Only demands on somebody.")
    assert marks.copy(project, early.uid).guideline == 2
    assert marks.retag(project, early.uid, tag_named(project, "Event")).guideline == 2


def test_a_decision_needs_words_and_a_tag_that_exists(project: Project) -> None:
    for text in (" \n", "x" * 2001):
        with pytest.raises(InvalidValueError):
            guidelines.decide(project, "", text)
    with pytest.raises(NotFoundError):
        guidelines.decide(project, "gone", "Something.")


def test_a_passage_becomes_an_example_with_its_sentence_around_it(project: Project) -> None:
    document = a_document(project, TEXT)
    claim = tag_named(project, "Claim")
    start = TEXT.index("“the toll")
    mark = marks.highlight(project, document.uid, [Span(start, start + 18)], claim)
    before = project.tagset.tag(claim)
    tag = tagset.use_as_example(project, mark.uid)
    assert tag.examples[-1] == "Dr. Okafor (said) that [“the toll must go”] at once."
    assert tagset.use_as_example(project, mark.uid) == tag
    assert words(project, claim) == [(1, "Took up an example.")]
    project.undo()
    assert project.tagset.tag(claim) == before
    counter = tagset.use_as_example(project, mark.uid, counter=True)
    assert counter.counter_examples[-1].startswith("Dr. Okafor")
    assert counter.examples == before.examples


def test_the_parts_of_a_mark_are_marked_one_by_one(project: Project) -> None:
    document = a_document(project, TEXT)
    spans = [Span(0, 2), Span(3, 9)]
    mark = marks.highlight(project, document.uid, spans, tag_named(project, "Claim"))
    assert tagset.use_as_example(project, mark.uid).examples[-1] == "[It] [rained]."


def test_slots_are_moved_and_counted(project: Project) -> None:
    claim = tag_named(project, "Claim")
    made = tagset.add_slot(project, Slot("", claim, "party"))
    tagset.move_slot(project, made.uid, 0)
    assert project.tagset.slots_of(claim)[0].uid == made.uid
    assert tagset.filled(project, made.uid) == 0
