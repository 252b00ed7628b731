"""The packages that are measured beside ours, in an environment of their own: they bring much along."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tomllib
from pathlib import Path

from tools.environment import Environment

FOLDER = ".venv-bench"
STAMP = "peers.json"


def wanted(root: Path) -> list[str]:
    """What the extra "bench" names."""
    with (root / "pyproject.toml").open("rb") as file:
        extras = tomllib.load(file)["project"]["optional-dependencies"]
    return [str(name) for name in extras["bench"]]


def python(environment: Environment) -> str:
    """The Python that has them, '' if they cannot be installed here. Costs little the second time."""
    beside = Environment(environment.root, environment.root / FOLDER)
    names = wanted(environment.root)
    stamp = hashlib.sha256(json.dumps([names, sys.version]).encode()).hexdigest()
    noted = beside.folder / STAMP
    if noted.exists() and noted.read_text(encoding="ascii") == stamp and beside.python.exists():
        return str(beside.python)
    print(f"Installing what is measured beside ours into {FOLDER}: {', '.join(names)}", flush=True)
    shutil.rmtree(beside.folder, ignore_errors=True)
    made = beside.call(sys.executable, "-m", "venv", str(beside.folder)) == 0
    pip = (str(beside.python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    if not made or beside.call(*pip, *names) != 0:
        print(
            "They could not be installed here: the table says so, and ours is measured all the same.",
            flush=True,
        )
        return ""
    noted.write_text(stamp, encoding="ascii")
    return str(beside.python)
