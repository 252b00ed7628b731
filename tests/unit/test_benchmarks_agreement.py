from __future__ import annotations

import math
import sys
from itertools import pairwise

from benchmarks.agreement import STEPS
from benchmarks.beside import PEERS, made_up
from benchmarks.processes import printed, started
from benchmarks.store import Line, table


def test_what_is_made_up_is_the_same_every_time_and_annotators_differ() -> None:
    layers, length = made_up(200)
    assert made_up(200) == (layers, length)
    assert len({tuple(layer) for layer in layers.values()}) == len(layers)
    for layer in layers.values():
        assert 150 < len(layer) < 200
        assert all(0 <= start < end <= length for start, end, _tag in layer)


def test_passages_overlap_only_where_that_is_wanted() -> None:
    for overlapping in (False, True):
        layer = made_up(200, overlapping=overlapping)[0]["a"]
        assert any(one[1] > other[0] for one, other in pairwise(layer)) is overlapping


def test_a_package_that_is_not_there_has_no_number() -> None:
    said = table([Line("nervaluate: not installed", math.nan, None, "s")])
    assert said == "nervaluate: not installed  – s"


def test_packages_are_measured_apart_and_say_when_they_are_not_there() -> None:
    assert not PEERS.keys() & STEPS.keys()
    for step in PEERS:
        done = started("benchmarks.beside", step, "60", "6", python=f"{sys.executable}")
        assert done.returncode == 0, done.stderr
        (found,) = printed(done.stdout)
        assert str(found["name"]).endswith("not installed")
