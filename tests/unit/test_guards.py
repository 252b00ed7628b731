"""The guards that every test runs under."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from tests.guards import NetworkTouchedError

ROOT = Path(__file__).resolve().parents[2]


def test_no_name_is_looked_up_and_no_connection_made() -> None:
    with pytest.raises(NetworkTouchedError, match=r"example\.org"):
        socket.getaddrinfo("example.org", 80)
    with pytest.raises(NetworkTouchedError, match=r"example\.org"):
        socket.create_connection(("example.org", 80))
    with socket.socket() as way_out, pytest.raises(NetworkTouchedError):
        way_out.connect(("198.51.100.7", 80))


def test_processes_on_this_machine_still_reach_each_other(tmp_path: Path) -> None:
    address = str(tmp_path / "door")
    with socket.socket(socket.AF_UNIX) as door, socket.socket(socket.AF_UNIX) as guest:
        door.bind(address)
        door.listen()
        guest.connect(address)
        assert guest.getpeername() == address


def test_a_test_has_an_empty_home_of_its_own(own_home: Path) -> None:
    folders = (
        platformdirs.user_config_path(),
        platformdirs.user_data_path(),
        platformdirs.user_cache_path(),
        Path.home(),
    )
    assert all(folder.is_relative_to(own_home) for folder in folders)
    assert list(own_home.iterdir()) == []


def test_qt_is_out_of_reach_where_it_is_barred() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tools" / "without_qt")}
    command = [sys.executable, "-c", "import PySide6"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Qt is barred here" in done.stderr
