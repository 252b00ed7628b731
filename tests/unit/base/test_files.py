"""A file is the old one or the new one, also where the disk or the folder do not let it be written."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from desktop_app.base.errors import DiskFullError, ReadOnlyError
from desktop_app.base.files import replacing, write_whole
from tests.builders import open_to_strangers, room_for, without_rights


def test_a_file_is_on_the_disk_before_it_takes_its_place_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, sync = tmp_path / "out.jsonl", os.fsync
    target.write_bytes(b"old")
    synced = []

    def noted(number: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(number).st_mode) else "file"
        synced.append((kind, target.read_bytes()))
        sync(number)

    monkeypatch.setattr(os, "fsync", noted)
    with replacing(target) as file:
        file.write(b"new")
    assert synced == [("file", b"old"), ("folder", b"new")]


def test_what_is_written_is_there_whole_in_a_folder_that_is_made_for_it(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "settings.json"
    write_whole(target, b"all of it")
    assert target.read_bytes() == b"all of it"
    assert list(target.parent.iterdir()) == [target]


def test_on_a_full_disk_the_old_file_stays_and_nothing_is_left_behind(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_bytes(b"old")
    with room_for(1000), pytest.raises(DiskFullError) as caught:
        write_whole(target, b"x" * 100_000)
    assert caught.value.where == str(target)
    assert caught.value.hint
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"out.jsonl": b"old"}


def test_in_a_folder_that_cannot_be_written_to_the_place_is_named(tmp_path: Path) -> None:
    open_to_strangers(tmp_path)
    tmp_path.chmod(0o555)
    try:
        with without_rights(), pytest.raises(ReadOnlyError) as caught:
            write_whole(tmp_path / "below" / "out.jsonl", b"new")
    finally:
        tmp_path.chmod(0o755)
    assert caught.value.where == str(tmp_path / "below" / "out.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_an_error_in_between_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_bytes(b"old")

    def broken() -> None:
        with replacing(target) as file:
            file.write(b"half")
            raise KeyError("in between")

    with pytest.raises(KeyError):
        broken()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"out.jsonl": b"old"}
