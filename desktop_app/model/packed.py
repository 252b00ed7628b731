"""Many spans in a few arrays: what the reading view's index is filled from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from desktop_app.model.records import Annotation

Row = tuple[int, int, str, str, str, bool | None]
"""start, end, tag uid, annotator uid, annotation uid, whether it is a piece of a discontinuous annotation."""


@dataclass(frozen=True, slots=True, eq=False)
class PackedSpans:
    """Spans of one document, one row per span, in any order.

    `start` and `end` are code points (int32). `tag` and `annotator` (int16) are places in `tags` and `annotators`,
    which hold uids. `uid` is the annotation's, 16 bytes to a row (uint8, n × 16). `pieces` is true where the row is
    part of a discontinuous annotation. `cursor` is (start, uid) where the next slice begins, None after the last.
    """

    start: NDArray[np.int32]
    end: NDArray[np.int32]
    tag: NDArray[np.int16]
    annotator: NDArray[np.int16]
    uid: NDArray[np.uint8]
    pieces: NDArray[np.bool_]
    tags: tuple[str, ...]
    annotators: tuple[str, ...]
    cursor: tuple[int, str] | None = None

    def __len__(self) -> int:
        return len(self.start)

    @classmethod
    def of(cls, annotations: Iterable[Annotation], *, cursor: tuple[int, str] | None = None) -> PackedSpans:
        """The spans of these annotations, in their order."""
        return cls.of_rows(
            [
                (span.start, span.end, item.tag_uid, item.annotator_uid, item.uid, len(item.spans) > 1)
                for item in annotations
                for span in item.spans
            ],
            cursor=cursor,
        )

    @classmethod
    def of_rows(cls, rows: Sequence[Row], *, cursor: tuple[int, str] | None = None) -> PackedSpans:
        """The same from plain tuples, as a query returns them (no piece may be None). Uids are 32 hex digits."""
        import numpy as np

        start, end, tag, annotator, uid, pieces = zip(*rows, strict=True) if rows else ((),) * 6
        tags, annotators = tuple(dict.fromkeys(tag)), tuple(dict.fromkeys(annotator))
        tag_code = {value: code for code, value in enumerate(tags)}
        annotator_code = {value: code for code, value in enumerate(annotators)}
        return cls(
            np.array(start, np.int32),
            np.array(end, np.int32),
            np.array([tag_code[value] for value in tag], np.int16),
            np.array([annotator_code[value] for value in annotator], np.int16),
            np.frombuffer(bytes.fromhex("".join(uid)), np.uint8).reshape(-1, 16),
            np.array(pieces, np.bool_),
            tags,
            annotators,
            cursor,
        )
