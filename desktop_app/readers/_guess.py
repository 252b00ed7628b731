"""Finding out the encoding of bytes that carry no mark and are not UTF-8."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from desktop_app.readers._words import words

SAMPLE = 200_000
"""Bytes that are looked at."""
_LINES = 4_000
_CHARACTERS = 4_000
_PLAUSIBLE = 0.95
_UNSURE = 0.2
_CLOSE = 0.6

_SWITCH = re.compile(rb"\x1b\$(?:[@AB]|\([A-DOPQ]|\)[AC])")
_HIGH = re.compile(rb"[\x80-\xff]")
_WIDE = (("utf-32-le", 4, 3), ("utf-32-be", 4, 0), ("utf-16-le", 2, 1), ("utf-16-be", 2, 0))
"""Encoding, bytes of a unit, place of the byte in it that differs least from character to character."""

_TRIED = words(
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 koi8-r koi8-u mac-roman mac-cyrillic cp850",
    "cp866 iso8859-1 iso8859-2 iso8859-5 iso8859-7 iso8859-8 iso8859-9 iso8859-15 gb18030 big5hkscs cp932",
    "euc_jis_2004 cp949 euc_kr",
)
_BETTER = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-8": "cp1255",
    "euc_kr": "cp949",
    "euc_jis_2004": "euc_jp",
}
"""What to try first instead: encodings that agree where both have a character, and that files are really in."""
_COMMON = ("cp1252", "cp1251", "gb18030", "cp932", "iso8859-1")


def plausibility(text: str) -> float:
    """The share of the first characters that are assigned, visible ones or blanks; 0 for an empty text."""
    head = text[:_CHARACTERS]
    good = sum(1 for sign in head if sign in "\t\n\r\f\v" or unicodedata.category(sign) not in _ODD)
    return good / len(head) if head else 0.0


_ODD = frozenset(("Cc", "Cn", "Co", "Cs"))


def wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32 with its byte order, when unmarked bytes with NULs in them are surely that; else ''.

    A last character that is cut off does not matter here.
    """
    head = data[: _CHARACTERS * 4]
    for encoding, unit, place in _WIDE:
        whole = head[: len(head) - len(head) % unit]
        if whole and _is_wide(whole, unit, place):
            if unit == 2 and 0xD8 <= whole[-2 + place] <= 0xDB:
                whole = whole[:-2]
            try:
                text = whole.decode(encoding)
            except UnicodeDecodeError:
                continue
            if plausibility(text) >= _PLAUSIBLE:
                return encoding
    return ""


def _is_wide(data: bytes, unit: int, place: int) -> bool:
    """Whether the bytes at `place` of each unit hold the NULs, and vary less than those at the other end."""
    steady, varied = data[place::unit], data[unit - 1 - place :: unit]
    return 0 in steady and varied.count(0) * 20 <= len(varied) and len(set(steady)) <= len(set(varied))


def switches(data: bytes) -> bool:
    """Whether ASCII bytes switch to another character set, as ISO 2022 does."""
    return b"\x1b$" in data and data.isascii() and _SWITCH.search(data) is not None


def sample_of(data: bytes) -> bytes:
    """The bytes that tell most: all of a small file, of a long one the stretches with characters beyond ASCII."""
    return data if len(data) <= SAMPLE else b"\n".join(_stretches(data))


def _stretches(data: bytes) -> Iterator[bytes]:
    place, taken = 0, 0
    while taken < SAMPLE:
        found = _HIGH.search(data, place)
        if found is None:
            return
        start = max(data.rfind(b"\n", place, found.start()) + 1, found.start() - _LINES, place)
        end = data.find(b"\n", found.start() + _LINES, found.start() + 2 * _LINES)
        place = end if end > 0 else found.start() + _LINES
        taken += place - start
        yield data[start:place]


def encodings_for(data: bytes) -> list[str]:
    """Encodings that the bytes may be in, the likeliest first. Each has to be tried: none is promised to fit."""
    if switches(data):
        return ["iso2022_jp", "iso2022_jp_2", "iso2022_kr", "utf-8"]
    import chardet

    found = chardet.detect_all(
        sample_of(data), ignore_threshold=True, compat_names=False, include_encodings=_TRIED
    )
    scores = [(str(one["encoding"]), one["confidence"]) for one in found if one["encoding"] in _TRIED]
    order = [name for name, _score in scores]
    best = scores[0][1] if scores else 0.0
    western = dict(scores).get("cp1252", 0.0)
    if western and best < _UNSURE and western >= best * _CLOSE:
        order.insert(0, "cp1252")
    tried = [name for listed in order for name in (_BETTER.get(listed, listed), listed)]
    return list(dict.fromkeys([*tried, *_COMMON]))
