"""Packages that compare annotators as well, measured on what ours is measured on.

They run under a Python of their own, which has them and nothing of ours: only what comes with Python is imported here.
`python -m benchmarks.beside STEP SECONDS GIB` prints a line of JSON for each number, with the package's version.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

PEOPLE = "abcde"
Spans = list[tuple[int, int, str]]
Timed = tuple[str, float, float]
"""What was measured, how long it took in seconds (below 0: not at all), and how long it may (0: as it likes)."""


def made_up(
    count: int, people: str = PEOPLE, seed: int = 1, *, overlapping: bool = False
) -> tuple[dict[str, Spans], int]:
    """What annotators marked in a text, and its length: each leaves out, moves, and tags otherwise by chance.

    `overlapping`: one in five passages reaches into those before it.
    """
    chance, at, found = random.Random(seed), 0, {name: Spans() for name in people}
    for _number in range(count):
        start = at + chance.randint(1, 40)
        at = start + chance.randint(3, 30)
        if overlapping and chance.random() < 0.2:
            start = max(start - 60, 0)
        tag = f"tag {chance.randint(0, 9)}"
        for layer in found.values():
            luck = chance.random()
            if luck >= 0.1:
                end = at + (chance.randint(1, 4) if luck < 0.25 else 0)
                layer.append((start, end, f"tag {chance.randint(0, 9)}" if luck > 0.92 else tag))
        at += 5
    return found, at + 5


def median(action: Callable[[], object], times: int) -> float:
    """The processor time of an action, in seconds: the middle of so many times."""
    taken = []
    for _time in range(times):
        began = time.process_time()
        action()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def say(found: Iterable[Timed]) -> None:
    """Print a line of JSON for each, as soon as it is there."""
    for name, taken, budget in found:
        sys.stdout.write(json.dumps({"name": name, "seconds": round(taken, 4), "budget": budget}) + "\n")
        sys.stdout.flush()


def nervaluate() -> Iterator[Timed]:
    """The same four schemes by the package."""
    evaluator = import_module("nervaluate.evaluator").Evaluator
    tags = [f"tag {number}" for number in range(10)]
    for count, documents in ((1000, 1), (100, 100)):
        made = [made_up(count, "ab", seed=number)[0] for number in range(documents)]
        true, told = (
            [
                [{"start": start, "end": end - 1, "label": tag} for start, end, tag in layers[name]]
                for layers in made
            ]
            for name in "ab"
        )

        def evaluate(true: object = true, told: object = told) -> None:
            evaluator(true, told, tags=tags, loader="dict").evaluate()

        yield (
            f"{documents} x {count} passages of two, four schemes and tags, by nervaluate",
            median(evaluate, 1),
            0,
        )


def pygamma_agreement() -> Iterator[Timed]:
    """Gamma by the package, fast and with as many samples, on less: it may not come to an end."""
    segment = import_module("pyannote.core").Segment
    package = import_module("pygamma_agreement")
    for count in (100, 1000):
        continuum = package.Continuum()
        for name, layer in made_up(count, "ab")[0].items():
            for start, end, tag in layer:
                continuum.add(name, segment(start, end), tag)
        cost = package.CombinedCategoricalDissimilarity(alpha=1, beta=1)
        compute = partial(continuum.compute_gamma, cost, n_samples=30, fast=True)
        yield f"gamma of 2 x {count} passages, 30 samples, by pygamma-agreement", median(compute, 1), 0


PEERS: dict[str, Callable[[], Iterator[Timed]]] = {
    step.__name__: step for step in (nervaluate, pygamma_agreement)
}


def main(arguments: list[str]) -> int:
    """One package, within limits."""
    step, seconds, gib = arguments
    most = int(float(gib) * (1 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    package = step.replace("_", "-")
    try:
        named = f"{package} {version(package)}"
    except PackageNotFoundError:
        say([(f"{package}: not installed", -1, 0)])
        return 0
    say((name.replace(package, named), taken, budget) for name, taken, budget in PEERS[step]())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
