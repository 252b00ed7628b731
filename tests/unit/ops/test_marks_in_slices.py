"""Annotations are read in slices, which together are all of them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.model.packed import PackedSpans
from desktop_app.ops import annotations as marks
from desktop_app.ops.project import Project
from tests.builders import a_document, an_annotation, tag_named

TEXT = "x" * 40
SPANS = [[(0, 4)], [(2, 3)], [(2, 9)], [(5, 7), (20, 22)], [(9, 40)], [(30, 31)]]
EVERY = sorted(span for spans in SPANS for span in spans)


@pytest.fixture
def document_uid(project: Project) -> str:
    """A document with marks, two at the same place, one in two parts."""
    made = a_document(project, TEXT)
    tag = tag_named(project, "Actor")
    with project.step("Work") as step:
        step.put_all(an_annotation(made, TEXT, spans, tag_uid=tag) for spans in SPANS)
    return made.uid


def spans_of(packed: PackedSpans) -> list[tuple[int, int]]:
    return list(zip(packed.start.tolist(), packed.end.tolist(), strict=True))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(limit=st.integers(1, 8), before=st.lists(st.integers(0, 45), max_size=3))
def test_no_mark_is_lost_or_doubled_wherever_a_slice_stops(
    project: Project, document_uid: str, limit: int, before: list[int]
) -> None:
    found: list[tuple[int, int]] = []
    cursor = None
    for stop in (*before, *[None] * (len(EVERY) + 1)):
        packed = marks.packed(project, document_uid, after=cursor, limit=limit, before=stop)
        assert stop is None or all(start < stop for start in packed.start[~packed.pieces])
        found += spans_of(packed)
        cursor = packed.cursor
        if cursor is None:
            break
    assert sorted(found) == EVERY


def test_what_starts_before_an_offset_is_read_alone(project: Project, document_uid: str) -> None:
    packed = marks.packed(project, document_uid, before=5)
    assert sorted(spans_of(packed)) == [(0, 4), (2, 3), (2, 9)]
    assert packed.cursor == (5, "")
    assert packed.pieces.tolist() == [False, False, False]
    rest = marks.packed(project, document_uid, after=packed.cursor)
    assert sorted(spans_of(rest)) == EVERY[3:]
    assert rest.pieces.sum() == 2
    assert rest.cursor is None
