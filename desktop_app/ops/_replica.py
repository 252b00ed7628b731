"""Which replica a project is at its place: each copy of a file has a history of its own."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from desktop_app.base import settings as user_settings
from desktop_app.base.errors import StoreError
from desktop_app.base.paths import Places
from desktop_app.model.identity import new_uid
from desktop_app.model.records import Annotator
from desktop_app.store import corpus
from desktop_app.store.file import ProjectFile


def replica_of(places: Places, file: ProjectFile) -> str:
    """The replica of this file at this place. Where the settings cannot be written, each opening is a new one."""
    chosen = user_settings.load(places.settings)
    place = _place(file)
    if place in chosen.replicas:
        return chosen.replicas[place]
    replica = new_uid()
    with suppress(StoreError):
        replicas = {**chosen.replicas, place: replica}
        user_settings.save(places.settings, replace(chosen, replicas=replicas))
    return replica


def known_replica(places: Places, file: ProjectFile) -> str:
    """The replica of this file at this place, '' if it has none so far."""
    return user_settings.load(places.settings).replicas.get(_place(file), "")


def forget_replica(places: Places, path: Path) -> None:
    """Let the next opening of what lies at `path` draw a new replica."""
    chosen = user_settings.load(places.settings)
    kept = {place: uid for place, uid in chosen.replicas.items() if not place.endswith(_at(path))}
    if kept != dict(chosen.replicas):
        user_settings.save(places.settings, replace(chosen, replicas=kept))


def _place(file: ProjectFile) -> str:
    return file.uid + file.package[0] + _at(file.path)


def _at(path: Path) -> str:
    return f"@{path}".encode("utf-8", "backslashreplace").decode()


def works_here(file: ProjectFile, who: Annotator) -> Annotator:
    """Whose layer is worked on: in a package always that of the one it was made for."""
    if not file.package[1]:
        return who
    found = (item for item in corpus.annotators(file.database) if item.uid == file.package[1])
    return next(found, who)
