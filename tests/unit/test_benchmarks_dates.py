from __future__ import annotations

from benchmarks.dates import CORPORA, LEAST, Miss, marked, measure, misses, told, wrong
from benchmarks.report import Report


def test_four_of_five_dates_that_others_marked_get_the_value_they_gave() -> None:
    dates = marked()
    assert wrong(dates) <= 100 * (1 - LEAST)
    assert len(dates) > 70
    assert {one.corpus for one in dates} == set(CORPORA)


def test_documents_are_held_out_whole() -> None:
    parts = {(one.document, one.held_out) for one in marked()}
    assert len(parts) == len({document for document, _held_out in parts})
    assert {held_out for _document, held_out in parts} == {False, True}


def test_a_date_counts_as_right_only_with_its_value_or_with_its_days() -> None:
    one = marked()[0]
    assert list(misses([one])) == []
    assert list(misses([one._replace(value="1999")])) == [Miss(one._replace(value="1999"), one.value)]
    assert list(misses([one._replace(phrase="the bridge")])) == [Miss(one._replace(phrase="the bridge"), "")]


def test_the_report_names_the_dates_that_were_missed() -> None:
    lines = told()
    assert lines
    said = Report.of([{"measured": "misses", "misses": lines}])
    assert lines[0] in said.text()
    assert lines[-1] in said.markdown()
    assert {line.unit for line in measure()} == {"%", "ms"}
