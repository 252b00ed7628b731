"""What child processes do for the window. No Qt here, and nothing that writes to a project: only the window does."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from desktop_app.base.errors import AppError
from desktop_app.base.paths import Places
from desktop_app.formats import IncomingLine, Problem
from desktop_app.gui.worker import Progress
from desktop_app.model.corpus import Selection
from desktop_app.model.records import Annotator
from desktop_app.ops import exchange, sight
from desktop_app.ops.adding import Failure, Loaded, Source, load, sources
from desktop_app.ops.exchange import ExportReport, ImportReport
from desktop_app.ops.project import Project

T = TypeVar("T")
BEGINNING = 4000
ENOUGH_BYTES = 1 << 20
"""Read at once, of files that are small."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A file whose encoding was guessed: it waits for a person. `text` is its beginning as guessed."""

    source: Source
    text: str
    encoding: str
    candidates: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name that the document will have."""
        return self.source.name


Read = Loaded | Guess | Failure
"""What comes of a file that a child process read."""


@dataclass(frozen=True, slots=True)
class Packed(Generic[T]):
    """A piece of what a child process hands over, for the window to open in its own time.

    All that comes back is opened by a thread beside the window's: nothing else runs in the window meanwhile.
    """

    data: bytes

    @classmethod
    def of(cls, piece: T) -> Packed[T]:
        """A piece, packed so that it crosses to the window as bytes."""
        return cls(pickle.dumps(piece))

    def open(self) -> T:
        """The piece as it was packed."""
        piece: T = pickle.loads(self.data)
        return piece


@dataclass(frozen=True, slots=True)
class Place:
    """Where a project lies, and what it takes to open it for reading."""

    path: Path
    places: Places
    who: Annotator

    @classmethod
    def of(cls, project: Project) -> Place:
        """The place of an open project."""
        return cls(project.path, project.places, project.annotator)

    def open(self) -> Project:
        """The project, for reading only, beside the window that writes to it."""
        project = Project.open(self.path, places=self.places, who=self.who, read_only=True)
        sight.keep(project)
        return project


def find_files(paths: list[Path]) -> list[Source]:
    """The files behind the paths: a folder may be large or slow."""
    return list(sources(paths))


def read_some(files: list[tuple[Source, str | None]]) -> tuple[Packed[Read], ...]:
    """Read the first of these files, each with its encoding: as many as are quick to hand over, at least one."""
    found: list[Packed[Read]] = []
    size = 0
    for source, encoding in files:
        found.append(Packed.of(_peek_or_load(source, encoding)))
        size += len(found[-1].data)
        if size > ENOUGH_BYTES:
            break
    return tuple(found)


def _peek_or_load(source: Source, encoding: str | None) -> Read:
    """Read a file; when its encoding had to be guessed, hand back only its beginning."""
    try:
        loaded = load(source, encoding)
    except AppError as error:
        return Failure(source.name, error)
    reading = loaded.reading
    if encoding is None and reading.guessed:
        return Guess(source, reading.text[:BEGINNING], reading.encoding, reading.candidates)
    return loaded


def beginning(source: Source, encoding: str) -> str:
    """How a file begins when it is read with an encoding. Raises ReadError."""
    return load(source, encoding).reading.text[:BEGINNING]


def losses(place: Place, selection: Selection) -> list[tuple[str, int]]:
    """What an export would leave out, as messages to translate, with numbers."""
    with place.open() as project:
        return [(loss.what, loss.count) for loss in exchange.losses(project, selection=selection)]


def export(place: Place, target: Path, selection: Selection, *, progress: Progress) -> ExportReport | None:
    """Write an export and prove it."""
    with place.open() as project:
        return exchange.export(
            project, target, selection=selection, progress=lambda done, name: progress(done, 0, name)
        )


def try_import(place: Place, source: Path, create_tags: bool) -> ImportReport:
    """What an import of annotations would do."""
    with place.open() as project:
        return exchange.import_(project, source, create_tags=create_tags, dry_run=True)


def read_annotations(source: Path) -> tuple[Packed[IncomingLine | Problem], ...]:
    """All that is in a file of annotations."""
    return tuple(map(Packed.of, exchange.read_file(source)))
