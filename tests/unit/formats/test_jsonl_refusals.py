"""Every bad line is sent back with its number, its place and a reason; its neighbours arrive."""

from __future__ import annotations

import json

import pytest

from desktop_app.formats import IncomingLine, Problem
from desktop_app.model.identity import derived_uid
from tests.unit.formats.bad_lines import GOOD, SPAN_REFUSED, WHOLE_LINE_REFUSED
from tests.unit.formats.reading import read


@pytest.mark.parametrize("name", WHOLE_LINE_REFUSED)
def test_a_bad_line_is_refused_with_its_number_and_reason_and_its_neighbours_arrive(name: str) -> None:
    data, reason, place = WHOLE_LINE_REFUSED[name]
    first, problem, last = read(GOOD + data + b"\n" + GOOD)
    assert isinstance(first, IncomingLine)
    assert isinstance(last, IncomingLine)
    assert isinstance(problem, Problem)
    assert problem.refused
    assert problem.line == 2
    assert problem.error.where.startswith(f"line 2, {place}" if place else "line 2")
    assert reason in problem.error.what
    assert problem.error.hint
    assert len(str(problem.error)) < 400
    assert str(problem.error).isprintable()


@pytest.mark.parametrize("name", SPAN_REFUSED)
def test_a_bad_span_is_refused_with_its_place_and_the_rest_of_its_line_arrives(name: str) -> None:
    data, reason, place = SPAN_REFUSED[name]
    entries = json.loads(data)
    key = next(key for key in ("spans", "label", "labels", "entities") if key in entries)
    fine = {
        "spans": {"id": derived_uid("another"), "start": 0, "end": 1, "label": "Cue"},
        "entities": {"start_offset": 0, "end_offset": 1, "label": "Cue"},
    }
    entries[key].append(fine.get(key, [0, 1, "Cue"]))
    problem, arrived = read(json.dumps(entries).encode() + b"\n")
    assert isinstance(problem, Problem)
    assert isinstance(arrived, IncomingLine)
    assert problem.refused
    assert problem.error.where.startswith(f"line 1, {place}")
    assert reason in problem.error.what
    assert problem.error.hint
    assert [item.label for item in arrived.annotations] == ["Cue"]


def test_more_than_a_hundred_bad_inputs_are_tried_and_no_two_are_the_same() -> None:
    tried = [*WHOLE_LINE_REFUSED.values(), *SPAN_REFUSED.values()]
    assert len(tried) > 100
    assert len({data for data, _reason, _place in tried}) == len(tried)
