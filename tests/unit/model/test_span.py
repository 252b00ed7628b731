from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.base.errors import InvalidSpanError
from desktop_app.model.span import Span, check_within, joined

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 10))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, 0), (-5, -2)])
def test_a_span_is_never_empty_reversed_or_before_the_text(start: int, end: int) -> None:
    with pytest.raises(InvalidSpanError, match=f"{start}–{end}"):
        Span(start, end)


@settings(deadline=None)
@given(SPANS)
def test_a_span_is_as_long_as_what_it_covers(span: Span) -> None:
    assert len(span) == len(range(span.start, span.end))


@settings(deadline=None)
@given(SPANS, SPANS)
def test_spans_overlap_when_they_share_a_code_point(one: Span, other: Span) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)


@settings(deadline=None)
@given(st.lists(SPANS))
def test_joined_spans_cover_the_same_and_have_gaps_between_them(spans: list[Span]) -> None:
    result = joined(spans)
    assert {place for span in result for place in range(span.start, span.end)} == {
        place for span in spans for place in range(span.start, span.end)
    }
    assert all(first.end < second.start for first, second in pairwise(result))
    assert joined(result) == result


def test_a_span_that_ends_with_the_text_is_within_it() -> None:
    check_within((Span(0, 3), Span(5, 10)), 10)
    with pytest.raises(InvalidSpanError, match="11"):
        check_within((Span(0, 11), Span(2, 5)), 10)
    with pytest.raises(InvalidSpanError):
        check_within((), 10)
