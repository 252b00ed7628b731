from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.model.identity import derived_uid
from desktop_app.model.packed import PackedSpans
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span, joined

SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 2**31 - 100), st.integers(1, 50)
)
ANNOTATIONS = st.lists(
    st.builds(
        lambda number, spans, tag, annotator: Annotation(
            derived_uid(str(number)), "d", annotator, tag, joined(spans), ("",) * len(joined(spans))
        ),
        st.integers(0, 10**6),
        st.lists(SPANS, min_size=1, max_size=3),
        st.sampled_from(["t1", "t2", "t3"]),
        st.sampled_from(["a", "b"]),
    )
)


@settings(deadline=None)
@given(ANNOTATIONS)
def test_every_span_of_every_annotation_is_a_row(annotations: list[Annotation]) -> None:
    packed = PackedSpans.of(annotations)
    rows = [
        (
            int(packed.start[row]),
            int(packed.end[row]),
            packed.tags[packed.tag[row]],
            packed.annotators[packed.annotator[row]],
            packed.uid[row].tobytes().hex(),
            bool(packed.pieces[row]),
        )
        for row in range(len(packed))
    ]
    assert rows == [
        (span.start, span.end, item.tag_uid, item.annotator_uid, item.uid, len(item.spans) > 1)
        for item in annotations
        for span in item.spans
    ]
    again = PackedSpans.of_rows(rows, cursor=(7, "f" * 32))
    assert again.cursor == (7, "f" * 32)
    assert (again.tags, again.annotators) == (packed.tags, packed.annotators)
    assert np.array_equal(again.uid, packed.uid)


def test_the_arrays_have_the_promised_types_also_when_empty() -> None:
    packed = PackedSpans.of([])
    assert len(packed) == 0
    assert packed.cursor is None
    assert packed.uid.shape == (0, 16)
    names = [array.dtype.name for array in (packed.start, packed.end, packed.tag, packed.annotator)]
    assert names == ["int32", "int32", "int16", "int16"]
    assert [packed.uid.dtype.name, packed.pieces.dtype.name] == ["uint8", "bool"]
