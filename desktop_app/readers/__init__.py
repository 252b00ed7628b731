"""Readers turn a file into text and metadata, one file each. To add one: a file, and its name below."""

from __future__ import annotations

from pathlib import Path, PurePath

from desktop_app.base.registry import Shelf
from desktop_app.readers import epub, html, markdown, plain
from desktop_app.readers._encodings import ENCODINGS, encoding_title
from desktop_app.readers._files import load
from desktop_app.readers._reading import HTML_LIMIT, ORIGINAL_LIMIT, TEXT_LIMIT, Reader, Reading

__all__ = [
    "ENCODINGS",
    "HTML_LIMIT",
    "ORIGINAL_LIMIT",
    "READERS",
    "TEXT_LIMIT",
    "Reader",
    "Reading",
    "encoding_title",
    "load",
    "read_file",
    "reader_for",
]

READERS: Shelf[Reader] = Shelf("rubricator.readers", plain, markdown, html, epub)


def reader_for(name: str) -> Reader:
    """The reader for files of this name, by its suffix; the one for plain text where no other claims it."""
    suffix = PurePath(name).suffix.lower()
    return next((reader for reader in READERS.values() if suffix in reader.SUFFIXES), READERS[plain.KEY])


def read_file(path: Path | str, *, encoding: str | None = None) -> Reading:
    """The text of a file and what it says about itself; nothing but this file is opened, nothing waited for.

    Sizes are checked before reading. Raises ReadError: what is wrong, with which file, what to do next.
    """
    path = Path(path)
    reader = reader_for(path.name)
    data = load(path, limit=reader.LIMIT, encoding=encoding)
    return reader.read(data, str(path), encoding=encoding)
