"""The limits of the house: what a linter does not say, a test does."""

from __future__ import annotations

import ast
import io
import os
import re
import subprocess
import sys
import tokenize
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]
MAX_LINES = 300
MAX_FUNCTION_LINES = 40
MAX_PARAMETERS = 6
# A bug in a job or a slot is caught there, and only there, to be shown with a report.
CATCHES_ALL = {"desktop_app/gui/jobs.py", "desktop_app/gui/app.py"}
NOT_OURS = {"session", ".git", ".venv", ".venv-bench", "__pycache__", "build", "dist"}
TEXTS = {
    ".py",
    ".toml",
    ".md",
    ".lock",
    ".ini",
    ".json",
    ".yml",
    ".po",
    ".pot",
    ".svg",
    ".qss",
    ".desktop",
    ".xml",
    "",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef
LOOKED_AT = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.Global, ast.ExceptHandler),
    *(ast.Attribute, ast.Import, ast.ImportFrom, ast.Call, ast.JoinedStr),
)
N = TypeVar("N", bound=ast.AST)


def files(*suffixes: str) -> Iterator[Path]:
    """Every file of ours with one of these suffixes, below the root, in order."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in NOT_OURS and not name.endswith("_cache"))
        folders[:] = [name for name in folders if name != ".hypothesis" and not name.endswith(".egg-info")]
        yield from (Path(folder, name) for name in sorted(names) if Path(name).suffix in suffixes)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def looked_at() -> list[tuple[str, ast.AST]]:
    """Every node that a limit is about, with the name of its file. Parsed once, for it takes seconds."""
    trees = [(name_of(path), ast.parse(path.read_bytes())) for path in files(".py")]
    return [(name, node) for name, tree in trees for node in ast.walk(tree) if isinstance(node, LOOKED_AT)]


def nodes(*kinds: type[N], below: str = "") -> Iterator[tuple[str, N]]:
    """Each node of these kinds with the name of its file, from the files whose name begins with `below`."""
    yield from (
        (name, node) for name, node in looked_at() if isinstance(node, kinds) and name.startswith(below)
    )


def functions() -> list[tuple[str, Function]]:
    return [*nodes(ast.FunctionDef), *nodes(ast.AsyncFunctionDef)]


def parameters(function: Function) -> list[str]:
    """The names of all parameters but the object or class that a method is called on."""
    listed = function.args
    every = [*listed.posonlyargs, *listed.args, listed.vararg, *listed.kwonlyargs, listed.kwarg]
    names = [argument.arg for argument in every if argument is not None]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


def caught(handler: ast.ExceptHandler) -> set[str]:
    """The names of the errors that a handler keeps to itself; an empty one if it names none.

    A handler that tidies up and raises the same error again keeps nothing.
    """
    last = handler.body[-1]
    if isinstance(last, ast.Raise) and last.exc is None:
        return set()
    if handler.type is None:
        return {""}
    return {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}


def comments(path: Path) -> Iterator[tuple[int, str]]:
    with io.BytesIO(path.read_bytes()) as source:
        for token in tokenize.tokenize(source.readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def lines_with(pattern: str, paths: Iterable[Path]) -> list[str]:
    """The file and number of each line that the pattern occurs in; this file, which names it, is left out."""
    sought = re.compile(pattern)
    found = []
    for path in paths:
        lines = (
            [] if path == Path(__file__) else path.read_text(encoding="utf-8", errors="replace").splitlines()
        )
        found += [f"{name_of(path)}:{number}" for number, line in enumerate(lines, 1) if sought.search(line)]
    return found


def is_wording(node: ast.expr) -> bool:
    """Whether a value is a text with a word in it, and not one that gettext gave."""
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(re.search(r"[^\W\d_]{2}", node.value))
    )


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    lengths = {name_of(path): len(path.read_bytes().splitlines()) for path in files(".py")}
    assert {name: length for name, length in lengths.items() if length > MAX_LINES} == {}


def test_no_function_is_longer_than_forty_lines() -> None:
    lengths = {f"{name}:{node.name}": (node.end_lineno or 0) - node.lineno + 1 for name, node in functions()}
    assert {name: length for name, length in lengths.items() if length > MAX_FUNCTION_LINES} == {}


def test_no_function_takes_more_than_six_parameters() -> None:
    counts = {f"{name}:{node.name}": len(parameters(node)) for name, node in functions()}
    assert {name: count for name, count in counts.items() if count > MAX_PARAMETERS} == {}


def test_no_function_reaches_for_a_global() -> None:
    assert [f"{name}:{node.lineno}" for name, node in nodes(ast.Global)] == []


def test_every_error_is_caught_by_its_name() -> None:
    found = {
        name for name, node in nodes(ast.ExceptHandler) if caught(node) & {"", "Exception", "BaseException"}
    }
    assert found <= CATCHES_ALL


def test_no_comment_silences_a_checker_or_puts_work_off() -> None:
    silenced = re.compile(r"#\s*(type:\s*ignore|noqa|pragma|mypy:|ruff:)|\b(TODO|FIXME|XXX|HACK)\b")
    found = [
        f"{name_of(path)}:{line}"
        for path in files(".py")
        for line, text in comments(path)
        if silenced.search(text)
    ]
    assert found == []


def test_no_test_waits_by_the_clock_or_looks_away() -> None:
    forbidden = {"sleep", "qSleep", "qWait", "skip", "skipif", "xfail", "importorskip", "Mock", "MagicMock"}
    found = [
        f"{name}:{node.lineno}"
        for name, node in nodes(ast.Attribute, below="tests/")
        if node.attr in forbidden
    ]
    found += [
        f"{name}:{node.lineno}"
        for name, node in nodes(ast.ImportFrom, below="tests/")
        if "mock" in (node.module or "")
    ]
    assert found == []


def test_every_test_has_a_sentence_for_a_name() -> None:
    short = [
        f"{name}:{node.name}"
        for name, node in functions()
        if name.startswith("tests/") and node.name.startswith("test_") and node.name.count("_") < 3
    ]
    assert short == []


def test_no_file_names_a_place_on_a_machine() -> None:
    folders = r"(?<![\w.$}])/(?:work|root|mnt|srv|opt|(?:home|Users|tmp)/\w+)/"
    hosts = r"\b(?:10|127|192\.168)(?:\.\d{1,3}){2,3}\b|\blocalhost\b"
    found = lines_with(rf"{folders}|{hosts}", (path for path in files(*TEXTS) if "seeds" not in path.parts))
    assert found == []


def test_colours_are_written_down_in_the_theme_alone() -> None:
    colour = r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?=[\"'\s;])|\bQColor\(\s*\d|\bQt\.(?:red|green|blue)\b"
    outside = (
        path
        for path in files(".py")
        if name_of(path).startswith("desktop_app/gui/") and "theme" not in path.parts
    )
    assert lines_with(colour, outside) == []


def test_only_the_hub_opens_an_address() -> None:
    modules = {"urllib.request", "http.client", "PySide6.QtNetwork", "PySide6.QtWebEngineCore"}
    plain = [
        (name, {alias.name for alias in node.names}) for name, node in nodes(ast.Import, below="desktop_app/")
    ]
    named = [
        (name, {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)})
        for name, node in nodes(ast.ImportFrom, below="desktop_app/")
    ]
    found = {name for name, imported in plain + named if imported & modules}
    assert [name for name in found if not name.startswith("desktop_app/hub/")] == []


def test_what_a_person_reads_is_never_written_into_a_widget_as_it_is() -> None:
    setters = {
        "setText",
        "setWindowTitle",
        "setToolTip",
        "setStatusTip",
        "setPlaceholderText",
        "setAccessibleName",
    }
    found = [
        f"{name}:{node.lineno}"
        for name, node in nodes(ast.Call, below="desktop_app/gui/")
        if isinstance(node.func, ast.Attribute)
        and node.func.attr in setters
        and any(map(is_wording, node.args))
    ]
    assert found == []


def test_no_message_is_asked_for_inside_an_f_string_where_the_catalogue_does_not_see_it() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, text in nodes(ast.JoinedStr, below="desktop_app/")
        for node in ast.walk(text)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"_", "ngettext"}
    ]
    assert found == []


@pytest.mark.parametrize("folder", ["readers", "formats", "attributes", "store", "ops", "model", "base"])
def test_a_package_has_tests_of_its_own(folder: str) -> None:
    package = ROOT / "desktop_app" / folder
    assert not package.is_dir() or list((ROOT / "tests" / "unit" / folder).glob("test_*.py"))


def test_everything_below_the_window_can_be_imported_where_qt_is_not() -> None:
    program = (
        "import importlib, pkgutil, desktop_app\n"
        "for module in pkgutil.walk_packages(desktop_app.__path__, 'desktop_app.'):\n"
        "    if not module.name.startswith('desktop_app.gui'):\n"
        "        importlib.import_module(module.name)\n"
    )
    done = _without_qt("-c", program)
    assert done.returncode == 0, done.stderr


def test_every_test_beside_this_one_can_be_collected_where_qt_is_not() -> None:
    done = _without_qt(
        "-m",
        "pytest",
        "-c",
        "tests/unit/pytest.ini",
        "--collect-only",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/unit",
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _without_qt(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tools" / "without_qt")}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
