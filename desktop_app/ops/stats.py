"""Counts about a project."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.model.records import State
from desktop_app.ops import sight
from desktop_app.ops.project import Project
from desktop_app.store import corpus


@dataclass(frozen=True, slots=True)
class Stats:
    """Documents in use and in the bin, this annotator's states, and annotations by annotator and tag label.

    What blind mode hides is not counted.
    """

    documents: int
    binned: int
    characters: int
    states: dict[State, int]
    annotations: dict[str, dict[str, int]]
    steps: int


def stats(project: Project) -> Stats:
    """Count what is in the project."""
    database = project.file.database
    tagset = project.tagset
    names = {item.uid: item.name for item in corpus.annotators(database)}
    by_annotator: dict[str, dict[str, int]] = {}
    for annotator_uid, tag_uid, number in sight.totals(project):
        label = tagset.path(tag_uid) if tagset.find(tag_uid) else tag_uid
        by_annotator.setdefault(names.get(annotator_uid, annotator_uid), {})[label] = number
    return Stats(
        documents=database.number("SELECT count(*) FROM document WHERE binned = ''"),
        binned=database.number("SELECT count(*) FROM document WHERE binned <> ''"),
        characters=database.number("SELECT sum(length) FROM document WHERE binned = ''"),
        states=project.documents.states(),
        annotations=by_annotator,
        steps=database.number("SELECT count(*) FROM step"),
    )
