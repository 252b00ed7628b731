"""Small repaints on screens with more than one pixel, or a pixel and a bit, to each of ours."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from desktop_app.gui.reading.arcs import Tie
from tests.gui.reading.bench import Bench, annotation
from tests.gui.reading.scaled import PARAGRAPH


@pytest.mark.parametrize("scale", ["1.25", "1.5", "1.75", "2"])
def test_small_repaints_leave_no_pixel_behind_at_any_scale(scale: str) -> None:
    scaled = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_SCALE_FACTOR_ROUNDING_POLICY": "PassThrough"}
    command = [sys.executable, "-m", "tests.gui.reading.scaled", "7", "60"]
    done = subprocess.run(command, env=scaled, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) == float(scale)


def test_the_outline_of_a_long_mark_is_closed_where_it_ends_when_a_paragraph_comes_into_sight(
    bench: Bench,
) -> None:
    text = "\n".join([PARAGRAPH] * 60)
    mark = annotation(1, (40, len(text) - 40))
    view = bench.open(text, [mark])
    view.select(mark.uid)
    for distance in (*[3] * 40, *[-3] * 40):
        view.scroll_pixels(distance)
        assert bench.on_screen() == bench.painted_anew()


def test_links_begin_at_the_mark_that_is_chosen_now_though_they_lead_to_the_same_end(bench: Bench) -> None:
    actor, first, second = annotation(1, (0, 10)), annotation(2, (300, 310)), annotation(3, (400, 410))
    view = bench.open(PARAGRAPH * 6, [actor, first, second])
    view.select(first.uid)
    view.show_ties([Tie(actor.uid, "claimant")])
    assert bench.on_screen() == bench.painted_anew()
    view.select(second.uid)
    view.show_ties([Tie(actor.uid, "claimant")])
    assert bench.on_screen() == bench.painted_anew()
