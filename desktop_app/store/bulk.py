"""Steps that give many marks another tag or other values at a stroke: SQLite goes through them once.

What it makes of a row as JSON is that row's image in nearly every case, and the checksum tells whether it is. Where one
row is not like that, the portion is read and written row by row instead.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from typing import NamedTuple

import msgspec

from desktop_app.model.changes import Change
from desktop_app.model.records import Annotation
from desktop_app.store import portions, tally
from desktop_app.store.bundles import BUNDLE, Bundle, bundled, tag_parts, with_values
from desktop_app.store.database import Database
from desktop_app.store.edits import ImageChange, ReadRow
from desktop_app.store.portions import Portion
from desktop_app.store.rows import ANNOTATIONS
from desktop_app.store.step import Step
from desktop_app.store.table import MISFITS, decoded_values, values_cell

Part = ImageChange | Bundle
"""What a step tells of, as history keeps it."""
_OLDER = tuple(column for column in ANNOTATIONS.columns if column != "guideline")


def _object(columns: Sequence[str]) -> str:
    return f"json_object({', '.join(map(_pair, columns))})"


def _pair(column: str) -> str:
    if column != "confidence":
        return f"'{column}', \"{column}\""
    # SQLite would write fifteen figures of a number, where an image has all that are needed.
    return "'confidence', CASE WHEN confidence IS NULL THEN NULL ELSE json(figures(confidence)) END"


_TEXT = f'CASE "guideline" WHEN 0 THEN {_object(_OLDER)} ELSE {_object(ANNOTATIONS.columns)} END'
_IMAGE = f"CAST({_TEXT} AS BLOB)"
_SEALED = f'CAST({_TEXT} || "crc" AS BLOB)'


class Recasting(NamedTuple):
    """What becomes of marks with the tag `was`: they get the tag `tag`, and values as `turned` makes them of a cell.

    `holding`: only those with this in the cell of their values, and of these `turned` gives None for such as stay as
    they are. It is called while SQLite goes through the marks.
    """

    was: str
    tag: str
    turned: Callable[[str], str | None]
    holding: str = ""

    def becomes(self, cell: str) -> str | None:
        """The cell as it becomes; None where nothing changes."""
        after = self.turned(cell)
        return None if after == cell and self.was == self.tag else after


class BulkStep(Step):
    """A step that can also change marks in bundles."""

    def recast_all(self, portion: Portion, recasting: Recasting) -> list[Change | Bundle]:
        """Change the portion's marks. Returns what changed. Raises ConflictError, DamagedError."""
        recast = _Recast(recasting)
        with _attempt(self._database) as attempt:
            changed = recast.run(self._database, portion)
            attempt.keep = changed == len(recast.images) and not recast.odd
        behind = len(self.changes)
        if attempt.keep:
            for bundle in bundled(recast.images, recast.cells, recasting.was, recasting.tag):
                self._take(bundle)
        else:
            self._one_by_one(portion, recasting)
        return [item for item in self.changes[behind:] if isinstance(item, Change | Bundle)]

    def _one_by_one(self, portion: Portion, recasting: Recasting) -> None:
        read: list[ReadRow] = []
        after: list[Annotation] = []
        for row in portions.read(self._database, portion, [recasting.was], recasting.holding):
            cell = values_cell(row.record.values)
            became = recasting.becomes(cell)
            if became is not None:
                values = row.record.values if became == cell else decoded_values(became)
                read.append(row)
                after.append(msgspec.structs.replace(row.record, tag_uid=recasting.tag, values=values))
        self.recast(read, after)

    def replay_all(self, parts: Sequence[Part]) -> None:
        """Turn rows from what they were before into what they were after. Raises ConflictError as `replay` does."""
        for is_bundle, some in groupby(parts, lambda part: isinstance(part, Bundle)):
            if not is_bundle:
                self.replay(part for part in some if isinstance(part, ImageChange))
            for part in some if is_bundle else ():
                if isinstance(part, Bundle):
                    self._replay_bundle(part)

    def _replay_bundle(self, bundle: Bundle) -> None:
        turned = _Turned(bundle)
        with _attempt(self._database) as attempt:
            changed = turned.run(self._database)
            attempt.keep = changed == bundle.count and not turned.unseen
        if attempt.keep:
            self._take(bundle)
        else:
            self.replay(bundle.single())

    def _take(self, bundle: Bundle) -> None:
        """Remember what was written already."""
        layers = [Annotation("", *layer, bundle.tag, (), ()) for layer in bundle.layers]
        self._claim([Change(None, layer) for layer in layers])
        self._remember_bundle(bundle)
        tally.move(self._database, bundle.layers, bundle.was, bundle.tag)
        self.changes.append(bundle)

    def _remember_bundle(self, bundle: Bundle) -> None:
        self._position += bundle.count
        self._database.connection.execute(
            "INSERT INTO change VALUES (?, ?, ?, '', CAST(? AS TEXT), ?)",
            (self.uid, self._position - 1, BUNDLE, bundle.before, bundle.rule),
        )
        bundle.add_to(self._payload)


class _Attempt:
    keep = False


def _figures(number: float) -> str:
    return msgspec.json.encode(number).decode()


@contextmanager
def _attempt(database: Database) -> Iterator[_Attempt]:
    """What is written in the block stays only if it is to be kept."""
    attempt = _Attempt()
    database.connection.execute("SAVEPOINT attempt")
    yield attempt
    if not attempt.keep:
        database.connection.execute("ROLLBACK TO attempt")
    database.connection.execute("RELEASE attempt")


class _Recast:
    """Marks that are given a tag, and values by the cell of those they had.

    `images` are those before, `cells` the new values by their places; `odd`: one of them is not what was written, or
    means nothing.
    """

    def __init__(self, recasting: Recasting) -> None:
        self.images: list[bytes] = []
        self.cells: dict[int, str] = {}
        self.odd = False
        self._recasting = recasting
        self._becomes = cache(self._turned)

    def run(self, database: Database, portion: Portion) -> int:
        """Do it. Returns how many rows that were."""
        run, recasting = database.connection, self._recasting
        run.create_function("told", 3, self._teller())
        run.create_function("figures", 1, _figures)
        run.create_function("becomes", 1, self._becomes)
        # Most marks have no values, and then nothing is asked about these.
        blank = "'{}'" if self._becomes("{}") == "{}" else "''"
        values = f'CASE "values" WHEN {blank} THEN "values" ELSE becomes("values") END'
        some = ' AND instr("values", ?) AND becomes("values") IS NOT NULL' if recasting.holding else ""
        return run.execute(
            f'UPDATE annotation SET tag_uid = ?, "values" = {values}, '
            f'"crc" = told({_IMAGE}, "crc", nullif("values", {blank})) '
            f"WHERE {portion.where} AND tag_uid = ?{some}",
            (recasting.tag, *portion.parameters, recasting.was, *filter(None, [recasting.holding])),
        ).rowcount

    def _turned(self, cell: str) -> str | None:
        try:
            return self._recasting.becomes(cell)
        except MISFITS:  # SQLite would make another error of it; going row by row comes across it again
            self.odd = True
            return cell

    def _teller(self) -> Callable[[bytes, int, str | None], int]:
        """Gives the checksum of what an image becomes. It is called for each row, so it looks nothing up twice."""
        images, cells, crc32, becomes = self.images, self.cells, zlib.crc32, self._becomes
        (old, new), keep = tag_parts(self._recasting.was, self._recasting.tag), self.images.append

        def tell(image: bytes, crc: int, cell: str | None) -> int:
            if crc32(image) != crc:
                self.odd = True
            after = image.replace(old, new, 1)
            if cell is not None and (became := becomes(cell)) is not None and became != cell:
                cells[len(images)] = became
                after = with_values(after, msgspec.json.encode(became))
            keep(image)
            return crc32(after)

        return tell


class _Turned:
    """Marks that are to be as a bundle says, if they are still what it says they were.

    `unseen` holds images before, each with its checksum behind it, that no row has had so far.
    """

    def __init__(self, bundle: Bundle) -> None:
        before, after = (map(zlib.crc32, images) for images in (bundle.images, bundle.after))
        sealed = [b"%b%d" % pair for pair in zip(bundle.images, before, strict=True)]
        self.unseen = dict(zip(sealed, after, strict=True))
        self._bundle = bundle

    def run(self, database: Database) -> int:
        """Returns how many rows there were."""
        bundle, run = self._bundle, database.connection
        where, parameters = portions.among(
            database, {document for document, _who in bundle.layers}, bundle.uids
        )
        # Called for each row, these run no Python of their own.
        run.create_function("told", 2, self.unseen.pop)
        run.create_function("figures", 1, _figures)
        run.create_function("becomes", 2, self._cells().get)
        values = ', "values" = becomes(uid, "values")' if bundle.values else ""
        return run.execute(
            f'UPDATE annotation SET tag_uid = ?{values}, "crc" = told({_SEALED}, -1) '
            f"WHERE {where} AND tag_uid = ?",
            (bundle.tag, *parameters, bundle.was),
        ).rowcount

    def _cells(self) -> dict[str, str]:
        """The cells of values that rows are to have, by uid, where they are to have other ones."""
        uids = self._bundle.uids
        return {uids[place]: cell for cell, places in self._bundle.values.items() for place in places}
