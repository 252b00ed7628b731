"""One writer: the lock file beside the project, and who holds it."""

from __future__ import annotations

import getpass
import os
import socket
import stat
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from desktop_app.base.errors import LockedError
from desktop_app.base.files import disk_error
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.identity import now

_LONGEST = 4096
_AS_IT_IS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""A stranger's link is not followed, and a pipe that waits for nobody is not waited for."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project open for writing, where, and since when (ISO 8601, UTC)."""

    user: str
    host: str
    process: int
    since: str

    def describe(self) -> str:
        """One line for people."""
        return _("{user} on {host} (process {process}), since {since}").format(
            user=shown(self.user, 80),
            host=shown(self.host, 80),
            process=self.process,
            since=shown(self._local(), 40),
        )

    def _local(self) -> str:
        try:
            return f"{datetime.fromisoformat(self.since).astimezone():%Y-%m-%d %H:%M}"
        except (ValueError, OverflowError, OSError):
            return self.since  # whatever it is, somebody wrote it there


def lock_path(project: Path) -> Path:
    """Where the lock of a project lies while it is open for writing."""
    return project.with_name(project.name + ".lock")


class WriterLock:
    """Held while a project is open for writing; the system frees it when the process dies."""

    def __init__(self, project: Path) -> None:
        self.path = lock_path(project)
        self._lock = FileLock(self.path, timeout=0)
        self._signed: tuple[int, int] | None = None

    def take(self, *, other_host: bool = False) -> None:
        """Take the lock. Raises LockedError, which names the holder, and ReadOnlyError when the folder refuses files.

        A lock file left behind by another computer cannot be proven dead from here: it is only taken over when
        `other_host` says that the person decided so.
        """
        left = self.holder()
        try:
            self._lock.acquire()
        except Timeout as error:
            raise self._refusal() from error
        except OSError as error:
            raise disk_error(error, self.path) from error
        if left is not None and left.host != socket.gethostname() and not other_host:
            self._lock.release()
            raise self._refusal()
        self._sign()

    def _sign(self) -> None:
        me = Holder(_user(), socket.gethostname(), os.getpid(), now())
        try:
            number = os.open(self.path, os.O_WRONLY | os.O_TRUNC | _AS_IT_IS)
            with os.fdopen(number, "wb") as file:
                file.write(msgspec.json.encode(me))
                found = os.fstat(number)
        except OSError as error:
            self.free()
            raise disk_error(error, self.path) from error
        self._signed = found.st_dev, found.st_ino

    def check(self) -> None:
        """Raises LockedError when the file was removed or replaced: somebody else may have opened the project."""
        if self._is_gone():
            raise LockedError(
                _(
                    "The lock file beside the project is gone, so others may have changed the project meanwhile."
                ),
                where=str(self.path),
                hint=_("Nothing more is written here. Open the project again."),
            )

    def _is_gone(self) -> bool:
        try:
            found = os.stat(self.path, follow_symlinks=False)
        except OSError:
            return True
        return self._signed not in (None, (found.st_dev, found.st_ino))

    def _refusal(self) -> LockedError:
        holder = self.holder()
        who = holder.describe() if holder else _("another program")
        return LockedError(
            _("The project is open for writing by {who}.").format(who=who),
            where=str(self.path),
            hint=_("Close it there, or open it here for reading only."),
        )

    def holder(self) -> Holder | None:
        """Who signed the lock file, or None if there is none or it cannot be read."""
        try:
            number = os.open(self.path, os.O_RDONLY | _AS_IT_IS)
            with os.fdopen(number, "rb") as file:
                if not stat.S_ISREG(os.fstat(number).st_mode):
                    return None
                return msgspec.json.decode(file.read(_LONGEST), type=Holder)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None

    def free(self) -> None:
        """Give the lock back and remove its file. The file goes first, so that nobody locks a name that is gone."""
        if self._lock.is_locked:
            if not self._is_gone():
                with suppress(OSError):
                    self.path.unlink()
            self._lock.release()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return _("somebody")
