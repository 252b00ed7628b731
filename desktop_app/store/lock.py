"""One writer: the lock file beside the project, and who holds it."""

from __future__ import annotations

import getpass
import os
import socket
from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from desktop_app.base.errors import LockedError
from desktop_app.base.files import disk_error
from desktop_app.base.i18n import _
from desktop_app.model.identity import now


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
            user=self.user, host=self.host, process=self.process, since=self.since
        )


def lock_path(project: Path) -> Path:
    """Where the lock of a project lies while it is open for writing."""
    return project.with_name(project.name + ".lock")


class WriterLock:
    """Held while a project is open for writing; the system frees it when the process dies."""

    def __init__(self, project: Path) -> None:
        self.path = lock_path(project)
        self._lock = FileLock(self.path, timeout=0)

    def take(self, *, other_host: bool = False) -> None:
        """Take the lock. Raises LockedError, which names the holder, and ReadOnlyError when the folder refuses files.

        A lock file left behind by another computer cannot be proven dead from here: it is only taken over when
        `other_host` says that the person decided so.
        """
        left = self.holder()
        try:
            self._lock.acquire()
        except Timeout as error:
            raise self._refusal(self.holder()) from error
        except OSError as error:
            raise disk_error(error, self.path) from error
        if left is not None and left.host != socket.gethostname() and not other_host:
            self._lock.release()
            raise self._refusal(left)
        self._sign()

    def _sign(self) -> None:
        me = Holder(getpass.getuser(), socket.gethostname(), os.getpid(), now())
        try:
            self.path.write_bytes(msgspec.json.encode(me))
        except OSError as error:
            self.free()
            raise disk_error(error, self.path) from error

    def _refusal(self, holder: Holder | None) -> LockedError:
        who = holder.describe() if holder else _("another program")
        return LockedError(
            _("The project is open for writing by {who}.").format(who=who),
            where=str(self.path),
            hint=_("Close it there, or open it here for reading only."),
        )

    def holder(self) -> Holder | None:
        """Who signed the lock file, or None if there is none or it cannot be read."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Holder)
        except (OSError, msgspec.DecodeError):
            return None

    def free(self) -> None:
        """Give the lock back and remove its file. The file goes first, so that nobody locks a name that is gone."""
        if self._lock.is_locked:
            self.path.unlink(missing_ok=True)
            self._lock.release()
