"""Annotations that get another tag or other values, many at a time, and change in nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.model.changes import Change
from desktop_app.model.records import Annotation
from desktop_app.store.edits import Edit, ReadRow
from desktop_app.store.rows import ANNOTATIONS
from desktop_app.store.table import checksum, values_cell

REWRITE = 'UPDATE "annotation" SET "tag_uid" = ?2, "values" = ?3, "crc" = ?4 WHERE rowid = ?1'
"""Its cells are the row's number, the tag, the values and the checksum."""


def rewritten(read: Sequence[ReadRow], after: Sequence[Annotation]) -> Iterator[Edit]:
    """What `REWRITE` needs where an annotation is `after` not what it was when it was `read`."""
    for row, record in zip(read, after, strict=True):
        before, image = row.record, row.image
        if before.values == record.values:
            # The tag comes before all that people wrote, whose quotation marks are escaped besides.
            image = image.replace(f'"tag_uid":"{before.tag_uid}"', f'"tag_uid":"{record.tag_uid}"', 1)
        if image == row.image:
            image = ANNOTATIONS.image_of(ANNOTATIONS.to_cells(record))
        if image != row.image:
            cells = row.number, record.tag_uid, values_cell(record.values), checksum(image)
            yield Edit(record.uid, row.image, image, cells, Change(before, record))
