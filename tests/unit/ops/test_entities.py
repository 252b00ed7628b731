"""The register: entries are added, changed, merged and found again by a few letters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.base.errors import InvalidValueError, NotFoundError, UsageError
from desktop_app.model.entity import Affiliation, Alias, Entity
from desktop_app.model.names import Fit
from desktop_app.model.records import State
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents, entities, guidelines
from desktop_app.ops.project import Project
from tests.builders import a_document, reopened, tag_named
from tests.unit.ops.naming import TEXT, a_mark_of, an_entity, who


def names(project: Project, text: str, *, document_uid: str = "") -> list[str]:
    return [item.entity.name for item in entities.suggest(project, text, document_uid=document_uid)]


def test_an_entity_is_kept_without_stray_spaces_and_repeated_aliases(project: Project) -> None:
    made = entities.add(
        project,
        Entity(
            "",
            "  Ada \n Nordby ",
            "person",
            (Alias("Nordby "), Alias("Nordby"), Alias("Ada Nordby"), Alias(" ")),
        ),
    )
    assert (made.name, made.aliases) == ("Ada Nordby", (Alias("Nordby"),))
    assert entities.get(reopened(project), made.uid) == made


@pytest.mark.parametrize(
    "entity",
    [
        Entity("", "  "),
        Entity("", "Ada", "wizard"),
        Entity("", "Ada", affiliations=(Affiliation("a" * 32, start="yesterday"),)),
        Entity("", "Ada", affiliations=(Affiliation("a" * 32, start="2015", end="2014"),)),
        Entity("", "Ada", affiliations=(Affiliation(""),)),
    ],
)
def test_an_entry_that_says_nothing_sound_is_refused(project: Project, entity: Entity) -> None:
    with pytest.raises(InvalidValueError):
        entities.add(project, entity)
    assert entities.register(project).suggest("Ada") == ()


def test_a_name_is_found_whole_by_its_beginning_by_a_word_by_a_part_and_with_a_slip(project: Project) -> None:
    made = an_entity(project, "Żaneta Skłodowska-Ruiz", "Madame Ruiz")
    for typed, fit in (
        ("zaneta skłodowska ruiz", Fit.EXACT),
        ("Żan", Fit.START),
        ("ruiz", Fit.WORD),
        ("lodow", Fit.INSIDE),
        ("zanetta sklodovska ruis", Fit.ALIKE),
        ("skłodofska", Fit.ALIKE),
    ):
        found = entities.suggest(project, typed)
        assert [item.entity for item in found] == [made], typed
        assert found[0].fit is fit, typed
    assert entities.suggest(project, "madame")[0].alias == "Madame Ruiz"
    assert entities.suggest(project, "qqqq") == ()


def test_a_whole_name_comes_before_a_beginning_and_a_beginning_before_a_part(project: Project) -> None:
    for name in ("Oslo Council", "City of Oslo", "Oslo", "Noslov"):
        an_entity(project, name)
    assert names(project, "oslo") == ["Oslo", "Oslo Council", "City of Oslo", "Noslov"]


def test_words_are_found_in_any_order(project: Project) -> None:
    an_entity(project, "Ada Marie Nordby")
    an_entity(project, "Nordby Shipping")
    assert names(project, "nord ada") == ["Ada Marie Nordby"]


def test_what_was_used_in_this_document_comes_first_and_is_offered_without_a_letter(project: Project) -> None:
    document = a_document(project, TEXT)
    other = a_document(project, "Another text.")
    first, second = an_entity(project, "Nora Aas"), an_entity(project, "Nora Zahl")
    assert names(project, "nora", document_uid=document.uid) == ["Nora Aas", "Nora Zahl"]
    a_mark_of(project, document.uid, second)
    assert names(project, "nora", document_uid=document.uid) == ["Nora Zahl", "Nora Aas"]
    assert names(project, "nora", document_uid=other.uid) == ["Nora Aas", "Nora Zahl"]
    a_mark_of(project, document.uid, first)
    assert names(project, "", document_uid=document.uid) == ["Nora Aas", "Nora Zahl"]
    again = reopened(project)
    assert names(again, "", document_uid=document.uid) == ["Nora Aas", "Nora Zahl"]
    assert names(again, "") == []


def test_an_alias_whose_capitals_matter_is_no_match_for_another_spelling(project: Project) -> None:
    made = entities.add(
        project, Entity("", "World Health Organization", "organisation", (Alias("WHO", exact=True),))
    )
    plain = an_entity(project, "Who Knows")
    known = entities.register(project)
    assert known.named("WHO") == (made,)
    assert known.named("who") == ()
    assert names(project, "WHO")[0] == made.name
    assert names(project, "who") == [plain.name, made.name]


def test_an_alias_of_the_language_of_the_document_comes_first(project: Project) -> None:
    from desktop_app.ops import documents

    document = a_document(project, TEXT)
    for name, language in (("Aland", "de"), ("Bland", "en")):
        entities.add(project, Entity("", name, "person", (Alias("Kanzler", language),)))
    documents.edit(project, document.uid, language="en")
    assert names(project, "kanz", document_uid=document.uid) == ["Bland", "Aland"]
    documents.edit(project, document.uid, language="de")
    assert names(project, "kanz", document_uid=document.uid) == ["Aland", "Bland"]


def test_what_is_typed_follows_every_change_of_the_register(project: Project) -> None:
    made = an_entity(project, "Ada Nordby")
    assert names(project, "nordby") == ["Ada Nordby"]
    entities.rename(project, made.uid, "Ada Vik")
    assert entities.get(project, made.uid).aliases == (Alias("Ada Nordby"),)
    assert [item.alias for item in entities.suggest(project, "nordby")] == ["Ada Nordby"]
    project.undo()
    assert names(project, "vik") == []
    project.undo()
    assert names(project, "nordby") == []
    with pytest.raises(NotFoundError):
        entities.get(project, made.uid)


def test_a_merge_gives_all_names_to_one_and_undo_takes_it_back(project: Project) -> None:
    kept = entities.add(project, Entity("", "Ada Nordby", "", (Alias("Nordby"),), {"party": "Centre"}))
    gone = entities.add(
        project,
        Entity(
            "", "A. Nordby", "person", (Alias("Nordby"), Alias("Ada")), {"party": "Left", "sector": "media"}
        ),
    )
    joined = entities.merge(project, kept.uid, [gone.uid, kept.uid])
    assert joined.aliases == (Alias("Nordby"), Alias("A. Nordby"), Alias("Ada"))
    assert (joined.kind, joined.values) == ("person", {"party": "Centre", "sector": "media"})
    assert entities.get(project, gone.uid) == joined
    project.undo()
    assert (entities.get(project, kept.uid), entities.get(project, gone.uid)) == (kept, gone)
    project.redo()
    assert entities.get(reopened(project), gone.uid) == joined


def test_a_merge_loses_no_fact_that_either_entry_had(project: Project) -> None:
    cabinet, council = an_entity(project, "Cabinet"), an_entity(project, "Council")
    both = Affiliation(council.uid, "member", "2010", "2014")
    kept = entities.add(project, Entity("", "Ada Nordby", "person", note="A lawyer.", affiliations=(both,)))
    further = Affiliation(cabinet.uid, "minister", "2015")
    gone = Entity(
        "",
        "A. Nordby",
        "person",
        external_id="Q42",
        colour="#112233",
        note="Born in Oslo.",
        affiliations=(both, further),
    )
    joined = entities.merge(project, kept.uid, [entities.add(project, gone).uid])
    assert (joined.external_id, joined.colour) == ("Q42", "#112233")
    assert joined.note.splitlines() == ["A lawyer.", "Born in Oslo."]
    assert joined.affiliations == (both, further)


def test_an_entity_made_from_a_mark_is_coded_on_it_in_one_step(project: Project) -> None:
    document = a_document(project, TEXT)
    mark = marks.highlight(project, document.uid, [Span(0, 10)], tag_named(project, "Actor"))
    documents.set_state(project, document.uid, State.DONE)
    guidelines.decide(project, "", "Everybody is put into the register.")
    made = entities.add_as_value(project, Entity("", "Ada Nordby"), mark.uid, who(project).uid)
    coded = marks.get(project, mark.uid)
    assert (coded.values, coded.guideline) == ({who(project).uid: made.uid}, 1)
    assert documents.progress(project, document.uid).state is State.NEEDS_ANOTHER_LOOK
    project.undo()
    assert marks.get(project, mark.uid) == mark
    assert entities.name_of(project, made.uid) == ""


@pytest.mark.parametrize("kept", ["branch", "party"])
def test_who_belonged_to_what_it_is_merged_with_does_not_belong_to_itself(
    project: Project, kept: str
) -> None:
    party, union = an_entity(project, "The party"), an_entity(project, "The union")
    facts = Affiliation(party.uid, "branch", "2010"), Affiliation(union.uid, "member")
    branch = entities.add(project, Entity("", "The party in the north", affiliations=facts))
    one, other = (branch, party) if kept == "branch" else (party, branch)
    merged = entities.merge(project, one.uid, [other.uid])
    assert merged.affiliations == (facts[1],)
    project.undo()
    assert entities.get(project, branch.uid) == branch


def test_entries_merged_one_after_another_are_all_the_last(project: Project) -> None:
    one, two, three = (an_entity(project, name) for name in ("One", "Two", "Three"))
    entities.merge(project, two.uid, [one.uid])
    last = entities.merge(project, three.uid, [one.uid])
    assert entities.register(project).same(one.uid) == (three.uid, one.uid, two.uid)
    assert {item.text for item in last.aliases} == {"One", "Two"}
    assert [item.entity for item in entities.suggest(project, "one")] == [last]
    with pytest.raises(UsageError):
        entities.merge(project, three.uid, [one.uid, two.uid])


def test_entries_that_two_copies_merged_into_each_other_still_mean_one(project: Project) -> None:
    one, two = an_entity(project, "One"), an_entity(project, "Two")
    assert len(entities.suggest(project, "o")) == 2
    with project.step("Merge both ways") as step:
        step.put(replace(one, merged_into=two.uid), replace(two, merged_into=one.uid))
    stands = min(one.uid, two.uid)
    again = reopened(project)
    assert {entities.get(again, uid).uid for uid in (one.uid, two.uid)} == {stands}
    known = entities.register(again)
    assert known.resolve(one.uid) == known.resolve(two.uid) == stands
    kept, gone = sorted((one, two), key=lambda item: item.uid)
    for asked in (project, again):
        assert [item.entity.uid for item in entities.suggest(asked, kept.name)][:1] == [stands]
        assert entities.suggest(asked, gone.name) == ()


def test_a_merged_entry_can_be_taken_out_again(project: Project) -> None:
    kept, gone = an_entity(project, "Ada", "Nordby"), an_entity(project, "Olav", "Brandt")
    entities.merge(project, kept.uid, [gone.uid])
    assert entities.take_out(project, gone.uid) == gone
    assert entities.get(project, kept.uid) == kept
    with pytest.raises(UsageError):
        entities.take_out(project, gone.uid)


def test_the_organisation_is_that_of_the_day(project: Project) -> None:
    cabinet, council = an_entity(project, "Cabinet"), an_entity(project, "Council")
    ada = entities.add(
        project,
        Entity(
            "",
            "Ada",
            "person",
            affiliations=(
                Affiliation(council.uid, "member", "2010", "2014-05"),
                Affiliation(cabinet.uid, "minister", "2014-06-01"),
                Affiliation(council.uid, "guest", "2016", "2016"),
            ),
        ),
    )
    for day, name in (
        ("2009-12-31", None),
        ("2014-05-31", "Council"),
        ("2014-06-01", "Cabinet"),
        ("2015", "Cabinet"),
        ("2016-03-01", "Council"),
        ("2020-01-01", "Cabinet"),
    ):
        found = entities.organisation_on(project, ada.uid, day)
        assert (found.name if found else None) == name, day
    entities.merge(project, cabinet.uid, [council.uid])
    assert entities.organisation_on(project, ada.uid, "2012") == entities.get(project, cabinet.uid)
    with pytest.raises(InvalidValueError):
        entities.affiliations_on(project, ada.uid, "some day")


def test_a_large_register_is_read_in_slices_and_whatever_changes_meanwhile_is_kept(project: Project) -> None:
    with project.step("Add many") as step:
        step.add_all(Entity(f"{number:032x}", f"Name {number}") for number in range(1, 1001))
    again = reopened(project)
    assert not entities.prepare(again)
    first, last = entities.get(again, f"{1:032x}"), entities.get(again, f"{1000:032x}")
    entities.rename(again, first.uid, "Another first")
    entities.rename(again, last.uid, "Another last")
    while not entities.prepare(again):
        pass
    assert names(again, "another first")[0] == "Another first"
    assert names(again, "another last")[0] == "Another last"
    assert sum(1 for _item in again.register.standing()) == 1000
