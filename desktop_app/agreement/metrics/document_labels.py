"""How far annotators are with documents, which labels they used in them at all, and each label by itself."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.agreement.alpha import Value
from desktop_app.agreement.metrics._documents import measures
from desktop_app.agreement.study import Measure, Study
from desktop_app.agreement.values import Scale
from desktop_app.base.i18n import N_

KEY = "documents"
TITLE = N_("States and tags of documents")
STATE = N_("state")
TAGS = N_("tags")


def measure(study: Study) -> Iterator[Measure]:
    """The state (gaps where somebody did not begin), the set of labels by the MASI distance, each label used or not."""
    states = {uid: [coding.states.get(uid) for coding in study.codings] for uid in study.annotators}
    yield from measures(KEY, states, Scale.NOMINAL, attribute=STATE)
    used = {uid: _used(study, uid) for uid in study.annotators}
    sets: dict[str, list[Value | None]] = {uid: [*found] for uid, found in used.items()}
    yield from measures(KEY, sets, Scale.SETS, attribute=TAGS)
    for label in study.labels:
        present: dict[str, list[Value | None]] = {
            uid: [None if item is None else label in item for item in found] for uid, found in used.items()
        }
        yield from measures(KEY, present, Scale.NOMINAL, label=label, attribute=TAGS)


def _used(study: Study, uid: str) -> list[frozenset[str] | None]:
    return [
        frozenset(item.label for item in coding.layers[uid]) if uid in coding.layers else None
        for coding in study.codings
    ]
