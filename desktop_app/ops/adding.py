"""Bringing documents in: files and folders, read one by one, stored in short transactions, one step in all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from time import monotonic

from desktop_app import readers
from desktop_app.base.errors import AppError, ReadError, StoreError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.paths import PROJECT_SUFFIX
from desktop_app.base.shown import shown
from desktop_app.model.identity import derived_uid, now
from desktop_app.model.records import Document
from desktop_app.ops import backups
from desktop_app.ops.project import Project
from desktop_app.readers import Reading
from desktop_app.store import documents as rows
from desktop_app.store.step import Step

_NOT_TEXTS = tuple(f"{PROJECT_SUFFIX}{end}" for end in ("", ".lock", "-journal", "-wal", "-shm"))
_BATCH = 25
_FILE_BYTES = 128 * 1024
"""For so many bytes each file of a batch is good."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to bring in. `name` is its path below the chosen folder, with slashes: the document's name."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as read: plain data, so that a child process can hand it over, with the hashes of its text and bytes."""

    name: str
    data: bytes
    reading: Reading
    reader: str
    reader_version: str
    sha256: str
    original_sha256: str

    @classmethod
    def of(cls, name: str, data: bytes, reading: Reading, reader: tuple[str, str]) -> Loaded:
        """A file with its hashes; `reader` is the reader's key and version."""
        return cls(name, data, reading, *reader, rows.hash_of(reading.text.encode()), rows.hash_of(data))


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be brought in, and why."""

    name: str
    error: AppError


@dataclass(frozen=True, slots=True)
class AddReport:
    """What came of it. `duplicates` are (file, name of the document that has the same content already)."""

    added: tuple[Document, ...]
    duplicates: tuple[tuple[str, str], ...]
    failed: tuple[Failure, ...]
    cancelled: bool = False


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    """The files behind the paths: folders recursively and sorted, without hidden files and what belongs to projects.

    Folders that cannot be looked into come last: whoever tries to read them hears why.
    """
    for path in paths:
        if not os.path.isdir(path):
            yield Source(path, _label(path.name))
            continue
        closed: list[OSError] = []
        for folder, names, files in os.walk(path, onerror=closed.append):
            names[:] = sorted(name for name in names if not name.startswith("."))
            for name in sorted(files):
                if not name.startswith(".") and not name.endswith(_NOT_TEXTS):
                    yield _below(path, Path(folder, name))
        yield from (_below(path, Path(error.filename)) for error in closed)


def _below(top: Path, path: Path) -> Source:
    return Source(path, _label(path.relative_to(top).as_posix()) if path != top else _label(top.name))


def _label(name: str) -> str:
    """A name that can be kept: bytes that are not UTF-8 become question marks."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def load(source: Source, encoding: str | None = None) -> Loaded:
    """Read one file. Needs no project: fit for a child process. Raises ReadError."""
    if source.path.is_dir():
        raise _closed(source.path)
    reader = readers.reader_for(source.path.name)
    data = readers.load(source.path, limit=reader.LIMIT, encoding=encoding)
    reading = reader.read(data, source.name, encoding=encoding)
    return Loaded.of(source.name, data, reading, (reader.KEY, reader.VERSION))


def _closed(folder: Path) -> ReadError:
    """Why `sources` found no way into a folder."""
    reason = _("It is a folder.")
    try:
        os.scandir(folder).close()
    except OSError as error:
        reason = error.strerror or str(error)
    return ReadError(
        _("The folder cannot be looked into: {reason}").format(reason=reason),
        where=shown(str(folder), 400),
        hint=_("Check its permissions, then add it again."),
    )


class Adder:
    """Takes files as they are read; `finish` makes them one step and announces it, `abandon` takes all back.

    When storing fails, what was stored before and the files that wait stay: it can be tried again with `finish`.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._long = project.begin(_("Add documents"))
        self._waiting: list[Loaded] = []
        self._added: list[Document] = []
        self._duplicates: list[tuple[str, str]] = []
        self._failed: list[Failure] = []

    def take(self, loaded: Loaded) -> None:
        """Store a file that was read, together with the next ones. Raises the errors of writing."""
        self._waiting.append(loaded)
        size = sum(len(item.data) for item in self._waiting)
        if len(self._waiting) >= _BATCH or size >= _BATCH * _FILE_BYTES:
            self._store()

    def take_some(self, coming: Iterator[Loaded], *, within_s: float, most: int) -> None:
        """Store the next files in one transaction: one, and as long as there is time, up to `most`.

        No file is asked for that is not stored. Raises the errors of writing.
        """
        until = monotonic() + within_s

        def in_time() -> Iterator[Loaded]:
            for loaded in islice(coming, most):
                yield loaded
                if monotonic() >= until:
                    return

        self._store(in_time())

    def refuse(self, name: str, error: AppError) -> None:
        """Note a file that could not be read."""
        self._failed.append(Failure(name, error))

    def finish(self, *, cancelled: bool = False) -> AddReport:
        """Keep what was taken and say what came of it. Raises the errors of writing."""
        self._store()
        added = tuple(self._added)
        self._long.step.label = ngettext("Add document", "Add {number} documents", len(added)).format(
            number=len(added)
        )
        self._project.finish(self._long)
        return AddReport(added, tuple(self._duplicates), tuple(self._failed), cancelled)

    def abandon(self) -> None:
        """Take everything back."""
        self._waiting.clear()
        self._long.abandon()

    def _store(self, coming: Iterable[Loaded] = ()) -> None:
        files = chain(tuple(self._waiting), self._awaited(coming))
        first = next(files, None)
        if first is None:
            return
        with self._long.writing() as step:
            stored = [self._store_one(step, loaded) for loaded in chain([first], files)]
        for loaded, (document, is_new) in zip(self._waiting, stored, strict=True):
            if is_new:
                self._added.append(document)
            else:
                self._duplicates.append((loaded.name, document.name))
        self._waiting.clear()

    def _awaited(self, coming: Iterable[Loaded]) -> Iterator[Loaded]:
        for loaded in coming:
            self._waiting.append(loaded)
            yield loaded

    def _store_one(self, step: Step, loaded: Loaded) -> tuple[Document, bool]:
        """The file's document, and whether it was not in use before."""
        database = self._project.file.database
        same = rows.find(database, "original_sha256", loaded.original_sha256)
        same += rows.find(database, "sha256", loaded.sha256)
        in_use = [item for item in same if not item.binned]
        if in_use:
            return in_use[0], False
        if same:
            document = replace(same[0], binned="")
            step.put(document)
            return document, True
        document = self._document(loaded)
        rows.keep_content(database, loaded.reading.text.encode(), loaded.sha256)
        if loaded.original_sha256 != loaded.sha256:
            rows.keep_content(database, loaded.data, loaded.original_sha256)
        step.add_all([document])
        return document, True

    def _document(self, loaded: Loaded) -> Document:
        reading = loaded.reading
        return Document(
            uid=derived_uid(self._project.uid, loaded.sha256),
            name=self._free_name(loaded.name),
            sha256=loaded.sha256,
            length=len(reading.text),
            title=reading.title,
            author=reading.author,
            outlet=reading.outlet,
            published=reading.published,
            url=reading.url,
            language=reading.language,
            fields=dict(reading.fields),
            original_sha256=loaded.original_sha256,
            original_size=len(loaded.data),
            encoding=reading.encoding,
            bom=reading.bom,
            reader=loaded.reader,
            reader_version=loaded.reader_version,
            added=now(),
        )

    def _free_name(self, name: str) -> str:
        database, number, free = self._project.file.database, 2, name
        while rows.find(database, "name", free):
            free, number = f"{name} ({number})", number + 1
        return free


def add(
    project: Project,
    paths: Iterable[Path],
    *,
    encoding: str | None = None,
    progress: Callable[[int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> AddReport:
    """Bring files and folders in. What cannot be read is listed; the rest arrives; one step to undo.

    `progress` hears the number of files seen and the next one's name; when `cancelled` says so, what was read stays.
    When anything goes wrong in the project nothing stays. Raises the errors of writing.
    """
    if rows.any_document(project.file.database):
        backups.before(project)
    adder = Adder(project)
    stopped = False
    try:
        for number, source in enumerate(sources(paths)):
            stopped = cancelled is not None and cancelled()
            if stopped:
                break
            if progress is not None:
                progress(number, source.name)
            try:
                _refuse_project(project, source)
                loaded = load(source, encoding)
            except ReadError as error:
                adder.refuse(source.name, error)
                continue
            adder.take(loaded)
        return adder.finish(cancelled=stopped)
    except BaseException:
        with suppress(StoreError):  # the next opening takes it back then
            adder.abandon()
        raise


def _refuse_project(project: Project, source: Source) -> None:
    """Keep the open project from being read as a file, under any name: that would end the locks on it."""
    with suppress(OSError):
        if source.path.samefile(project.path):
            raise ReadError(
                _("This is the project itself."), where=str(source.path), hint=_("Choose other files.")
            )
