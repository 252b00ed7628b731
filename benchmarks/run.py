"""The budgets, with what was measured beside each: `python -m benchmarks [--quick | --full | --only WORD] [...]`.

The exit code is 1 when anything is over twice its budget, or when a comparison with the ways of other programs fails.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import cast

from benchmarks import agreement, dates, importing, refactoring, registers, review, startup, store, view, ways
from benchmarks.cells import CELLS, COUNTED, MAIN, Cell, Found, steps_of
from benchmarks.measure import circumstances
from benchmarks.pace import Judge, Pace, pace, worse
from benchmarks.processes import printed
from benchmarks.report import Report

RESULTS = Path(__file__).parent / "RESULTS.md"
MORE, MORE_OF_PEERS, TRIES = 3, 1, 3
"""How often a cell is measured beyond its runs, and anything else in all, until the processor was quick meanwhile."""
PROBES = 30


def main(arguments: list[str]) -> int:
    """Measure, or read what was measured, and print. 0 if everything is as it should be, else 1."""
    chosen = _parser().parse_args(arguments)
    if chosen.lines is not None:
        found = printed(chosen.lines.read_text(encoding="utf-8"))
    else:
        found = list(kept(measured(chosen), chosen.json))
    report = Report.of(found)
    print(report.text())
    if chosen.write:
        RESULTS.write_text(report.markdown(), encoding="utf-8", newline="\n")
    return 0 if report.good else 1


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--quick", action="store_true", help="only ours, on the three small cells")
    which.add_argument(
        "--full", action="store_true", help="the store in full size as well: a million and a half"
    )
    which.add_argument("--only", metavar="WORD", help="only the cells with this in their name")
    which.add_argument(
        "--from", dest="lines", type=Path, metavar="FILE", help="do not measure, read these lines"
    )
    parser.add_argument(
        "--runs", type=int, default=2, help="how often each cell is measured, but for the huge (2)"
    )
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="keep what was measured, a line for each process"
    )
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name} anew")
    return parser


def kept(found: Iterator[Found], target: Path | None) -> Iterator[Found]:
    """The same lines, each written to a file as soon as it is there."""
    if target is None:
        yield from found
        return
    with target.open("w", encoding="utf-8", newline="\n") as file:
        for line in found:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            yield line


def measured(chosen: Namespace) -> Iterator[Found]:
    """Everything that was asked for, a line for each process, and what goes on to standard error."""
    began = time.monotonic()

    def say(what: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {what}", file=sys.stderr, flush=True)

    judge = Judge({"pace": pace()} for _probe in range(PROBES))
    cells = MAIN if chosen.quick else [cell for cell in CELLS if (chosen.only or "") in cell.name]
    for cell in cells:
        say(cell.name)
        yield from of_cell(cell, 1 if cell.huge else chosen.runs, beside=not chosen.quick, judge=judge)
    if chosen.quick or chosen.only:
        return
    say("frames while documents come in")
    yield from repeated(lambda: [importing.measure()], judge)
    say("the store")
    yield from repeated(lambda: paced(store.measure(full=chosen.full)), judge)
    say("agreement")
    yield from repeated(lambda: paced(agreement.measure()), judge)
    say("review")
    yield from repeated(lambda: paced(review.measure()), judge)
    say("the register")
    yield from repeated(lambda: paced(registers.measure()), judge)
    say("dates")
    yield from repeated(lambda: paced(dates.measure()), judge)
    yield {"measured": "misses", "misses": dates.told()}
    say("changes of the tagset")
    yield from repeated(lambda: paced(refactoring.measure()), judge)
    say("the start")
    yield from repeated(lambda: paced(startup.measure()), judge)
    imports = [item._asdict() for item in startup.measure_imports()]
    yield {"measured": "imports", "imports": imports, **circumstances()}
    say("done")


def of_cell(cell: Cell, runs: int, *, beside: bool, judge: Judge | None = None) -> Iterator[Found]:
    """Ours so many times and, with `beside`, each other way once, on the same project; more often while the `judge`
    finds the processor slow.
    """
    about = {
        "measured": "cell",
        "cell": cell.name,
        "kind": cell.kind,
        "bytes": cell.size,
        "spans": cell.spans,
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        view.make(folder, cell.arguments())
        yield from until_quick(lambda: {**about, **view.measure(folder)}, runs, runs + MORE, judge)
        for way in ways.WAYS if beside else ():
            for found in until_quick(partial(_way, way, folder), 1, 1 + MORE_OF_PEERS, judge):
                if cast(int, found.get("shown", cell.spans)) < cell.spans:
                    raise RuntimeError(f"{way} showed {found['shown']} of {cell.spans} spans")
                yield {**about, **found}


def _way(way: str, folder: Path) -> Found:
    return ways.measure(way, folder)


def until_quick(measure: Callable[[], Found], least: int, most: int, judge: Judge | None) -> Iterator[Found]:
    """Measure at least and at most so often, until each step of the table was measured in the quick state once."""
    quick: set[str] = set()
    for number in range(1, most + 1):
        found = measure()
        if judge is not None:
            judge.see(found)
            quick |= judge.quick_steps(found)
        yield found
        if number >= least and (judge is None or quick.issuperset(COUNTED & steps_of(found).keys())):
            return


def paced(lines: Iterable[store.Line]) -> Iterator[Found]:
    """The lines as they are measured, with the pace of the processor meanwhile."""
    before = pace()
    for line in lines:
        after = pace()
        yield {"measured": "line", **line._asdict(), "pace": worse(before, after), **circumstances()}
        before = after


def repeated(measure: Callable[[], Iterable[Found]], judge: Judge) -> Iterator[Found]:
    """Measure until each line was measured in the quick state once, three times at most."""
    quick: set[str] = set()
    for _try in range(TRIES):
        names: set[str] = set()
        for found in measure():
            judge.see(found)
            yield found
            name = str(found.get("name", found["measured"]))
            names.add(name)
            if judge.is_quick(cast("Pace | None", found.get("pace"))):
                quick.add(name)
        if names <= quick:
            return
