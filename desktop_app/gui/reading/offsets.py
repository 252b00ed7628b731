"""The only place that knows of UTF-16: from a paragraph's code points to what Qt counts, and back.

Qt is given a stand-in for the paragraph's text, which has a unit for each unit of the text, so that positions agree.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

_LINE_SEPARATOR = "\u2028"
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)}
_BREAKS = dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2029), _LINE_SEPARATOR)
_STAND_INS: dict[int, int | str] = {
    **_PICTURES,
    **dict.fromkeys(range(0x80, 0xA0), "\u2426"),  # control characters that have no picture of their own
    0x7F: 0x2421,
    **_BREAKS,
}
_REPLACED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2029]")
_LAST_SHORT = 0xFFFF
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LETTERS = "\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3"
_SIGNS = " .,:;!?\u060c"
_LEFTWARDS = f"{_SIGNS}\u0591-\u05f4\u061b\u061f-\u065f\u066e-\u06d5"
_LEFTWARDS_AROUND = re.compile(
    # Signs go with letters beside them: without any, they may be between words that run to the right.
    f"(?=[{_SIGNS}]{{0,3}}[{_LETTERS}])[{_LEFTWARDS}]{{2}}[{_LETTERS}{_SIGNS}][{_LEFTWARDS}]"
)
_INKLESS = (
    "[\x0b-\x0d\x85\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
_MAY_HIDE = re.compile(_INKLESS)
_VARIANT = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_HAS_VARIANTS = "#*0-9\xa9\xae\u0100-\ufdff\ufe10-\U000dffff"
_JOINED = "\u0590-\U0010ffff"
_HIDDEN = re.compile(
    # Most letters are none of these: they are to be done with after a single look.
    f"(?=\U0001f3f4|{_INKLESS})(?:"
    # A flag made of tags, and variants of signs, are no secrets; what follows them without being a part of them is.
    "\U0001f3f4[\U000e0020-\U000e007e]{1,16}\U000e007f|"
    f"(?<![{_HAS_VARIANTS}])[{_VARIANT}]|"
    "[\x0b-\x0d\x85\xad\U000e0000-\U000e00ff]|"
    # Joiners count only where they have no work to do: between letters of scripts that do not join.
    f"(?<![{_JOINED}])[\u180e\u200c\u200d](?![{_VARIANT}])|[\u180e\u200c\u200d](?![{_JOINED}])|"
    f"(?![{_VARIANT}\u180e\u200c\u200d]){_INKLESS}(?![{_VARIANT}]))"
)
TURNING = {
    **dict.fromkeys("\u200e\u202a\u202d\u2066", 1),
    **dict.fromkeys("\u061c\u200f\u202b\u202e\u2067", -1),
    **dict.fromkeys("\u202c\u2068\u2069", 0),
}
"""Characters without ink that turn the direction of writing: to the right (1), to the left, or as it was before."""
_TURNING = re.compile(f"[{''.join(TURNING)}]")
BLANKS = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u2800\u3000"
)
"""Blanks that are seen as such, but are not the usual one."""
_SHARED = re.compile("[\u0a4d\u0bcd\u0ccd\u0dca\u0f84-\u0f87\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f]")
_HEAP = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0e31-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5}"
)
_SWALLOWED = ("\ufeff", "\ufffe")


def stand_in(text: str) -> str:
    """What Qt lays out for a paragraph: control characters as their pictures, old line breaks as breaks that Qt knows.

    A unit stands for each unit of `text`. Starts with one more U+FEFF where Qt would take the first away.
    """
    return for_qt(with_pictures(text))


def with_pictures(text: str) -> str:
    """The text with stand-ins for control characters, unit for unit."""
    return text.translate(_STAND_INS) if _REPLACED.search(text) else text


def has_right_to_left(text: str) -> bool:
    """Whether any character can turn the direction of writing."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def runs_leftwards_around(text: str, place: int) -> bool:
    """Whether a cluster begins at a place of a paragraph from right to left, and it and what is before and behind it
    surely run that way. False means: not known.
    """
    return place > 1 and _LEFTWARDS_AROUND.match(text, place - 2) is not None


def turns_explicitly(text: str) -> bool:
    """Whether a character without ink turns the direction of writing."""
    return _TURNING.search(text) is not None


def first_direction(text: str) -> str:
    """How the first letter that has a direction is written: L, to the right, R, to the left as Hebrew is, AL, as
    Arabic is; '' if there is none.
    """
    from unicodedata import bidirectional

    kinds = (bidirectional(character) for character in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "")


def may_share_glyphs(text: str) -> bool:
    """Whether the text has letters of scripts that Qt cuts into larger clusters than we do."""
    return not text.isascii() and _SHARED.search(text) is not None


def has_heaps(text: str) -> bool:
    """Whether a letter has so many marks above or below it that they can reach into other lines."""
    return not text.isascii() and _HEAP.search(text) is not None


def hidden(text: str) -> list[int]:
    """The places of characters that leave no ink or turn their neighbours, so that they can be pointed out.

    Joiners count only where they have no work to do: between letters of scripts that do not join.
    """
    if not _MAY_HIDE.search(text):
        return []
    return [match.start() for match in _HIDDEN.finditer(text) if match.end() - match.start() == 1]


class Units:
    """Positions of one paragraph in code points and in UTF-16 units. Cheap where both are the same."""

    __slots__ = ("_astral", "_high", "length", "unit_length")

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._astral: Sequence[int] = ()
        self._high: Sequence[int] = ()
        if not text.isascii() and len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):
            codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
            places = (codes > _LAST_SHORT).nonzero()[0]
            self._astral, self._high = places.tolist(), (places + np.arange(len(places))).tolist()
        self.unit_length = self.length + len(self._astral)

    def to_unit(self, place: int) -> int:
        """The unit at which a code point begins; places outside of the paragraph are moved to its ends."""
        if not 0 <= place <= self.length:
            place = 0 if place < 0 else self.length
        return place + bisect_left(self._astral, place) if self._astral else place

    def to_units(self, offsets: Sequence[int], start: int) -> list[int]:
        """The units of offsets of the document, all of them in this paragraph, which begins at `start`."""
        if self._astral:
            return [self.to_unit(offset - start) for offset in offsets]
        return [offset - start for offset in offsets]

    def to_place(self, unit: int) -> int:
        """The code point that a unit belongs to; inside of a surrogate pair it is the pair's."""
        if not 0 <= unit <= self.unit_length:
            unit = 0 if unit < 0 else self.unit_length
        return unit - bisect_left(self._high, unit) if self._high else unit


def for_qt(text: str) -> str:
    """The text to hand to Qt so that it arrives as it is: Qt takes a leading mark for a sign of byte order."""
    return "\ufeff" + text if text.startswith(_SWALLOWED) else text
