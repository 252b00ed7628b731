"""Names and other people's text, made safe to show on one line: nothing in it stays invisible or turns its neighbours."""

from __future__ import annotations

import unicodedata

ELLIPSIS = "…"
_JOINERS = "\u200c\u200d"  # Persian words and emoji families are written with them
_VISIBLE_FORMATS = frozenset((*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD))
_BLANK_LETTERS = frozenset((0x115F, 0x1160, 0x3164, 0xFFA0))
_CONTROL_PICTURES = 0x2400
_DELETE, _DELETE_PICTURE = 0x7F, "\u2421"


def _visible(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    if code == _DELETE:
        return _DELETE_PICTURE
    category = unicodedata.category(character)
    hidden = category in ("Cc", "Cf", "Cs", "Zl", "Zp") or code in _BLANK_LETTERS or code & 0xFFFE == 0xFFFE
    if hidden and character not in _JOINERS and code not in _VISIBLE_FORMATS:
        return f"⟨U+{code:04X}⟩"
    return character


def shown(text: str, limit: int = 200) -> str:
    """The text on one line, for labels, lists and messages; at most `limit` characters (1 or more), cut with '…'.

    Control characters become their pictures (a line break '␊', a tab '␉'); invisible and direction-changing characters,
    lone surrogates and non-characters become their code point in angle brackets. Everything else stays as it is.
    """
    head = text[: limit + 1]
    safe = head if head.isascii() and head.isprintable() else "".join(map(_visible, head))
    if len(text) <= limit and len(safe) <= limit:
        return safe
    cut = max(0, limit - 1)
    while 0 < cut < len(safe) and unicodedata.combining(safe[cut]):
        cut -= 1
    return safe[:cut].rstrip() + ELLIPSIS
