"""Writing a file and proving it: each stretch is read back as soon as it is written, against the same entries."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO

from desktop_app.formats import Format, Proof, Written
from desktop_app.model.corpus import Corpus, Entry

_STRETCH = 4 * 1024 * 1024
_READ_AT_ONCE = 256 * 1024
_MARK = 400
"""About so many bytes of memory stand for a mark, so many for a stretch of entries that waits for its proof."""


class StoppedError(Exception):
    """Leaves a walk through the corpus that was cancelled."""


@dataclass(slots=True)
class Watch:
    """Somebody who looks on: `progress` hears how many entries are behind, and the name of the next one."""

    progress: Callable[[int, str], None] | None
    cancelled: Callable[[], bool] | None
    behind: int = 0

    def over(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The same entries. Raises StoppedError."""
        for entry in entries:
            if self.cancelled is not None and self.cancelled():
                raise StoppedError
            if self.progress is not None:
                self.progress(self.behind, entry.document.name)
            yield entry
            self.behind += 1


def write_and_prove(chosen: Format, corpus: Corpus, file: BinaryIO, watch: Watch) -> tuple[Written, Proof]:
    """Write the corpus and compare the file with it. Raises FormatError and StoppedError."""
    if chosen.GROWS:
        growing = _Growing(chosen, corpus, file, watch)
        return chosen.write(replace(corpus, entries=growing), file), growing.proof
    watched = replace(corpus, entries=_Walk(corpus.entries, watch))
    return chosen.write(watched, file), prove(chosen, watched, file)


def prove(chosen: Format, corpus: Corpus, file: BinaryIO) -> Proof:
    """Compare the whole file with the corpus as it is now. Raises FormatError."""
    with _read_back(file, 0) as again:
        return chosen.verify(corpus, again)


@contextmanager
def _read_back(file: BinaryIO, place: int) -> Iterator[BinaryIO]:
    """What was written behind `place`. Both read and write at one place of the file: it is given back."""
    file.flush()
    with os.fdopen(os.dup(file.fileno()), "rb", _READ_AT_ONCE) as again:
        again.seek(place)
        yield again
    file.seek(0, os.SEEK_END)


@dataclass(frozen=True, slots=True)
class _Walk:
    entries: Iterable[Entry]
    watch: Watch

    def __iter__(self) -> Iterator[Entry]:
        return self.watch.over(self.entries)


class _Growing:
    """Entries that are proven when a further one is asked for: by then, they are in the file."""

    def __init__(self, chosen: Format, corpus: Corpus, file: BinaryIO, watch: Watch) -> None:
        self.proof = Proof(0, 0, 0)
        self._chosen = chosen
        self._corpus = corpus
        self._file = file
        self._watch = watch
        self._place = 0

    def __iter__(self) -> Iterator[Entry]:
        waiting: list[Entry] = []
        weight = 0
        for entry in self._watch.over(self._corpus.entries):
            waiting.append(entry)
            weight += len(entry.text) + _MARK * len(entry.annotations)
            yield entry
            if weight >= _STRETCH:
                self._prove(waiting)
                waiting, weight = [], 0
        self._prove(waiting)

    def _prove(self, entries: list[Entry]) -> None:
        with _read_back(self._file, self._place) as again:
            part = replace(self._corpus, entries=_Walk(entries, self._watch))
            self.proof = self.proof.and_then(self._chosen.verify(part, again, behind=self.proof.lines))
            self._place = again.tell()
