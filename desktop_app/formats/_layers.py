"""A document's annotators, one by one, in the order in which formats write them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from desktop_app.model.corpus import Corpus, Entry
from desktop_app.model.records import Annotation, Annotator, Link, Progress, State, TargetKind


@dataclass(frozen=True, slots=True)
class Layer:
    """What one annotator did with one document.

    `annotations` by start, longest first, then uid; `links` by source in the same order, slot in the tagset's, place
    and target, without the `loose` ones, which lead to annotations that are not here.
    """

    annotator: Annotator
    progress: Progress
    annotations: Sequence[Annotation]
    links: Sequence[Link] = ()
    loose: int = 0


def layers_of(entry: Entry, corpus: Corpus) -> list[Layer]:
    """The entry's layers by annotator's name and uid: everybody who marked, finished, began or valued the document.

    Documents that nobody touched have none, unless the corpus was asked for with untouched ones.
    """
    marked = {uid: list(some) for uid, some in groupby(entry.annotations, attrgetter("annotator_uid"))}
    begun = {item.annotator_uid: item for item in entry.progress}
    people = {item.uid: item for item in corpus.annotators}
    linked = defaultdict[str, list[Link]](list)
    for link in entry.links:
        linked[link.annotator_uid].append(link)
    slots = {item.uid: place for place, item in enumerate(corpus.tagset.slots)}
    found = []
    for uid in marked.keys() | begun.keys():
        progress = begun.get(uid) or Progress("", entry.document.uid, uid, State.IN_PROGRESS)
        touched = uid in marked or progress.values or progress.state is not State.NEW
        if touched or corpus.selection.untouched:
            some = marked.get(uid, ())
            links = _links(some, linked.get(uid, ()), slots)
            who = people.get(uid) or Annotator(uid, uid)
            found.append(Layer(who, progress, some, links, len(linked.get(uid, ())) - len(links)))
    return sorted(found, key=lambda layer: (layer.annotator.name, layer.annotator.uid))


def _links(annotations: Sequence[Annotation], links: Sequence[Link], slots: Mapping[str, int]) -> list[Link]:
    """The links in order, without those that lead to annotations that are not among these; untyped ones come first."""
    places = {item.uid: place for place, item in enumerate(annotations)} if links else {}
    whole = [
        item for item in links if item.target_kind is not TargetKind.ANNOTATION or item.target_uid in places
    ]
    return sorted(
        whole,
        key=lambda item: (
            places[item.source_uid],
            slots.get(item.slot_uid, -1),
            item.position,
            item.target_uid,
            item.uid,
        ),
    )
