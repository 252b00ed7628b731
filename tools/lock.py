"""Write the two locks: every package in one version for all systems, with its hashes and without any address.

`requirements.lock` is what the program needs, `requirements-dev.lock` that and the tests' and linters' needs.
Needs `uv` on the path; whoever only installs needs nothing but pip.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

from tools.environment import LOCKS, ROOT

EXTRAS = {"dev": ("build", "test", "interop", "lint"), "run": ("build",)}
COMPILE = (
    "--no-config",
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-annotate",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
)


def main(arguments: list[str]) -> int:
    """Write both locks and return an exit code. With `--upgrade`, newer versions are chosen where they fit."""
    uv = shutil.which("uv")
    if uv is None:
        print("Writing the locks needs uv. Install it, for one with: pip install uv", file=sys.stderr)
        return 3
    for kind, extras in EXTRAS.items():
        chosen = [f"--extra={extra}" for extra in extras]
        # The smaller lock takes its versions from the larger one, so that the tests test what people run.
        held = [] if kind == "dev" else ["--constraint", LOCKS["dev"]]
        command = [uv, *COMPILE, *chosen, *held, *arguments, "pyproject.toml", "--output-file", LOCKS[kind]]
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        if code != 0:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
