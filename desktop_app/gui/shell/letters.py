"""Which letter a key press means: the one that is written, or, on layouts without Latin letters, the one on the key."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# Where the rows of letters begin: key codes of X and Wayland, and scan codes of Windows.
_LINUX = (24, 38, 52)
_WINDOWS = (0x10, 0x1E, 0x2C)
_MAC = dict(
    zip(
        (0, 11, 8, 2, 14, 3, 5, 4, 34, 38, 40, 37, 46, 45, 31, 35, 12, 15, 1, 17, 32, 9, 13, 7, 16, 6),
        "abcdefghijklmnopqrstuvwxyz",
        strict=True,
    )
)
_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def letter_of(event: QKeyEvent, system: str = sys.platform) -> str:
    """The single character that a key press means, '' when it is none or a modifier other than Shift is held."""
    text = event.text()
    if event.modifiers() & _HELD or len(text) != 1 or not text.isprintable() or text.isspace():
        return ""
    if text.isascii() or not text.isalpha():
        return text
    if system == "darwin":
        return _MAC.get(event.nativeVirtualKey(), text)
    return _by_place(event.nativeScanCode(), _WINDOWS if system == "win32" else _LINUX) or text


def _by_place(code: int, starts: tuple[int, int, int]) -> str:
    for start, row in zip(starts, _ROWS, strict=True):
        if start <= code < start + len(row):
            return row[code - start]
    return ""
