"""The time at work: only while something happens, for nobody else, and nowhere in the project."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ops import timing
from desktop_app.ops.project import Project
from desktop_app.ops.timing import Stopwatch
from tests.builders import BEN, a_document, reopened


def test_pauses_do_not_count() -> None:
    watch = Stopwatch(60)
    for moment in (0, 10, 70, 131, 132):
        watch.touch(moment)
    assert watch.take() == 71
    watch.rest()
    watch.touch(140)
    assert watch.take() == 0


@given(st.lists(st.integers(0, 500), max_size=30), st.integers(1, 100))
def test_no_more_is_counted_than_passed(gaps: list[int], pause_s: int) -> None:
    watch, moment = Stopwatch(pause_s), 0
    watch.touch(moment)
    for gap in gaps:
        moment += gap
        watch.touch(moment)
    counted = watch.take()
    assert counted == sum(gap for gap in gaps if gap <= pause_s) <= moment


def test_times_are_kept_beside_the_settings_and_not_in_the_project(project: Project) -> None:
    one, two = a_document(project, "One."), a_document(project, "Two.")
    before = project.path.read_bytes()
    timing.add(project, one.uid, 12.34)
    timing.add(project, one.uid, 1)
    timing.add(project, two.uid, 60)
    assert project.path.read_bytes() == before
    assert timing.seconds(project, one.uid) == 13.3
    assert timing.total_seconds(project) == 73.3
    with reopened(project, who=BEN) as bens:
        assert timing.total_seconds(bens) == 0
    with reopened(project) as again:
        timing.forget(again)
        assert timing.total_seconds(again) == 0


def test_a_damaged_file_of_times_is_begun_anew(project: Project) -> None:
    path = project.places.times
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b'{"a": [}')
    assert timing.total_seconds(project) == 0
    timing.add(project, "d", 5)
    assert timing.seconds(project, "d") == 5
