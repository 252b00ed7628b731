"""The table of budgets, with what was measured beside each: `python -m benchmarks [--all] [--runs N] [--json]`.

Times are milliseconds of the thread that paints (median of the repetitions, best of the runs), in a window of
1000 × 800 pixels off the screen. `!` is over the budget, `!!` over twice the budget: then the exit code is 1.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, cast

from benchmarks import startup, store, view
from benchmarks.measure import circumstances

Found = dict[str, object]


class Cell(NamedTuple):
    """A document to measure on. `column` is the place of its budgets, None for cells that have none."""

    name: str
    kind: str
    size: int
    spans: int
    column: int | None = None


CELLS = (
    Cell("10 KB / 1k", "mixed", 10_000, 1_000, 0),
    Cell("1 MB / 10k", "mixed", 1_000_000, 10_000, 1),
    Cell("10 MB / 100k", "mixed", 10_000_000, 100_000, 2),
)
MORE = (
    Cell("50 MB / 500k", "mixed", 50_000_000, 500_000, 3),
    Cell("50 MB log / 500k", "log", 50_000_000, 500_000, 3),
    Cell("1 MB / 100k", "mixed", 1_000_000, 100_000),
    Cell("1 MB / 500k, deep", "mixed", 1_000_000, 500_000),
    Cell("1 MB line / 10k", "oneline", 1_000_000, 10_000, 1),
    Cell("1 MB rtl / 10k", "rtl", 1_000_000, 10_000),
    Cell("1 MB cjk / 10k", "cjk", 1_000_000, 10_000),
    Cell("1 MB emoji / 10k", "emoji", 1_000_000, 10_000),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: its budgets by column, and how to read its number from what was found."""

    name: str
    budgets: tuple[float, float, float, float]
    value: Callable[[Found], float]


def _step(*names: str) -> Callable[[Found], float]:
    """The median of a step, or the worst median of several."""

    def value(found: Found) -> float:
        steps = cast(dict[str, dict[str, float]], found["steps"])
        return max(steps[name]["cpu_ms"] for name in names)

    return value


def _memory(found: Found) -> float:
    return cast(float, found["memory_mib"])


LINES = (
    Line("open to first paint", (10, 20, 40, 200), _step("open")),
    Line("page down, cold", (2, 4, 5, 5), _step("page down, cold")),
    Line("jump anywhere", (3, 5, 6, 6), _step("jump")),
    Line("add, remove, undo", (1.5, 1.5, 2, 2), _step("add", "remove", "undo")),
    Line("resize step", (10, 10, 10, 12), _step("resize")),
    Line("memory, MiB", (30, 50, 70, 250), _memory),
    Line("page laid out ahead", (1.5, 2.5, 3, 3), _step("page down, laid out ahead")),
    Line("wheel step", (1.5, 1.5, 1.5, 1.5), _step("wheel")),
    Line("hover", (0.1, 0.1, 0.1, 0.1), _step("hover")),
)


def best(cell: Cell, runs: int) -> Found:
    """The cell measured several times: the best median of each step, the least memory."""
    found = [view.measure(cell.kind, cell.size, cell.spans) for _run in range(runs)]
    steps = [cast(dict[str, dict[str, float]], run["steps"]) for run in found]
    merged: dict[str, object] = dict(found[0])
    merged["steps"] = {
        name: min((run[name] for run in steps), key=lambda step: step["cpu_ms"]) for name in steps[0]
    }
    merged["memory_mib"] = min(_memory(run) for run in found)
    return merged


def sign(value: float, budget: float | None) -> str:
    """'!' over the budget, '!!' over twice the budget."""
    if budget is None or value <= budget:
        return ""
    return "!!" if value > 2 * budget else "!"


def table(cells: list[Cell], found: list[Found]) -> str:
    """The lines of the table, measured / budget."""
    rows = [["ms CPU (measured / budget)", *(cell.name for cell in cells)]]
    for line in LINES:
        row = [line.name]
        for cell, values in zip(cells, found, strict=True):
            budget = None if cell.column is None else line.budgets[cell.column]
            value = line.value(values)
            against = f" / {budget:g}" if budget is not None else ""
            row.append(f"{value:.2f}{against} {sign(value, budget):2}".rstrip())
        rows.append(row)
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def too_slow(cells: list[Cell], found: list[Found]) -> bool:
    """Whether anything took more than twice its budget."""
    return any(
        sign(line.value(values), line.budgets[cell.column]) == "!!"
        for line in LINES
        for cell, values in zip(cells, found, strict=True)
        if cell.column is not None
    )


def main(arguments: list[str]) -> int:
    """Measure and print. 0 if everything is within twice its budget, else 1."""
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--all", action="store_true", help="also 50 MB, the worst cases, and the store in full size"
    )
    parser.add_argument("--runs", type=int, default=2, help="how often each cell is measured (2)")
    parser.add_argument("--json", action="store_true", help="print what was measured, a line for each cell")
    chosen = parser.parse_args(arguments)
    cells = [*CELLS, *MORE] if chosen.all else [*CELLS]
    found: list[Found] = []
    for cell in cells:
        print(f"measuring {cell.name}", file=sys.stderr, flush=True)
        found.append(best(cell, chosen.runs))
    print("measuring the store", file=sys.stderr, flush=True)
    stored = store.measure(full=chosen.all)
    print("measuring the start", file=sys.stderr, flush=True)
    started, imports = startup.measure()
    if chosen.json:
        rest: Found = {
            "store": [line._asdict() for line in stored],
            "start": [line._asdict() for line in started],
            "imports": [item._asdict() for item in imports],
        }
        for values in [*found, rest]:
            print(json.dumps(values, ensure_ascii=False))
    else:
        about = ", ".join(f"{name} {value}" for name, value in circumstances().items())
        costly = "The costliest imports of the start\n" + startup.imports_table(imports)
        print(table(cells, found), store.table([*stored, *started]), costly, about, sep="\n\n")
    others_too_slow = any(sign(line.value, line.budget) == "!!" for line in [*stored, *started])
    return int(too_slow(cells, found) or others_too_slow)
