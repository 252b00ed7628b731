"""Marks that got another tag or other values, many in one row of the history: their images before, and a rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

import msgspec

from desktop_app.model.changes import Change
from desktop_app.model.records import Annotation
from desktop_app.store.database import Database
from desktop_app.store.edits import ImageChange
from desktop_app.store.rows import ANNOTATIONS
from desktop_app.store.table import MISFITS, Cell, damaged_row, decoded_strings, decoded_values

if TYPE_CHECKING:
    from hashlib import _Hash

BUNDLE = "annotations"
"""In place of a table's name. The row counts as all its changes: its position is that of the last one."""
_MOST = 2000
_LARGEST = 4 * 1024 * 1024
_UID = len('{"uid":')
_FIRST, _NEXT = b',"document_uid":', b',"tag_uid":'
"""The names around document and annotator in an image."""
_encode = msgspec.json.encode


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of the images: the tag `was` becomes `tag`, cells of values become others at these places."""

    was: str
    tag: str
    values: dict[str, list[int]]


class _Layer(msgspec.Struct, frozen=True, gc=False):
    """What an image says about where its mark belongs."""

    document_uid: str
    annotator_uid: str


class _Coded(msgspec.Struct, frozen=True, gc=False):
    """The cell of values in an image."""

    values: str


_T = TypeVar("_T")
BEFORE = f'CASE record WHEN \'{BUNDLE}\' THEN CAST("before" AS BLOB) ELSE "before" END'
"""What was before in a row of the history; in a bundle as bytes, since making text of so much takes long."""
_decode_rule = msgspec.json.Decoder(_Rule).decode
_decode_layer = msgspec.json.Decoder(_Layer).decode
_decode_coded = msgspec.json.Decoder(_Coded).decode


class Bundle:
    """Marks of one tag, and what they became: another tag, other values, nothing else. `record` is as in the history.

    `before` and `rule` are its cells. They are not looked into before they are needed: all that does raises
    DamagedError for what no version of the program wrote.
    """

    record = BUNDLE

    def __init__(self, before: bytes, rule: str) -> None:
        self.before = before
        self.rule = rule

    @property
    def count(self) -> int:
        """How many marks it tells of."""
        return len(self.images)

    @cached_property
    def images(self) -> list[bytes]:
        """The images before. JSON has no line breaks, so these part them."""
        return self.before.split(b"\n")

    @cached_property
    def after(self) -> list[bytes]:
        """The images after, in the same order."""
        rule = self._read
        images = self.images
        if rule.was != rule.tag:
            was, tag = tag_parts(rule.was, rule.tag)
            images = [image.replace(was, tag, 1) for image in images]
        if not rule.values:
            return images
        images = images.copy()
        for cell, places in rule.values.items():
            quoted = _encode(cell)
            for place in places:
                images[place] = with_values(images[place], quoted)
        return images

    @cached_property
    def uids(self) -> list[str]:
        """The uids of the marks, in the same order."""
        parts = [image[_UID : image.find(_FIRST)] for image in self.images]
        try:
            found = decoded_strings(b"[%s]" % b",".join(parts))
            if len(found) != self.count:
                raise ValueError(len(found))
        except MISFITS as error:
            raise damaged_row(BUNDLE, error) from error
        return found

    @property
    def was(self) -> str:
        """The tag before."""
        return self._read.was

    @property
    def tag(self) -> str:
        """The tag after."""
        return self._read.tag

    @property
    def values(self) -> dict[str, list[int]]:
        """Cells of values that are other ones than before, each with the places of its marks."""
        return self._read.values

    @cached_property
    def _read(self) -> _Rule:
        try:
            rule = _decode_rule(self.rule)
            count = self.count
            for place in chain.from_iterable(rule.values.values()):
                if not 0 <= place < count:
                    raise IndexError(place)
        except MISFITS as error:
            raise damaged_row(BUNDLE, error) from error
        return rule

    @cached_property
    def layers(self) -> Mapping[tuple[str, str], int]:
        """How many marks of each (document, annotator) it tells of."""
        images = self.images
        # Most uids are of one length, so that these stand at the same place.
        place = slice(images[0].find(_FIRST), images[0].find(_NEXT) + len(_NEXT))
        parts = Counter(map(itemgetter(place), images))
        if not all(part.startswith(_FIRST) and part.endswith(_NEXT) for part in parts):
            parts = Counter(image[image.find(_FIRST) : image.find(_NEXT) + len(_NEXT)] for image in images)
        found: Counter[tuple[str, str]] = Counter()
        for part, number in parts.items():  # only the few that differ are read
            layer = _sound(_decode_layer, b"{%b}" % part[1 : -len(_NEXT)])
            found[layer.document_uid, layer.annotator_uid] += number
        return found

    def add_to(self, digest: _Hash) -> None:
        """Let the digest of its step cover it, as it does the cells of any change."""
        digest.update(f"{BUNDLE}\x1e\x1e".encode())
        digest.update(self.before)
        digest.update(f"\x1e{self.rule}\x1e".encode())

    def reversed(self) -> Bundle:
        """What takes this one back."""
        values: dict[str, list[int]] = {}
        for places in self.values.values():
            for place in places:
                values.setdefault(_sound(_decode_coded, self.images[place]).values, []).append(place)
        rule = _Rule(self.tag, self.was, values)
        made = _made(self.after, rule)
        made.after = self.images
        return made

    def single(self, places: Iterable[int] | None = None) -> Iterator[ImageChange]:
        """The same, mark by mark (those at `places`, or all), as if each had a row of its own."""
        uids = self.uids
        for place in range(self.count) if places is None else places:
            before, after = (_sound(bytes.decode, images[place]) for images in (self.images, self.after))
            yield ImageChange(ANNOTATIONS.name, uids[place], before, after)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The marks before and after."""
        return self._at(range(self.count))

    def in_document(self, document_uid: str) -> tuple[Change, ...]:
        """The same of one document."""
        sign = b',"document_uid":%b,' % _encode(document_uid)
        return self._at([place for place, image in enumerate(self.images) if sign in image])

    def _at(self, chosen: Sequence[int]) -> tuple[Change, ...]:
        found = ANNOTATIONS.records(
            ANNOTATIONS.cells_of(_sound(bytes.decode, self.images[place])) for place in chosen
        )
        became: list[Annotation] = [msgspec.structs.replace(item, tag_uid=self.tag) for item in found]
        numbers = {place: number for number, place in enumerate(chosen)} if self.values else {}
        for cell, places in self.values.items():
            values = decoded_values(cell)
            for number in (numbers[place] for place in places if place in numbers):
                became[number] = msgspec.structs.replace(became[number], values=values)
        return tuple(map(Change, found, became))


def tag_parts(was: str, tag: str) -> tuple[bytes, bytes]:
    """What stands in images for these tags. It comes before all that people wrote, whose quotation marks are escaped
    besides.
    """
    return b'"tag_uid":' + _encode(was), b'"tag_uid":' + _encode(tag)


def with_values(image: bytes, quoted: bytes) -> bytes:
    """The image with another cell of values, which comes as JSON."""
    head, _name, rest = image.partition(b',"values":')
    _old, name, tail = rest.partition(b',"note":')
    return b"".join((head, b',"values":', quoted, name, tail))


def bundled(images: Sequence[bytes], cells: Mapping[int, str], was: str, tag: str) -> Iterator[Bundle]:
    """Images before as bundles of a size that can be handled; `cells` are new values by the place of their image."""
    first = 0
    while first < len(images):
        last = _end(images, first)
        values: dict[str, list[int]] = {}
        for place, cell in cells.items():
            if first <= place < last:
                values.setdefault(cell, []).append(place - first)
        yield _made(list(images[first:last]), _Rule(was, tag, values))
        first = last


def _made(images: list[bytes], rule: _Rule) -> Bundle:
    made = Bundle(b"\n".join(images), _encode(rule).decode())
    made.images = images
    return made


def _end(images: Sequence[bytes], first: int) -> int:
    if len(images) - first <= _MOST and sum(map(len, images)) <= _LARGEST:
        return len(images)
    size = 0
    for place in range(first, min(len(images), first + _MOST)):
        size += len(images[place])
        if size > _LARGEST and place > first:
            return place
    return min(len(images), first + _MOST)


def _sound(read: Callable[[bytes], _T], image: bytes) -> _T:
    try:
        return read(image)
    except MISFITS as error:
        raise damaged_row(BUNDLE, error) from error


def bundle_of(before: Cell, rule: Cell) -> Bundle:
    """The bundle in a row of the history, best one of which `BEFORE` was asked for."""
    return Bundle(before if isinstance(before, bytes) else str(before).encode(), str(rule))


def uids_of(item: Change | Bundle) -> list[str]:
    """The uids of the records that a change, or each change of a bundle, is about."""
    if isinstance(item, Bundle):
        return item.uids
    record = item.after or item.before
    return [] if record is None else [record.uid]


def history_of(database: Database, uids: Sequence[str]) -> Iterator[tuple[str, ImageChange]]:
    """All that steps tell of these records, each with the uid of its step; in no order."""
    rows = database.rows(
        'SELECT step_uid, record, record_uid, "before", "after" FROM change '
        "WHERE record_uid IN (SELECT value FROM json_each(?))",
        (_encode(uids).decode(),),
        patient=True,
    )
    for step_uid, *cells in rows:
        name, uid, before, after = (None if cell is None else str(cell) for cell in cells)
        yield str(step_uid), ImageChange(name or "", uid or "", before, after)
    wanted = set(uids)
    for step_uid, bundle in _all(database):
        chosen = [place for place, uid in enumerate(bundle.uids) if uid in wanted]
        yield from ((step_uid, change) for change in bundle.single(chosen))


def uids_in(database: Database, step_uids: Iterable[str]) -> set[str]:
    """The marks that bundles of these steps tell of."""
    wanted = set(step_uids)
    return {uid for _step, bundle in _all(database, wanted) for uid in bundle.uids}


def _all(database: Database, step_uids: set[str] | None = None) -> Iterator[tuple[str, Bundle]]:
    """The bundles of these steps or of all, one at a time: they are large."""
    # SQLite takes the index of bundles only where their name stands in the question itself.
    found = database.rows(f"SELECT rowid, step_uid FROM change WHERE record = '{BUNDLE}'", patient=True)
    for number, step_uid in found:
        if step_uids is None or step_uid in step_uids:
            cells = database.rows(f'SELECT {BEFORE}, "after" FROM change WHERE rowid = ?', (number,))[0]
            yield str(step_uid), bundle_of(*cells)
