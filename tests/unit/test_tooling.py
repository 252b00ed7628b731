"""The set-up, the locks and the contracts: what runs before the program can say anything itself."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import grimp
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tools import system, tasks
from tools.contracts import HomeContract, ShelfContract
from tools.environment import LOCKS, Environment, SetupError, child_variables

ROOT = Path(__file__).resolve().parents[2]
# Writes down how it was called, and fails if it was told to: stands where the environment's Python would be.
RECORDER = '#!/bin/sh\necho "$*" >> "$(dirname "$0")/calls"\ntest ! -e "$(dirname "$0")/fail"\n'


def bootstrap(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script with the standard library alone: no site-packages, no variables."""
    command = [sys.executable, "-I", "-S", "tools/bootstrap.py", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def lines_of(lock: str) -> list[str]:
    return (ROOT / LOCKS[lock]).read_text(encoding="utf-8").splitlines()


def pinned(lock: str) -> dict[str, set[Requirement]]:
    """The requirements of a lock by the package's name; one package may be pinned per version of Python."""
    found: dict[str, set[Requirement]] = {}
    for line in lines_of(lock):
        if line[:1].isalnum():
            requirement = Requirement(line.rstrip("\\ "))
            found.setdefault(canonicalize_name(requirement.name), set()).add(requirement)
    return found


def project() -> dict[str, object]:
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"])


def an_environment(root: Path) -> Environment:
    """An environment that looks as if it was made already, by this Python, but is not filled."""
    for name in (*LOCKS.values(), "pyproject.toml"):
        (root / name).write_text("first", encoding="utf-8")
    environment = Environment(root, root / ".venv")
    environment.python.parent.mkdir(parents=True)
    environment.python.write_text(RECORDER, encoding="utf-8")
    environment.python.chmod(0o755)
    version = "{}.{}.{}".format(*sys.version_info)
    environment.write_stamp({"python": version, "place": str(root)})
    return environment


def calls(environment: Environment) -> list[str]:
    log = environment.python.with_name("calls")
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def test_the_script_needs_nothing_but_the_standard_library_and_names_its_tasks() -> None:
    done = bootstrap("dance")
    assert done.returncode == 2
    assert "run|test|lint|check|setup" in done.stderr
    assert bootstrap().returncode == 2


def test_every_target_of_the_makefile_is_a_task_of_the_script() -> None:
    listed = re.search(r"^TARGETS := (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert listed is not None
    assert set(listed[1].split()) <= set(tasks.TASKS)
    assert {"run", "test", "lint", "screenshots", "bench", "torture", "setup", "check", "catalogue"} <= set(
        tasks.TASKS
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_a_hash_for_every_package_and_no_address(lock: str) -> None:
    text = "\n".join(lines_of(lock))
    entries = re.split(r"\n(?=\S)", text)
    assert "://" not in text
    assert [
        entry.split()[0] for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)
    ] == []
    assert [line for line in lines_of(lock) if line.startswith("-")] == []


def test_what_people_run_is_what_is_tested() -> None:
    tested = pinned("dev")
    assert {name: found for name, found in pinned("run").items() if found != tested.get(name)} == {}


@pytest.mark.parametrize(
    ("lock", "extras"), [("run", ["build"]), ("dev", ["build", "test", "interop", "lint"])]
)
def test_every_dependency_is_locked_in_a_version_that_it_allows(lock: str, extras: list[str]) -> None:
    declared = project()
    optional = declared["optional-dependencies"]
    assert isinstance(optional, dict)
    assert isinstance(declared["dependencies"], list)
    wanted = [*declared["dependencies"], *(line for extra in extras for line in optional[extra])]
    locked = pinned(lock)
    for requirement in map(Requirement, wanted):
        specifiers = [str(found.specifier) for found in locked[canonicalize_name(requirement.name)]]
        assert [s for s in specifiers if Version(s.removeprefix("==")) not in requirement.specifier] == []


def test_the_environment_is_filled_by_hash_and_then_left_alone(tmp_path: Path) -> None:
    environment = an_environment(tmp_path)
    environment.ensure("dev")
    libraries, program = calls(environment)
    assert "--require-hashes -r requirements-dev.lock" in libraries
    assert "--no-index --no-deps --no-build-isolation -e ." in program
    environment.ensure("dev")
    environment.ensure("run")
    assert len(calls(environment)) == 2


def test_a_changed_lock_fills_the_environment_again(tmp_path: Path) -> None:
    environment = an_environment(tmp_path)
    environment.ensure("run")
    (tmp_path / LOCKS["run"]).write_text("second", encoding="utf-8")
    environment.ensure("run")
    assert len(calls(environment)) == 4
    environment.ensure("dev")
    assert len(calls(environment)) == 6


def test_a_failed_step_is_named_and_tried_again_the_next_time(tmp_path: Path) -> None:
    environment = an_environment(tmp_path)
    failing = environment.python.with_name("fail")
    failing.touch()
    with pytest.raises(SetupError, match="Could not install the libraries"):
        environment.ensure("run")
    failing.unlink()
    environment.ensure("run")
    assert len(calls(environment)) == 3


def test_children_may_write_byte_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    variables = child_variables(QT_QPA_PLATFORM="offscreen")
    assert "PYTHONDONTWRITEBYTECODE" not in variables
    assert variables["QT_QPA_PLATFORM"] == "offscreen"


def test_who_may_not_install_reads_the_one_command_that_does() -> None:
    with pytest.raises(system.MissingPackagesError, match="libegl1 xvfb") as raised:
        system.ensure(["libegl1", "xvfb"], "Qt needs libraries.", may_install=False)
    assert str(raised.value).startswith("Qt needs libraries.")
    assert str(system.MissingPackagesError("Here.", ["a", "b"])).endswith("\n  sudo apt-get install a b")
    assert "apt" not in str(system.MissingPackagesError("Elsewhere.", ["a"], debian=False))
    system.ensure([], "Nothing is missing.", may_install=False)


def test_the_wheel_holds_the_program_with_its_resources_and_samples_and_no_tools(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("rubricator-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    ours = [name.removeprefix("desktop_app/") for name in names if name.startswith("desktop_app/")]
    assert {"__init__.py", "resources/tagsets/claims-in-the-news.json"} <= set(ours)
    assert [name for name in ours if name.startswith("seeds/")] != []
    assert [name for name in names if not name.startswith(("desktop_app/", "rubricator-"))] == []


def test_an_import_of_a_library_outside_of_its_home_breaks_the_contract() -> None:
    graph = grimp.ImportGraph()
    graph.add_module("PySide6", is_squashed=True)
    graph.add_import(importer="app.gui.view", imported="PySide6")
    graph.add_import(importer="app.gui.text.buffer", imported="app.gui.text.numbers")
    options = {
        "libraries": ["PySide6"],
        "only_in": ["app.gui"],
        "except_in": ["app.gui.text.buffer", "app.gui.new"],
    }
    contract = HomeContract("Qt at home", {}, options)
    assert contract.check(graph, verbose=False).kept
    graph.add_import(importer="app.ops.marks", imported="PySide6")
    assert contract.check(graph, verbose=False).metadata["edges"] == [("app.ops.marks", "PySide6")]


def test_what_is_excepted_from_a_home_may_not_reach_the_library_in_a_roundabout_way() -> None:
    graph = grimp.ImportGraph()
    graph.add_module("PySide6", is_squashed=True)
    graph.add_import(importer="app.gui.text.buffer", imported="app.gui.text.numbers")
    graph.add_import(importer="app.gui.text.numbers", imported="PySide6")
    options = {"libraries": ["PySide6"], "only_in": ["app.gui"], "except_in": ["app.gui.text.buffer"]}
    check = HomeContract("Qt at home", {}, options).check(graph, verbose=False)
    assert not check.kept
    assert ("app.gui.text.buffer", "app.gui.text.numbers") in check.metadata["edges"]


def test_a_package_of_ours_can_be_a_library_with_a_home() -> None:
    graph = grimp.ImportGraph()
    graph.add_import(importer="app.ops.marks", imported="app.store.rows")
    contract = HomeContract("store", {}, {"libraries": ["app.store"], "only_in": ["app.ops", "app.store"]})
    assert contract.check(graph, verbose=False).kept
    graph.add_import(importer="app.gui.view", imported="app.store.rows")
    assert contract.check(graph, verbose=False).metadata["edges"] == [("app.gui.view", "app.store.rows")]


def test_files_on_a_shelf_share_only_what_is_private_to_it() -> None:
    graph = grimp.ImportGraph()
    graph.add_import(importer="app.formats", imported="app.formats.table")
    graph.add_import(importer="app.formats.table", imported="app.formats._lines")
    contract = ShelfContract("strangers", {}, {"shelf": "app.formats"})
    assert contract.check(graph, verbose=False).kept
    graph.add_import(importer="app.formats.jsonl", imported="app.formats.table")
    graph.add_import(importer="app.formats.conll", imported="app.formats")
    edges = [("app.formats.conll", "app.formats"), ("app.formats.jsonl", "app.formats.table")]
    assert contract.check(graph, verbose=False).metadata["edges"] == edges
    assert ShelfContract("nobody", {}, {"shelf": "app.readers"}).check(graph, verbose=False).kept


def test_a_bare_system_is_told_of_all_that_the_real_window_is_tested_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(system, "SPEECH_SERVICE", tmp_path / "none")
    assert system.packages_for_display() == ["xvfb", "xdotool", "dbus", "at-spi2-core"]
    monkeypatch.setattr(sys, "platform", "darwin")
    assert system.packages_for_display() == []
