"""Bringing documents in: files and folders, read one by one, stored in short transactions, one step in all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app import readers
from desktop_app.base.errors import AppError, ConflictError, ReadError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.paths import PROJECT_SUFFIX
from desktop_app.model.identity import derived_uid, now
from desktop_app.model.records import Document
from desktop_app.ops import backups
from desktop_app.ops.project import Project
from desktop_app.readers import Reading
from desktop_app.store import documents as rows
from desktop_app.store.step import Step

_BATCH = 25
_BATCH_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """A file to bring in. `name` is its path below the chosen folder, with slashes: the document's name."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as read: plain data, so that a child process can hand it over."""

    name: str
    data: bytes
    reading: Reading
    reader: str
    reader_version: str


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
    """The files behind the paths: folders recursively and sorted, without hidden files, projects and their locks."""
    for path in paths:
        if not path.is_dir():
            yield Source(path, path.name)
            continue
        for folder, names, files in os.walk(path):
            names[:] = sorted(name for name in names if not name.startswith("."))
            for name in sorted(files):
                if not name.startswith(".") and not name.endswith((PROJECT_SUFFIX, PROJECT_SUFFIX + ".lock")):
                    found = Path(folder, name)
                    yield Source(found, found.relative_to(path).as_posix())


def load(source: Source, encoding: str | None = None) -> Loaded:
    """Read one file. Needs no project: fit for a child process. Raises ReadError."""
    reader = readers.reader_for(source.path.name)
    data = readers.load(source.path, limit=reader.LIMIT, encoding=encoding)
    return Loaded(
        source.name, data, reader.read(data, source.name, encoding=encoding), reader.KEY, reader.VERSION
    )


class Adder:
    """Takes files as they are read; `finish` makes them one step and announces it, `abandon` takes all back."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._long = project.begin(_("Add documents"))
        self._waiting: list[Loaded] = []
        self._added: list[Document] = []
        self._duplicates: list[tuple[str, str]] = []
        self._failed: list[Failure] = []

    def take(self, loaded: Loaded) -> None:
        """Store a file that was read, together with the next ones."""
        self._waiting.append(loaded)
        if len(self._waiting) >= _BATCH or sum(len(item.data) for item in self._waiting) >= _BATCH_BYTES:
            self._store()

    def refuse(self, name: str, error: AppError) -> None:
        """Note a file that could not be read."""
        self._failed.append(Failure(name, error))

    def finish(self, *, cancelled: bool = False) -> AddReport:
        """Keep what was taken and say what came of it."""
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

    def _store(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        with self._long.writing() as step:
            for loaded in waiting:
                self._store_one(step, loaded)

    def _store_one(self, step: Step, loaded: Loaded) -> None:
        database = self._project.file.database
        text = loaded.reading.text.encode()
        sha256, original = rows.hash_of(text), rows.hash_of(loaded.data)
        same = rows.find(database, "original_sha256", original) or rows.find(database, "sha256", sha256)
        if same and not same[0].binned:
            self._duplicates.append((loaded.name, same[0].name))
            return
        if not same:
            rows.keep_content(database, text)
            rows.keep_content(database, loaded.data)
        document = replace(same[0], binned="") if same else self._document(loaded, sha256, original)
        step.put(document)
        self._added.append(document)

    def _document(self, loaded: Loaded, sha256: str, original: str) -> Document:
        reading = loaded.reading
        return Document(
            uid=derived_uid(self._project.uid, sha256),
            name=self._free_name(loaded.name),
            sha256=sha256,
            length=len(reading.text),
            title=reading.title,
            author=reading.author,
            outlet=reading.outlet,
            published=reading.published,
            url=reading.url,
            language=reading.language,
            fields=dict(reading.fields),
            original_sha256=original,
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
    """
    if rows.any_document(project.file.database):
        backups.before(project)
    adder = Adder(project)
    stopped = False
    for number, source in enumerate(sources(paths)):
        stopped = cancelled is not None and cancelled()
        if stopped:
            break
        if progress is not None:
            progress(number, source.name)
        try:
            adder.take(load(source, encoding))
        except (ReadError, ConflictError) as error:
            adder.refuse(source.name, error)
    return adder.finish(cancelled=stopped)
