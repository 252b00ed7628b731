"""The codebook grows, is put in order, and keeps what was coded with it readable."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from desktop_app.base.errors import InvalidValueError, NotFoundError, UsageError
from desktop_app.model.concept import Concept, Status
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span
from desktop_app.model.tagset import DOCUMENT, Attribute
from desktop_app.ops import annotations as marks
from desktop_app.ops import concepts, documents, tagset
from desktop_app.ops.project import Project
from tests.builders import a_document, tag_named


def a_concept(project: Project, code: str, label: str, above: Concept | None = None, **more: str) -> Concept:
    fresh = Concept("", code, label, above.uid if above else "")
    return concepts.add(
        project, replace(fresh, support=more.get("support", ""), definition=more.get("about", ""))
    )


@pytest.fixture
def tree(project: Project) -> dict[str, Concept]:
    """100 with 101 and 102 below it, 200 with 201."""
    found: dict[str, Concept] = {}
    for code, label, above in (
        ("100", "Climate", ""),
        ("101", "Carbon tax", "100"),
        ("102", "Coal exit", "100"),
        ("200", "Migration", ""),
        ("201", "Family reunion", "200"),
    ):
        found[code] = a_concept(project, code, label, found.get(above))
    return found


def retire(project: Project, concept_uid: str, replaced_by: str) -> None:
    gone = project.codebook.concept(concept_uid)
    concepts.edit(project, replace(gone, status=Status.RETIRED, replaced_by=replaced_by))


def codes(project: Project, above: str = "") -> list[str]:
    return [item.code for item in project.codebook.children(above)]


def subject(project: Project) -> Attribute:
    claim = tag_named(project, "Claim")
    found = [item for item in project.tagset.attributes_of(claim) if item.kind == "concept"]
    return found[0] if found else tagset.add_attribute(project, Attribute("", claim, "subject", "concept"))


def coded(project: Project, concept: Concept, start: int = 0) -> Annotation:
    document = a_document(
        project, f"{concept.code} should be done at once, they said.", name=f"{concept.code}-{start}"
    )
    made = marks.highlight(project, document.uid, [Span(start, start + 5)], tag_named(project, "Claim"))
    return marks.set_value(project, made.uid, subject(project).uid, concept.uid)


def test_concepts_lie_below_each_other_in_the_order_in_which_they_came(
    project: Project, tree: dict[str, Concept]
) -> None:
    assert [item.code for item in project.codebook.below("")] == ["100", "101", "102", "200", "201"]
    assert project.codebook.path(tree["102"].uid) == "Climate › Coal exit"


def test_a_code_is_given_once_and_never_empty(project: Project, tree: dict[str, Concept]) -> None:
    for code, label in (("101", "Other"), (" 101 ", "Other"), ("", "Other"), ("103", " ")):
        with pytest.raises(InvalidValueError):
            a_concept(project, code, label)
    with pytest.raises(InvalidValueError):
        concepts.edit(project, replace(tree["102"], code="101"))
    assert concepts.edit(project, replace(tree["102"], label="Coal  phase-out")).label == "Coal phase-out"


def test_a_concept_is_moved_below_another_and_to_a_place_there(
    project: Project, tree: dict[str, Concept]
) -> None:
    concepts.move(project, tree["201"].uid, tree["100"].uid, tree["102"].uid)
    assert codes(project, tree["100"].uid) == ["101", "201", "102"]
    concepts.move(project, tree["101"].uid, tree["100"].uid)
    assert codes(project, tree["100"].uid) == ["201", "102", "101"]
    concepts.move(project, tree["102"].uid, "", tree["100"].uid)
    assert codes(project) == ["102", "100", "200"]
    for _number in range(3):
        project.undo()
    assert codes(project, tree["100"].uid) == ["101", "102"]


def test_a_concept_cannot_be_moved_below_itself(project: Project, tree: dict[str, Concept]) -> None:
    for below in ("100", "101"):
        with pytest.raises(InvalidValueError):
            concepts.move(project, tree["100"].uid, tree[below].uid)


def test_a_retired_concept_stays_readable_and_says_what_to_use(
    project: Project, tree: dict[str, Concept]
) -> None:
    retire(project, tree["101"].uid, tree["102"].uid)
    found = concepts.suggest(project, "carbon")[0]
    assert (found.path, found.instead) == ("Climate › Carbon tax", tree["102"])
    assert "102" in found.why_not
    with pytest.raises(InvalidValueError):
        retire(project, tree["102"].uid, tree["102"].uid)
    with pytest.raises(NotFoundError):
        retire(project, tree["102"].uid, "a" * 32)
    back = concepts.edit(project, replace(project.codebook.concept(tree["101"].uid), status=Status.ACTIVE))
    assert back.replaced_by == ""


def test_of_concepts_that_replaced_each_other_the_last_is_named(
    project: Project, tree: dict[str, Concept]
) -> None:
    retire(project, tree["101"].uid, tree["102"].uid)
    retire(project, tree["102"].uid, tree["201"].uid)
    (found, *_others) = concepts.suggest(project, "carbon")
    assert found.instead == tree["201"]
    assert "201" in found.why_not


def test_a_concept_is_removed_only_when_nothing_needs_it(project: Project, tree: dict[str, Concept]) -> None:
    coded(project, tree["101"])
    retire(project, tree["201"].uid, tree["102"].uid)
    for code in ("100", "101", "102"):
        with pytest.raises(UsageError):
            concepts.remove(project, tree[code].uid)
    concepts.remove(project, tree["201"].uid)
    assert codes(project, tree["200"].uid) == []
    project.undo()
    assert codes(project, tree["200"].uid) == ["201"]


def test_merging_codes_codes_anew_what_was_coded_and_is_undone_as_one(
    project: Project, tree: dict[str, Concept]
) -> None:
    below = a_concept(project, "1021", "Coal subsidies", tree["102"])
    marked = [coded(project, tree["101"]), coded(project, tree["102"])]
    before, depth = project.codebook.below(""), project.undo_depth
    concepts.merge(project, tree["101"].uid, [tree["102"].uid])
    now = [marks.get(project, item.uid).values[subject(project).uid] for item in marked]
    assert now == [tree["101"].uid] * 2
    assert project.codebook.concept(tree["102"].uid).status is Status.RETIRED
    assert project.codebook.instead(tree["102"].uid) == tree["101"]
    assert project.codebook.concept(below.uid).parent_uid == tree["101"].uid
    assert project.undo_depth == depth + 1
    project.undo()
    assert project.codebook.below("") == before
    assert [marks.get(project, item.uid) for item in marked] == marked
    with pytest.raises(InvalidValueError):
        concepts.merge(project, tree["101"].uid, [tree["100"].uid])
    with pytest.raises(UsageError):
        concepts.merge(project, tree["101"].uid, [tree["101"].uid])


def test_merging_codes_anew_what_was_said_of_whole_documents(
    project: Project, tree: dict[str, Concept]
) -> None:
    about = tagset.add_attribute(project, Attribute("", DOCUMENT, "about", "concept"))
    document = a_document(project, "Coal goes.")
    documents.set_document_value(project, document.uid, about.uid, tree["102"].uid)
    concepts.merge(project, tree["101"].uid, [tree["102"].uid])
    assert documents.progress(project, document.uid).values == {about.uid: tree["101"].uid}
    project.undo()
    assert documents.progress(project, document.uid).values == {about.uid: tree["102"].uid}


def test_uses_are_counted_by_concept(project: Project, tree: dict[str, Concept]) -> None:
    coded(project, tree["101"]), coded(project, tree["101"], 6), coded(project, tree["201"])
    total = sum(concepts.counts(project), Counter[str]())
    assert total == {tree["101"].uid: 2, tree["201"].uid: 1}
    assert concepts.uses(project, tree["101"].uid) == 2


def test_concepts_are_found_by_code_label_and_definition(project: Project, tree: dict[str, Concept]) -> None:
    a_concept(project, "202", "Quota", tree["200"], about="How many may come each year")
    concepts.edit(project, replace(tree["201"], support="Spouses and children may follow."))
    for typed, code in (
        ("spouses", "201"),
        ("10", "101"),
        ("101", "101"),
        ("coal", "102"),
        ("exit co", "102"),
        ("many may", "202"),
        ("famili reunoin", "201"),
    ):
        assert concepts.suggest(project, typed)[0].concept.code == code, typed
    assert concepts.suggest(project, "zzzz") == ()
    assert len(concepts.suggest(project, "")) == 6


def test_only_active_leaves_can_be_chosen_and_all_others_say_why_not(
    project: Project, tree: dict[str, Concept]
) -> None:
    concepts.edit(project, replace(tree["201"], status=Status.DRAFT))
    why = {item.concept.code: item.why_not for item in concepts.suggest(project, "")}
    assert {code for code, words in why.items() if not words} == {"101", "102"}
    assert len({why[code] for code in ("100", "201")}) == 2
