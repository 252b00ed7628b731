"""The tasks that a person, the Makefile or a build machine asks for."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from desktop_app.base import syslibs
from tools import peers, system
from tools.environment import ROOT, Environment, SetupError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NO_TESTS = 5
PYTHON_FOLDERS = ("desktop_app", "tools", "benchmarks", "tests")
NEEDS_A_PERSON = 3
UNIT = ("-c", "tests/unit/pytest.ini", "--rootdir=tests/unit", "tests/unit")
# A folder in front of all others, in which Python finds what bars Qt, also for the processes that a test starts.
WITHOUT_QT = {"PYTHONPATH": str(ROOT / "tools" / "without_qt")}
WINDOWED = ("tests/gui", "tests/e2e")
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1"}


def main(arguments: list[str]) -> int:
    """Do the task named first and return an exit code: 0 done, 1 it failed, 2 no such task, 3 a person has to help."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name not in TASKS:
        print(f"usage: bootstrap.py {'|'.join(TASKS)} [arguments]", file=sys.stderr)
        return 2
    try:
        return TASKS[name](Environment(), rest)
    except (SetupError, system.MissingPackagesError) as error:
        print(f"\n{error}", file=sys.stderr)
        return NEEDS_A_PERSON
    except KeyboardInterrupt:
        return 130


def setup(environment: Environment, arguments: Sequence[str]) -> int:
    """Make the environment with everything for developing; `setup run` makes only what the program needs."""
    environment.ensure("run" if "run" in arguments else "dev")
    return 0


def run(environment: Environment, arguments: Sequence[str]) -> int:
    """Open the window on the sample documents, or do the same session in memory where there is no display."""
    candidates = syslibs.platforms(os.environ)
    _prepare(environment, "run", syslibs.missing_for_a_window(candidates or (syslibs.OFFSCREEN,)))
    paths = list(arguments) or ["seeds"]
    program = (str(environment.python), "-m", "desktop_app")
    if candidates and candidates[0] != syslibs.OFFSCREEN:
        return environment.call(*program, *paths)
    print(
        "There is no display here: the window is drawn in memory, and a session is played in it.", flush=True
    )
    return environment.call(*program, "--offscreen-session", *paths, **OFFSCREEN)


def test(environment: Environment, arguments: Sequence[str]) -> int:
    """Run the tests that need no Qt, with Qt out of reach, then those with windows, on a screen in memory."""
    _prepare(environment, "dev", syslibs.missing_libraries(syslibs.XCB), system.packages_for_display())
    return _worst(
        _pytest(environment, *UNIT, *_shared_out(), *arguments, **WITHOUT_QT),
        _pytest(environment, *_existing(environment, WINDOWED), *_shared_out(), *arguments, **OFFSCREEN),
    )


def torture(environment: Environment, arguments: Sequence[str]) -> int:
    """Run the tests that are marked `torture` in full: every kill, every crash, as often as the promise says."""
    _prepare(environment, "dev", syslibs.missing_libraries(syslibs.XCB), system.packages_for_display())
    chosen = ("-m", "torture", "--timeout=3600", *arguments)
    windowed = _existing(environment, WINDOWED)
    return _worst(
        _pytest(environment, *UNIT, *chosen, RUBRICATOR_TORTURE="1", **WITHOUT_QT),
        _pytest(environment, *windowed, *chosen, RUBRICATOR_TORTURE="1", **OFFSCREEN),
    )


def lint(environment: Environment, arguments: Sequence[str]) -> int:
    """Run every linter, also after one has failed, and name those that did."""
    environment.ensure("dev")
    failed = [
        name for name, command in _linters(environment) if not _passes(environment, name, command, arguments)
    ]
    print(f"lint: {', '.join(failed)} failed" if failed else "lint: all clean", flush=True)
    return 1 if failed else 0


def check(environment: Environment, arguments: Sequence[str]) -> int:
    """Lint, then test."""
    return max(lint(environment, ()), test(environment, arguments))


def bench(environment: Environment, arguments: Sequence[str]) -> int:
    """Measure against the budgets, and other packages beside ours, and print the table."""
    _prepare(environment, "dev", syslibs.missing_libraries(syslibs.OFFSCREEN))
    python = peers.python(environment) if not set(arguments) & {"--quick", "--only", "--from"} else ""
    return environment.call(
        str(environment.python), "-m", "benchmarks", *arguments, **OFFSCREEN, RUBRICATOR_PEERS=python
    )


def screenshots(environment: Environment, arguments: Sequence[str]) -> int:
    """Draw the pictures of the README again, from the program and the sample documents as they are."""
    _prepare(environment, "dev", syslibs.missing_libraries(syslibs.OFFSCREEN))
    return environment.call(str(environment.python), "-m", "tools.screenshots", *arguments, **OFFSCREEN)


def catalogue(environment: Environment, arguments: Sequence[str]) -> int:
    """Bring the translations up to date with the program's words."""
    environment.ensure("dev")
    return environment.call(str(environment.python), "-m", "tools.catalogue", *arguments)


def lock(environment: Environment, arguments: Sequence[str]) -> int:
    """Choose newer versions and write both locks; needs uv."""
    return environment.call(sys.executable, "-m", "tools.lock", *arguments)


def _prepare(
    environment: Environment, kind: str, missing: Sequence[syslibs.Library], further: Sequence[str] = ()
) -> None:
    # All that the system lacks in one go: nobody likes to be sent for packages twice.
    names = syslibs.package_names(missing, syslibs.os_release())
    system.ensure(
        [*system.packages_for_venv(), *names, *further], "Some things that come with the system are missing."
    )
    environment.ensure(kind)
    environment.call(str(environment.python), "-m", "compileall", "-q", "desktop_app")


def _existing(environment: Environment, folders: Sequence[str]) -> list[str]:
    return [folder for folder in folders if (environment.root / folder).is_dir()] or ["tests/gui"]


def _shared_out() -> tuple[str, ...]:
    return ("-n", str(min(4, os.cpu_count() or 1)), "--dist", "worksteal")


def _pytest(environment: Environment, *arguments: str, **variables: str) -> int:
    return environment.call(str(environment.python), "-m", "pytest", *arguments, **variables)


def _worst(*codes: int) -> int:
    """One exit code for several runs of pytest: some may have had no test to run, but not all."""
    if all(code == NO_TESTS for code in codes):
        return NO_TESTS
    return 0 if all(code in (0, NO_TESTS) for code in codes) else 1


def _linters(environment: Environment) -> list[tuple[str, list[str]]]:
    python = str(environment.python)
    ours = [folder for folder in PYTHON_FOLDERS if any((environment.root / folder).glob("**/*.py"))]
    return [
        ("ruff", [environment.tool("ruff"), "check", "--quiet", "."]),
        ("format", [environment.tool("ruff"), "format", "--check", "--quiet", "."]),
        ("imports", [environment.tool("lint-imports"), "--no-logo"]),
        ("deptry", [environment.tool("deptry"), "."]),
        ("vulture", [python, "-m", "vulture"]),
        ("mypy", [python, "-m", "mypy", "--no-error-summary", *ours]),
    ]


def _passes(environment: Environment, name: str, command: list[str], arguments: Sequence[str]) -> bool:
    if arguments and name not in arguments:
        return True
    began = time.monotonic()
    code = environment.call(*command)
    print(f"{name}: {'clean' if code == 0 else 'FAILED'} in {time.monotonic() - began:.1f} s", flush=True)
    return code == 0


TASKS: dict[str, Callable[[Environment, Sequence[str]], int]] = {
    task.__name__: task
    for task in (run, test, lint, check, setup, bench, screenshots, torture, catalogue, lock)
}
