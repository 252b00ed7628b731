"""Where a line that is too long for one layout is cut."""

from __future__ import annotations

from desktop_app.model.graphemes import boundaries, surely_boundary

LINE_BYTES = 4096
MARGIN_BYTES = 16384
"""How far a cut may be put off for the sake of a grapheme cluster that does not end."""

TRIES = 64
"""Characters that are tried for a certain end of a cluster, before clusters are counted from the start."""
_SPACE = 32


def cut_place(data: bytes, start: int, stop: int) -> int:
    """The byte before which the line in `data[start:stop]` is cut; `start` begins a cluster.

    After the last space in the second half of `LINE_BYTES`, else after the last whole cluster, else after the first.
    Looks at no byte behind `LINE_BYTES + MARGIN_BYTES`; a cluster that is still longer is cut between two code points.
    """
    half, limit = start + LINE_BYTES // 2, start + LINE_BYTES
    place = data.rfind(_SPACE, half, limit)
    while place >= 0:
        if _is_clear(data, place + 1):
            return place + 1
        place = data.rfind(_SPACE, half, place)
    place = _character_start(data, limit)
    for _attempt in range(TRIES):
        if _is_clear(data, place):
            return place
        place = _character_start(data, place - 1)
    return _after_cluster(data, start, stop)


def _is_clear(data: bytes, place: int) -> bool:
    """Whether the two characters at `place` make it certain that a cluster ends there."""
    before = data[_character_start(data, place - 1) : place].decode()
    after = data[place : _character_end(data, place)].decode()
    return surely_boundary(before, after)


def _after_cluster(data: bytes, start: int, stop: int) -> int:
    """The end of the last cluster within `LINE_BYTES`, or of the first one if that is longer."""
    far = start + LINE_BYTES + MARGIN_BYTES
    last = stop if stop <= far else _character_start(data, far)
    text = data[start:last].decode()
    place = found = start
    previous = 0
    for boundary in boundaries(text):
        place += len(text[previous:boundary].encode())
        previous = boundary
        if place > start + LINE_BYTES:
            return place if found == start else found
        found = place
    return found


def _character_start(data: bytes, place: int) -> int:
    while data[place] & 0xC0 == 0x80:
        place -= 1
    return place


def _character_end(data: bytes, place: int) -> int:
    place += 1
    while place < len(data) and data[place] & 0xC0 == 0x80:
        place += 1
    return place
