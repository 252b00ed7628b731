"""A document's annotators, one by one, in the order in which formats write them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from desktop_app.model.corpus import Corpus, Entry
from desktop_app.model.records import Annotation, Annotator, Progress, State


@dataclass(frozen=True, slots=True)
class Layer:
    """What one annotator did with one document. `annotations` by start, longest first, then uid."""

    annotator: Annotator
    progress: Progress
    annotations: Sequence[Annotation]


def layers_of(entry: Entry, corpus: Corpus) -> list[Layer]:
    """The entry's layers by annotator's name and uid: everybody who marked, finished, began or valued the document.

    Documents that nobody touched have none, unless the corpus was asked for with untouched ones.
    """
    marked = {uid: list(some) for uid, some in groupby(entry.annotations, attrgetter("annotator_uid"))}
    begun = {item.annotator_uid: item for item in entry.progress}
    people = {item.uid: item for item in corpus.annotators}
    found = []
    for uid in marked.keys() | begun.keys():
        progress = begun.get(uid) or Progress("", entry.document.uid, uid, State.IN_PROGRESS)
        touched = uid in marked or progress.values or progress.state is not State.NEW
        if touched or corpus.selection.untouched:
            found.append(Layer(people.get(uid) or Annotator(uid, uid), progress, marked.get(uid, ())))
    return sorted(found, key=lambda layer: (layer.annotator.name, layer.annotator.uid))
