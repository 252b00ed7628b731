"""The virtual environment in `.venv`: made once, filled from a lock by hash, left alone while nothing changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools import system

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
STAMP = "rubricator.json"


class SetupError(Exception):
    """A step of the set-up failed. Says which, and what to do."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment for one checkout."""

    root: Path = ROOT
    folder: Path = ROOT / ".venv"

    @property
    def python(self) -> Path:
        """The interpreter in the environment."""
        windows = self.folder / "Scripts" / "python.exe"
        return windows if os.name == "nt" else self.folder / "bin" / "python"

    def tool(self, name: str) -> str:
        """The path of a command that the environment brings."""
        return str(self.python.with_name(name + self.python.suffix))

    def ensure(self, kind: str) -> None:
        """Make what `kind` ('run', or 'dev' with the tests' and linters' needs) takes. Costs little the second time.

        Raises SetupError if a step fails, MissingPackagesError if the system cannot make environments.
        """
        wanted = self._wanted(kind)
        stamp = self._stamp()
        # Moved, made by another Python, or left half made: the stamp is the first thing written after the making.
        if any(stamp.get(key) != wanted[key] for key in ("python", "place")) or not self.python.exists():
            self._make(wanted)
            stamp = {}
        if stamp.get("kind") == "dev" and stamp == self._wanted("dev"):
            return
        if stamp == wanted:
            return
        self._fill(kind)
        self.write_stamp(wanted)

    def call(self, *command: str, **variables: str) -> int:
        """Run a command of the environment's Python in the checkout and return its exit code."""
        return subprocess.run(
            command, cwd=self.root, env=child_variables(**variables), check=False
        ).returncode

    def write_stamp(self, stamp: dict[str, str]) -> None:
        """Note what the environment was made and filled from; whatever differs the next time is done again."""
        (self.folder / STAMP).write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")

    def _wanted(self, kind: str) -> dict[str, str]:
        digest = hashlib.sha256()
        for name in (LOCKS[kind], "pyproject.toml"):
            digest.update((self.root / name).read_bytes())
        version = "{}.{}.{}".format(*sys.version_info)
        return {"kind": kind, "files": digest.hexdigest(), "python": version, "place": str(self.root)}

    def _stamp(self) -> dict[str, str]:
        try:
            return dict(json.loads((self.folder / STAMP).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}

    def _make(self, wanted: dict[str, str]) -> None:
        system.ensure(system.packages_for_venv(), "Python here cannot make virtual environments.")
        print(f"Making a virtual environment in {self.folder.name}", flush=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        self._step("make the environment", sys.executable, "-m", "venv", str(self.folder))
        self.write_stamp({key: wanted[key] for key in ("python", "place")})

    def _fill(self, kind: str) -> None:
        print(
            "Installing the libraries, each checked by its hash; the first time takes a minute or two",
            flush=True,
        )
        pip = (str(self.python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
        self._step("install the libraries", *pip, "--require-hashes", "-r", LOCKS[kind])
        # Not from an index and with the build tools of the lock: nothing unpinned comes in here.
        self._step("install the program", *pip, "--no-index", "--no-deps", "--no-build-isolation", "-e", ".")

    def _step(self, what: str, *command: str) -> None:
        code = self.call(*command)
        if code != 0:
            raise SetupError(f"Could not {what}: the command below ended with {code}.\n  {' '.join(command)}")


def child_variables(**more: str) -> dict[str, str]:
    """The variables for a child process: ours and `more`, with byte code allowed, for it halves the start."""
    variables = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**variables, **more}
