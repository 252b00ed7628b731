"""The user's settings: one JSON file, read tolerantly, written whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

import msgspec

from desktop_app.base.files import write_whole

RECENT_LIMIT = 12


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose. Empty strings mean: as the system has it.

    `zoom` is the size of the text in per cent of `reading_size_px`. `keep_time`: note the time that documents take;
    a pause longer than `pause_s` seconds does not count.
    """

    annotator_uid: str = ""
    annotator_name: str = ""
    language: str = ""
    theme: str = ""
    reading_font: str = ""
    reading_size_px: int = 17
    zoom: int = 100
    interface_size_px: int = 13
    less_motion: bool = False
    line_pitch: float = 2.0
    snap_to_words: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)
    recent: tuple[str, ...] = ()
    recent_tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    replicas: Mapping[str, str] = field(default_factory=dict)
    window: Mapping[str, str] = field(default_factory=dict)
    keep_time: bool = True
    pause_s: int = 60


def load(path: Path) -> Settings:
    """The settings in the file. A value that is missing or of the wrong kind is replaced by its default."""
    try:
        found = msgspec.json.decode(path.read_bytes())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    good = {}
    for item in fields(Settings):
        try:
            if item.name in found:
                good[item.name] = getattr(msgspec.convert({item.name: found[item.name]}, Settings), item.name)
        except (msgspec.ValidationError, RecursionError):
            continue
    return replace(Settings(), **good)


def save(path: Path, settings: Settings) -> None:
    """Write the settings file whole or not at all. Raises DiskFullError, ReadOnlyError, DiskError."""
    write_whole(path, msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n")


def with_recent(settings: Settings, project: Path) -> Settings:
    """The settings with this project first among the recent ones."""
    others = [item for item in settings.recent if item != str(project)]
    return replace(settings, recent=(str(project), *others)[:RECENT_LIMIT])
