"""The budgets, with what was measured beside each: `python -m benchmarks [--quick | --full | --only WORD] [...]`.

The exit code is 1 when anything is over twice its budget, or when a comparison with the ways of other programs fails.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from benchmarks import agreement, dates, importing, review, startup, store, view, ways
from benchmarks.cells import CELLS, MAIN, Cell, Found
from benchmarks.measure import circumstances
from benchmarks.processes import printed
from benchmarks.report import Report

RESULTS = Path(__file__).parent / "RESULTS.md"


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

    cells = MAIN if chosen.quick else [cell for cell in CELLS if (chosen.only or "") in cell.name]
    for cell in cells:
        say(cell.name)
        yield from of_cell(cell, 1 if cell.huge else chosen.runs, beside=not chosen.quick)
    if chosen.quick or chosen.only:
        return
    say("frames while documents come in")
    yield importing.measure()
    say("the store")
    yield from map(_found, store.measure(full=chosen.full))
    say("agreement")
    yield from map(_found, agreement.measure())
    say("review")
    yield from map(_found, review.measure())
    say("dates")
    yield from map(_found, dates.measure())
    yield {"measured": "misses", "misses": dates.told()}
    say("the start")
    lines, imports = startup.measure()
    yield from map(_found, lines)
    yield {"measured": "imports", "imports": [item._asdict() for item in imports], **circumstances()}
    say("done")


def of_cell(cell: Cell, runs: int, *, beside: bool) -> Iterator[Found]:
    """Ours so many times and, with `beside`, each other way once, on the same project."""
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
        for _run in range(runs):
            yield {**about, **view.measure(folder)}
        for way in ways.WAYS if beside else ():
            found = {**about, **ways.measure(way, folder)}
            if cast(int, found.get("shown", cell.spans)) < cell.spans:
                raise RuntimeError(f"{way} showed {found['shown']} of {cell.spans} spans")
            yield found


def _found(line: store.Line) -> Found:
    return {"measured": "line", **line._asdict(), **circumstances()}
