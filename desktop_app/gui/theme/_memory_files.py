"""Small files that style sheets can name and that lie on no disk.

A style sheet takes its pictures from files only, and a picture in the theme's colours exists only once the
theme is chosen. Qt can be handed a tree of files as three byte strings, in the layout that its resource compiler
writes (format 1).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

from PySide6.QtCore import qRegisterResourceData

_FOLDER = 2
_ANY_LANGUAGE = 1  # QLocale.C
_FORMAT = 1


def _hash_of(name: str) -> int:
    value = 0
    for character in name:
        value = (value << 4) + ord(character)
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value


class MemoryFiles:
    """Files below ':/folder/' for as long as this object lives; it must live as long as anyone reads them."""

    def __init__(self, folder: str, files: Mapping[str, bytes]) -> None:
        names = sorted(files, key=_hash_of)
        self._names, places = _packed_names([folder, *names])
        self._data = b""
        self._tree = struct.pack(">IHII", 0, 0 | _FOLDER, 1, 1)
        self._tree += struct.pack(">IHII", places[folder], _FOLDER, len(names), 2)
        for name in names:
            self._tree += struct.pack(">IHHHI", places[name], 0, 0, _ANY_LANGUAGE, len(self._data))
            self._data += struct.pack(">I", len(files[name])) + files[name]
        qRegisterResourceData(_FORMAT, self._tree, self._names, self._data)


def _packed_names(names: list[str]) -> tuple[bytes, dict[str, int]]:
    packed, places = b"", {}
    for name in names:
        places[name] = len(packed)
        packed += struct.pack(">HI", len(name), _hash_of(name)) + name.encode("utf-16-be")
    return packed, places
