"""The Insight page by itself, over a project that several annotators coded, and a look at it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_app.gui.insight.page import InsightPage
from desktop_app.gui.jobs import Jobs
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotator, Progress, State
from desktop_app.ops.project import Project
from desktop_app.store.corpus import progress_uid
from tests.builders import ANNA, a_document, a_project, an_annotation, tag_named

TEXT = "Merkel met Hollande in Paris on Monday and said that the talks had gone well. " * 4
NAMES = ("anna", "ben", "carla", "dora", "emil", "fay")


def people(count: int) -> tuple[Annotator, ...]:
    """Anna and others."""
    return (ANNA, *(Annotator(derived_uid(name), name) for name in NAMES[1:count]))


def coded(folder: Path, *, annotators: int = 2, documents: int = 3, state: State = State.DONE) -> Project:
    """A project in which annotators agree on most; what differs is drawn with a fixed seed."""
    project = a_project(folder)
    chance = random.Random(7)
    tags = [tag_named(project, name) for name in ("Actor", "Place", "Date", "Cue")]
    who = people(annotators)
    with project.step("Join") as step:
        step.put_all(who[1:])
    for number in range(documents):
        document = a_document(project, TEXT + str(number), name=f"{number:02}.txt")
        base = [(place, place + chance.randint(4, 9), chance.choice(tags)) for place in range(0, 300, 24)]
        with project.step("Code") as step:
            for one in who:
                for start, end, tag in base:
                    luck = chance.random()
                    if luck < 0.12:
                        continue
                    end += 3 if luck < 0.3 else 0
                    tag = chance.choice(tags) if luck > 0.9 else tag
                    step.put(
                        an_annotation(document, TEXT, [(start, end)], tag_uid=tag, annotator_uid=one.uid)
                    )
                moment = f"2026-0{1 + number // 20}-{1 + number % 20:02}T10:00:00+00:00"
                step.put(
                    Progress(
                        progress_uid(document.uid, one.uid), document.uid, one.uid, state, changed=moment
                    )
                )
    return project


class Table:
    """A page at work: wait for it, look at it."""

    def __init__(self, qtbot: QtBot, project: Project) -> None:
        self.qtbot = qtbot
        self.jobs = Jobs()
        self.page = InsightPage(project, self.jobs)
        qtbot.addWidget(self.page)
        self.page.resize(1440, 857)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        """Wait until all numbers are there."""
        self.qtbot.waitUntil(lambda: not self.page.busy)

    def end(self) -> None:
        """Close everything."""
        self.page.end()
        self.jobs.stop()
        self.jobs.wait()
        self.page.project.close()


Sit = Callable[..., Table]
