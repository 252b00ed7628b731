"""What keeps a test from reaching the network or the files of the person who runs it."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from pathlib import Path

# A busy machine is no error of ours, so no example has a deadline; a hang runs into the time limit of its test. Where
# nobody looks on, the examples are the same each time: a failure there is due to the change, not to luck.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")

# What platformdirs, Qt and the standard library ask, on one system or another, for the folders of a person.
HOME_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_DOCUMENTS_DIR": "Documents",
}


class NetworkTouchedError(AssertionError):
    """A test, or the program under it, tried to talk to another machine."""


def _refuse(*asked: object, **_: object) -> NoReturn:
    raise NetworkTouchedError(f"no network in a test, but something asked for {asked!r}")


def _connect(self: socket.socket, address: str) -> None:
    # A child process, a display and a message bus are reached through a name in the file system.
    if self.family != getattr(socket, "AF_UNIX", None):
        _refuse(address)
    super(socket.socket, self).connect(address)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every way out of this machine an error. The guard holds for this process, not for its children."""
    monkeypatch.setattr(socket.socket, "connect", _connect)
    monkeypatch.setattr(socket.socket, "connect_ex", _connect)
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection"):
        monkeypatch.setattr(socket, name, _refuse)


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give each test a home of its own, empty; settings, recent projects and backups lie there."""
    home = tmp_path_factory.mktemp("home")
    for variable, folder in HOME_FOLDERS.items():
        monkeypatch.setenv(variable, str(home / folder))
    return home
