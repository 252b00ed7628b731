"""Projects in which annotators differ: real annotations, and what seeded damage made of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotator, Document, Progress, State
from desktop_app.ops.project import Project
from desktop_app.store.corpus import progress_uid
from tests.builders import a_document, an_annotation

CORPORA = Path(__file__).parent / "data" / "corpora"
TAGS = {"PER": "Actor", "LOC": "Place", "FAC": "Place", "GPE": "Place", "ORG": "Actor", "VEH": "Cue"}
NAMES = ("ada", "bob", "cy", "dee", "eve")
PEOPLE = tuple(Annotator(derived_uid(name), name) for name in NAMES)


class Marked(NamedTuple):
    """A passage with its tag."""

    start: int
    end: int
    tag: str


def alice() -> tuple[str, list[Marked]]:
    """The beginning of a novel with the entities that people marked in it."""
    text = (CORPORA / "litbank-alice.txt").read_bytes().decode()
    found = []
    for line in (CORPORA / "litbank-alice.ann").read_text("utf-8").splitlines():
        _uid, place, _words = line.split("\t")
        label, start, end = place.split(" ")
        found.append(Marked(int(start), int(end), TAGS[label.split("_")[0]]))
    return text, sorted({item for item in found if item.end <= len(text)})


def damaged(text: str, marked: Sequence[Marked], seed: int, *, share: float = 0.4) -> list[Marked]:
    """What a hasty annotator makes of it: some passages missing, with another tag, or with another end."""
    chance = random.Random(seed)
    found = []
    for item in marked:
        if chance.random() > share:
            found.append(item)
            continue
        kind = chance.choice(("missing", "tag", "boundary"))
        if kind == "tag":
            found.append(item._replace(tag="Claim"))
        elif kind == "boundary":
            space = text.find(" ", item.end + 1)
            found.append(item._replace(end=space if 0 <= space < item.end + 40 else item.end - 1))
    return sorted(set(found))


def coded(project: Project, document: Document, text: str, who: Annotator, marked: Sequence[Marked]) -> None:
    """Let somebody have marked this and be done with it."""
    tags = {tag.name: tag.uid for tag in project.tagset.tags}
    with project.step("Code") as step:
        step.put(who)
        step.put_all(
            an_annotation(
                document, text, [(item.start, item.end)], tag_uid=tags[item.tag], annotator_uid=who.uid
            )
            for item in marked
        )
        uid = progress_uid(document.uid, who.uid)
        step.put(Progress(uid, document.uid, who.uid, State.DONE))


def differing(project: Project, *, people: int = 2, documents: int = 1, share: float = 0.4) -> list[Document]:
    """Put documents into a project that so many people have finished: the first as it is, the others hastily."""
    text, marked = alice()
    made = []
    for number in range(documents):
        body = f"{text}\n{number}\n" if number else text
        document = a_document(project, body, name=f"alice-{number}.txt")
        coded(project, document, body, PEOPLE[0], marked)
        for place, who in enumerate(PEOPLE[1:people], 1):
            coded(project, document, body, who, damaged(body, marked, 10 * number + place, share=share))
        made.append(document)
    return made
