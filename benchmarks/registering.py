"""A large register: finding entities by typing, the cards of marks that name them, and reading it in pieces.

`python -m benchmarks.registering` prints milliseconds of processor time, a line of JSON for each step.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from benchmarks.measure import timed
from benchmarks.registers import ACTOR, ALIASES, CLAIM, ENTITIES, LIMITS, LINKS, MENTIONS, READ, SLIP, TYPED
from benchmarks.window import application
from desktop_app.base.paths import user_places
from desktop_app.gui.register.reading import read_on
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.model.entity import Alias, Entity
from desktop_app.model.identity import derived_uid, new_uid, now
from desktop_app.model.records import Annotation, Annotator, Document, Link, TargetKind
from desktop_app.model.span import Span
from desktop_app.ops import adding, entities, mentions
from desktop_app.ops.project import Project

ME = Annotator(derived_uid("benchmark"), "Benchmark")
DOCUMENTS, STEP, CARDS = 20, 40, 60
_PARTS = (
    *("ka", "le", "mi", "ron", "ta", "ber", "sch", "wei", "dor", "ga"),
    *("lin", "oz", "pe", "ru", "ster", "van", "nor", "el", "hu", "bri"),
)


def rows(number: int = ENTITIES, links: int = LINKS) -> dict[str, float]:
    """What it takes with so many entities and links."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.rubric"
        places = user_places(Path(folder) / "user")
        with Project.create(path, places=places, who=ME) as project:
            known = _fill(project, Path(folder), number, links)
        with Project.open(path, places=places, who=ME) as project:
            read = _longest(iter(lambda: read_on(project), True))
            document_uid, actors, claims = known
            names = [item.name for item in islice(project.register.standing(), 200)]
            return {
                TYPED: timed(_typing(project, document_uid, names)).median,
                SLIP: timed(_slips(project, document_uid, names)).median,
                **_cards(project, document_uid, actors, claims),
                READ: read,
                MENTIONS: _longest(mentions.of_entity(project, next(project.register.standing()).uid)),
            }


def _typing(project: Project, document_uid: str, names: list[str]) -> Iterator[Callable[[], object]]:
    for name in names:
        for typed in (name[:1], name[:3], name.split()[-1][:4]):
            yield partial(entities.suggest, project, typed, document_uid=document_uid)


def _slips(project: Project, document_uid: str, names: list[str]) -> Iterator[Callable[[], object]]:
    for name in names:
        yield partial(entities.suggest, project, f"{name[:3]}x{name[4:]}", document_uid=document_uid)


def _longest(pieces: Iterator[object]) -> float:
    longest, began = 0, time.thread_time_ns()
    for _piece in pieces:
        longest = max(longest, time.thread_time_ns() - began)
        began = time.thread_time_ns()
    return longest / 1e6


def _cards(project: Project, document_uid: str, actors: list[str], claims: list[str]) -> dict[str, float]:
    pane = RightPane(project)
    pane.resize(344, 840)
    pane.show_document(document_uid)
    pane.show()
    QApplication.processEvents()

    def show(uid: str) -> None:
        pane.show_annotation(uid)
        pane.cards.settle()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    found = {}
    for name, uids in ((ACTOR, actors), (CLAIM, claims)):
        show(uids[0])
        QApplication.processEvents()
        found[name] = timed(partial(show, uid) for uid in uids[1 : CARDS + 1]).median
    pane.close()
    return found


def _fill(project: Project, folder: Path, number: int, links: int) -> tuple[str, list[str], list[str]]:
    """Entities, marks that name them and links to them. The first document, with its actors and claims."""
    chance = random.Random(5)
    people = [_entity(chance) for _number in range(number)]
    with project.step("Add entities") as step:
        step.add_all(people)
    each = max(1, links // DOCUMENTS // 2)
    paths = []
    for place in range(DOCUMENTS):
        paths.append(folder / f"{place}.txt")
        paths[-1].write_text(f"{place} " + "Nobody knows who said what to whom. " * each, encoding="utf-8")
    found = adding.add(project, paths).added
    first: tuple[str, list[str], list[str]] = "", [], []
    for document in found:
        made = _marked(project, document, people, each, chance)
        first = first if first[0] else (document.uid, *made)
    return first


def _marked(
    project: Project, document: Document, people: list[Entity], each: int, chance: random.Random
) -> tuple[list[str], list[str]]:
    tagset, moment = project.tagset, now()
    actor, claim = (tag.uid for name in ("Actor", "Claim") if (tag := tagset.by_path(name)) is not None)
    who = next(item.uid for item in tagset.attributes_of(actor) if item.kind == "entity")
    slots = [item.uid for item in tagset.slots_of(claim) if item.entities][:2]
    marks: list[Annotation] = []
    links: list[Link] = []
    for number in range(each):
        start = 4 + number * STEP // 2
        values = {who: chance.choice(people).uid}
        spans, quotes = (Span(start, start + 6),), ("knows ",)
        mark = Annotation(new_uid(), document.uid, ME.uid, claim, spans, quotes)
        marks += [Annotation(new_uid(), document.uid, ME.uid, actor, spans, quotes, values), mark]
        for slot_uid in slots:
            target = chance.choice(people).uid
            links.append(
                Link(
                    new_uid(),
                    document.uid,
                    ME.uid,
                    mark.uid,
                    slot_uid,
                    TargetKind.ENTITY,
                    target,
                    0,
                    {},
                    moment,
                )
            )
    with project.step("Mark") as step:
        step.add_all(marks)
        step.add_all(links)
    return [item.uid for item in marks[::2]], [item.uid for item in marks[1::2]]


def _entity(chance: random.Random) -> Entity:
    def word() -> str:
        return "".join(chance.choice(_PARTS) for _part in range(chance.randint(2, 4))).title()

    aliases = tuple(Alias(f"{word()} {word()}") for _number in range(ALIASES))
    return Entity(new_uid(), f"{word()} {word()}", "person", aliases)


if __name__ == "__main__":
    LIMITS.set()
    app = application()
    for name_, value_ in rows(*map(int, sys.argv[1:])).items():
        print(json.dumps({"name": name_, "ms": value_}), flush=True)
    app.processEvents()
