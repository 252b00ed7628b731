"""Formats that annotations travel in, one file each. To add one: a file, and its name below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from desktop_app.base.registry import Plugin, Shelf
from desktop_app.formats import jsonl
from desktop_app.formats._items import (
    IncomingAnnotation,
    IncomingLine,
    IncomingRelation,
    Loss,
    Problem,
    Proof,
    Written,
)
from desktop_app.formats._placing import misplaced
from desktop_app.model.corpus import Corpus

__all__ = [
    "FORMATS",
    "Format",
    "IncomingAnnotation",
    "IncomingLine",
    "IncomingRelation",
    "Loss",
    "Problem",
    "Proof",
    "Written",
    "misplaced",
]


class Format(Plugin, Protocol):
    """What a file on this shelf offers."""

    SUFFIX: str
    LOSES: tuple[str, ...]
    """What of a project the format cannot hold, as messages to translate."""
    GROWS: bool
    """Whether `write` asks for each entry once, and has written it when it asks for the next: `verify` can then prove
    a file while it grows, with the entries since it last looked."""

    def losses(self, corpus: Corpus) -> tuple[Loss, ...]:
        """What of this corpus the format would leave out, counted; nothing that is not there."""

    def write(self, corpus: Corpus, file: BinaryIO) -> Written:
        """Write the corpus: the same bytes for the same corpus. Raises FormatError for what cannot be written."""

    def verify(self, corpus: Corpus, file: BinaryIO, *, behind: int = 0) -> Proof:
        """Read the written file back and compare it with the corpus. Raises FormatError for the first difference.

        `behind`: so many lines before those of this corpus were read already.
        """

    def read(self, file: BinaryIO) -> Iterator[IncomingLine | Problem]:
        """What is in the file, in its order; what is wrong comes as problems between the good lines."""


FORMATS: Shelf[Format] = Shelf("rubricator.formats", jsonl)
