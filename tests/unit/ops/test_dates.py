"""What marked dates mean: proposals from the words and the day of the document, confirmed by a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.base.errors import InvalidValueError, NotFoundError
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span
from desktop_app.model.timex import Proposal, Timex, TimexType, packed
from desktop_app.ops import annotations as marks
from desktop_app.ops import dates, documents
from desktop_app.ops.project import Project
from tests.builders import a_document, tag_named

TEXT = "The council met on Tuesday. Two days later it said that the bridge will open by next Friday, in spring or soon."


def a_date(
    project: Project, words: str, *, language: str = "en", published: str = "2015-03-12"
) -> Annotation:
    document = documents.by_name(project, "council") or a_document(project, TEXT, name="council")
    with project.step("Prepare") as step:
        step.put(replace(document, language=language, published=published))
    start = TEXT.index(words)
    return marks.highlight(
        project, document.uid, [Span(start, start + len(words))], tag_named(project, "Date")
    )


def meanings(project: Project, mark_uid: str, *, anchor: str | None = None) -> tuple[Proposal, ...]:
    return dates.offer(project, mark_uid, anchor=anchor).proposals


def confirm(project: Project, mark_uid: str, timex: Timex | None) -> Annotation:
    attribute = dates.attribute_of(project, tag_named(project, "Date"))
    assert attribute is not None
    return marks.set_value(project, mark_uid, attribute.uid, None if timex is None else packed(timex))


def test_a_date_is_worked_out_from_its_words_those_around_and_the_day_of_the_document(
    project: Project,
) -> None:
    tuesday = meanings(project, a_date(project, "Tuesday").uid)
    assert [one.timex.value for one in tuesday] == ["2015-03-10", "2015-03-17"]
    assert [one.words for one in tuesday] == ["Tuesday, 10 March 2015", "Tuesday, 17 March 2015"]
    assert [one.ask for one in tuesday] == [False, False]
    assert tuesday[0].timex.anchor == "2015-03-12"
    friday = meanings(project, a_date(project, "next Friday").uid)
    assert {one.timex.mod for one in friday} == {"BEFORE"}
    assert all(one.ask for one in friday)


def test_a_date_can_be_counted_from_another_date_of_the_text(project: Project) -> None:
    tuesday, later = a_date(project, "Tuesday"), a_date(project, "Two days later")
    assert dates.anchors(project, later.uid) == (("2015-03-12", "date of the document"),)
    confirm(project, tuesday.uid, meanings(project, tuesday.uid)[0].timex)
    assert dates.anchors(project, later.uid) == (
        ("2015-03-12", "date of the document"),
        ("2015-03-10", "Tuesday"),
    )
    found = meanings(project, later.uid, anchor="2015-03-10")[0].timex
    assert (found.value, found.anchor) == ("2015-03-12", "2015-03-10")


def test_only_own_dates_that_stand_before_it_are_offered_to_count_from_the_nearest_first(
    project: Project,
) -> None:
    tuesday, friday, spring = (a_date(project, words) for words in ("Tuesday", "next Friday", "spring"))
    for mark, day in ((tuesday, "2015-03-10"), (friday, "2015-03-20"), (spring, "2015-06")):
        confirm(project, mark.uid, Timex(TimexType.DATE, day, edtf=day))
    soon = a_date(project, "soon")
    assert [date for date, _words in dates.anchors(project, soon.uid)] == [
        "2015-03-12",
        "2015-06",
        "2015-03-20",
        "2015-03-10",
    ]
    assert [date for date, _words in dates.anchors(project, friday.uid)] == ["2015-03-12", "2015-03-10"]


def test_a_date_in_two_parts_is_read_as_one(project: Project) -> None:
    document = a_document(project, "It runs from 3 to 5 March 2015.", name="parts")
    spans = [Span(13, 14), Span(20, 30)]
    mark = marks.highlight(project, document.uid, spans, tag_named(project, "Date"))
    assert mark.quotes == ("3", "March 2015")
    assert [one.timex.value for one in meanings(project, mark.uid)] == ["2015-03-03"]


def test_what_is_confirmed_is_one_step_and_can_be_taken_back(project: Project) -> None:
    tuesday = a_date(project, "Tuesday")
    depth = project.undo_depth
    chosen = meanings(project, tuesday.uid)[1].timex
    kept = confirm(project, tuesday.uid, chosen)
    assert dates.meaning(project, kept) == chosen
    assert project.undo_depth == depth + 1
    project.undo()
    assert dates.meaning(project, marks.get(project, tuesday.uid)) is None
    project.redo()
    assert dates.meaning(project, marks.get(project, tuesday.uid)) == chosen
    assert dates.meaning(project, confirm(project, tuesday.uid, None)) is None


def test_a_record_that_contradicts_itself_is_not_kept(project: Project) -> None:
    tuesday = a_date(project, "Tuesday")
    wrong = replace(meanings(project, tuesday.uid)[0].timex, latest="2015-03-09")
    with pytest.raises(InvalidValueError):
        confirm(project, tuesday.uid, wrong)
    assert marks.get(project, tuesday.uid) == tuesday


def test_without_a_day_of_the_document_it_says_what_is_missing(project: Project) -> None:
    undated = a_date(project, "Tuesday", published="")
    assert meanings(project, undated.uid) == ()
    assert "day of the document" in dates.offer(project, undated.uid).why
    assert dates.anchors(project, undated.uid) == ()
    monthly = a_date(project, "spring", published="2015-03")
    assert [one.timex.value for one in meanings(project, monthly.uid)] == ["2015-SP"]


def test_words_that_are_no_date_say_so_in_every_language(project: Project) -> None:
    for language in ("en", "de", "fr", ""):
        bridge = a_date(project, "bridge", language=language)
        assert dates.offer(project, bridge.uid).why == "The rules do not know this expression."


def test_a_tag_without_the_attribute_has_nowhere_to_keep_it(project: Project) -> None:
    tuesday = marks.retag(project, a_date(project, "Tuesday").uid, tag_named(project, "Cue"))
    assert dates.meaning(project, tuesday) is None
    assert dates.attribute_of(project, tuesday.tag_uid) is None
    with pytest.raises(NotFoundError):
        dates.offer(project, "nobody")


def test_the_three_dates_of_a_claim_stay_apart(project: Project) -> None:
    tagset = project.tagset
    carried = {item.name: item for item in tagset.attributes_of(tag_named(project, "Date"))}
    assert {name: item.kind for name, item in carried.items()} == {"date": "timex", "role": "choice"}
    assert carried["role"].options == ("claim", "about", "background")
    found = dates.attribute_of(project, tag_named(project, "Date"))
    assert found == carried["date"]
