"""How long it takes to compare annotators: processor time of one thread, beside packages for the same numbers.

`python -m benchmarks.agreement` measures everything; `python -m benchmarks.agreement STEP SECONDS GIB` one step in this
process, within limits, and prints a line of JSON. The packages run under the Python that `RUBRICATOR_PEERS` names, for
they bring much along; those that are not installed are told as such.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, cast

from benchmarks.beside import PEERS, PEOPLE, Timed, made_up, median, say
from benchmarks.processes import Limits, printed, started
from benchmarks.store import Line, table

if TYPE_CHECKING:
    from desktop_app.agreement.study import Coding

LIMITS = Limits(seconds=60, gib=6)
PEERS_PYTHON = "RUBRICATOR_PEERS"


def ours_large() -> Iterator[Timed]:
    """A hundred thousand passages of two annotators, and the coefficients of them."""
    from desktop_app.agreement.alignment import align_layers
    from desktop_app.agreement.metrics import METRICS
    from desktop_app.agreement.metrics.span_f1 import by_label, confusion, kinds
    from desktop_app.agreement.study import Coding, Study
    from desktop_app.agreement.units import unit

    def study_of(*, overlapping: bool) -> Study:
        layers, length = made_up(100_000, "ab", overlapping=overlapping)
        units = {name: [unit(*span) for span in layer] for name, layer in layers.items()}
        return Study([Coding("", length, units)], "ab")

    study = study_of(overlapping=True)
    one, other = study.layers["a"], study.layers["b"]

    def scores() -> None:
        alignment = align_layers(one, other)
        kinds(study, one, other, alignment)
        by_label(len(study.labels), one, other, alignment)
        confusion(study.labels, one, other, alignment)

    yield "2 x 100,000 passages: all schemes, tags, kinds, confusion", median(scores, 3), 1
    plain = study_of(overlapping=False)

    def worked_out(key: str) -> None:
        list(METRICS[key].measure(plain))

    for key in ("cohen-kappa", "u-alpha", "alpha"):
        yield f"2 x 100,000 passages: {key}, all tags and each", median(partial(worked_out, key), 2), 0.5


def ours_live() -> Iterator[Timed]:
    """A thousand documents of five annotators with fifty passages each: from nothing, kept, after an edit."""
    from desktop_app.agreement.metrics.span_f1 import Scheme, mean_interval
    from desktop_app.agreement.study import Coding, Study
    from desktop_app.agreement.tallies import Choice, Tallies
    from desktop_app.agreement.units import unit

    codings = []
    for number in range(1000):
        layers, length = made_up(50, seed=number)
        units = {name: [unit(*span) for span in layer] for name, layer in layers.items()}
        codings.append(Coding(str(number), length, units, states=dict.fromkeys(PEOPLE, "done")))
    kept, choice = Tallies(), Choice(tuple(PEOPLE))

    def cold() -> None:
        for first in range(0, 1000, 100):
            kept.count(Study(codings[first : first + 100], PEOPLE), {})
        kept.sums(choice)

    name = "1,000 documents x 5 annotators x 50 passages"
    yield f"{name}: from nothing", median(cold, 1), 3
    yield f"{name}: kept, all pairs and tags", median(partial(kept.sums, choice), 9), 0.05
    again = [partial(kept.count, Study([codings[number]], PEOPLE), {}) for number in range(20)]
    numbers = iter(again)

    def edit() -> None:
        next(numbers)()

    yield f"{name}: one edited document", median(edit, 20), 0.02
    pairs = [*combinations(PEOPLE, 2)]

    def spread() -> None:
        mean_interval([kept.of_pair(choice, pair) for pair in pairs], Scheme.STRICT)

    yield f"{name}: an interval over all pairs", median(spread, 2), 0.5


def ours_gamma() -> Iterator[Timed]:
    """Gamma, with thirty random texts."""
    from desktop_app.agreement.metrics.gamma import gamma
    from desktop_app.agreement.units import unit

    layers, _length = made_up(1000, "ab")
    one, other = ([unit(*span) for span in layers[name]] for name in "ab")
    yield "gamma of 2 x 1,000 passages, 30 samples", median(lambda: gamma([(one, other)]), 1), 2


def ours_beside() -> Iterator[Timed]:
    """What nervaluate is given as well: four schemes, over all tags and for each."""
    from desktop_app.agreement.alignment import align_layers
    from desktop_app.agreement.metrics.span_f1 import Scheme, by_label, counts_of, kinds
    from desktop_app.agreement.study import Coding, Study
    from desktop_app.agreement.units import unit

    for count, documents in ((1000, 1), (100, 100)):
        made = [made_up(count, "ab", seed=number) for number in range(documents)]
        codings = [
            Coding(
                str(number),
                length,
                {name: [unit(*span) for span in layer] for name, layer in layers.items()},
            )
            for number, (layers, length) in enumerate(made)
        ]

        def scores(codings: Sequence[Coding] = codings) -> None:
            study = Study(codings, "ab")
            one, other = study.layers["a"], study.layers["b"]
            alignment = align_layers(one, other)
            rows = [kinds(study, one, other, alignment).sum(axis=0)]
            rows += by_label(len(study.labels), one, other, alignment)
            for scheme in Scheme:
                for row in rows:
                    counts_of(row, scheme)

        yield f"{documents} x {count} passages of two, four schemes and tags", median(scores, 3), 0


STEPS = {step.__name__: step for step in (ours_large, ours_live, ours_gamma, ours_beside)}


def measure(limits: Limits = LIMITS) -> Iterator[Line]:
    """Every step in a process of its own. A package that is not there, or gave up, has no number."""
    for step in STEPS:
        yield from _lines("benchmarks.agreement", step, sys.executable, limits)
    python = os.environ.get(PEERS_PYTHON, "") or sys.executable
    for step in PEERS:
        yield from _lines("benchmarks.beside", step, python, limits)


def _lines(module: str, step: str, python: str, limits: Limits) -> Iterator[Line]:
    done = started(module, step, *limits.arguments(), python=python)
    for found in printed(done.stdout):
        seconds, budget = cast(float, found["seconds"]), cast(float, found["budget"])
        yield Line(str(found["name"]), seconds if seconds >= 0 else float("nan"), budget or None, "s")
    ended = limits.reached(done)
    if ended:
        yield Line(f"{step.replace('_', '-')}: {ended}", float("nan"), None, "s")


def main(arguments: list[str]) -> int:
    """All steps, or one of them."""
    if not arguments:
        print(table(list(measure())))
        return 0
    step, seconds, gib = arguments
    Limits(int(seconds), float(gib)).set()
    say(STEPS[step]())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
