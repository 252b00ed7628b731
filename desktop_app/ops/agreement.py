"""How far the annotators of a project agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from desktop_app.agreement.alignment import align_layers
from desktop_app.agreement.metrics import METRICS, Metric
from desktop_app.agreement.metrics.span_f1 import confusion, kinds
from desktop_app.agreement.study import FINISHED, Coding, Measure, Study
from desktop_app.agreement.units import Unit
from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.records import Annotator, Role
from desktop_app.ops import annotators
from desktop_app.ops.project import Project
from desktop_app.store import coded

DEFAULT_METRICS = ("span-f1", "character-f1", "cohen-kappa", "fleiss-kappa", "alpha", "u-alpha")
"""What is worked out when nothing is asked for; gamma takes its time."""


@dataclass(frozen=True, slots=True)
class Differences:
    """What became of the passages of a pair: pairs of each kind, missing and spurious ones, and which labels met.

    `kinds` counts same, label, boundary, both, missing and spurious, in this order.
    """

    annotators: tuple[str, str]
    documents: int
    kinds: tuple[int, ...]
    confusion: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a comparison came to. `finished` counts the documents that each annotator has finished, by uid."""

    people: tuple[Annotator, ...]
    documents: int
    finished: Mapping[str, int]
    measures: tuple[Measure, ...]
    differences: tuple[Differences, ...]


def agree(
    project: Project,
    *,
    people: Iterable[str] = (),
    metrics: Iterable[str] = DEFAULT_METRICS,
    documents: Iterable[str] = (),
    unfinished: bool = False,
) -> Agreement:
    """Compare annotators, given by name or uid (all persons and files if none is).

    Only documents (by name, all if none is given) count that an annotator has finished, unless `unfinished`. The gold
    layer, where it is among them, is the reference. Raises UsageError for what is not there, and for fewer than two.
    """
    chosen = [metric_of(key) for key in metrics]
    who = _people(project, list(people))
    study = study_of(project, who, documents=list(documents), unfinished=unfinished)
    return Agreement(
        who,
        len(study.codings),
        {uid: int(study.layers[uid].coded.sum()) for uid in study.annotators},
        tuple(chain.from_iterable(metric.measure(study) for metric in chosen)),
        tuple(_differences(study, pair) for pair in study.pairs()),
    )


def metric_of(key: str) -> Metric:
    """The metric with this key. Raises UsageError."""
    found = METRICS.get(key)
    if found is None:
        raise UsageError(
            _("There is no metric {key}.").format(key=shown(key, 40)),
            hint=_("Choose from: {known}.").format(known=", ".join(METRICS)),
        )
    return found


def study_of(
    project: Project, people: Sequence[Annotator], *, documents: Sequence[str] = (), unfinished: bool = False
) -> Study:
    """The documents of the project, with the layers of these annotators. Raises UsageError for an unknown document."""
    database = project.file.database
    wanted = {item.uid for item in people}
    units: dict[tuple[str, str], list[Unit]] = {}
    paths = {tag.uid: project.tagset.path(tag.uid) for tag in project.tagset.tags}
    for item in sorted(coded.units(database), key=lambda item: (item.ranges, item.uid)):
        if item.annotator_uid in wanted:
            made = Unit(item.ranges, paths[item.tag_uid])
            units.setdefault((item.document_uid, item.annotator_uid), []).append(made)
    states = coded.states(database)
    takes_part = {pair for pair, state in states.items() if unfinished or state in FINISHED}
    takes_part |= {pair for pair in units if unfinished}
    found = [
        Coding(
            uid,
            length,
            {who.uid: units.get((uid, who.uid), []) for who in people if (uid, who.uid) in takes_part},
        )
        for uid, _name, length in _documents(coded.documents(database), documents)
    ]
    return Study(found, [who.uid for who in people])


def _documents(known: list[tuple[str, str, int]], names: Sequence[str]) -> list[tuple[str, str, int]]:
    missing = set(names) - {text for uid, name, _length in known for text in (uid, name)}
    if missing:
        raise UsageError(_("There is no document {name}.").format(name=shown(min(missing), 120)))
    return [item for item in known if not names or item[0] in names or item[1] in names]


def _people(project: Project, names: Sequence[str]) -> tuple[Annotator, ...]:
    """Those who are meant, gold first, each once."""
    known = annotators.everybody(project)
    if names:
        found = [item for name in names for item in _called(known, name)]
    else:
        found = [item for item in known if item.role in (Role.PERSON, Role.FILE)]
    found = [*dict.fromkeys(sorted(found, key=lambda item: item.role is not Role.GOLD))]
    if len(found) < 2:
        raise UsageError(
            _("It takes at least two annotators to compare."),
            hint=_("In this project are: {known}.").format(
                known=", ".join(shown(item.name) for item in known)
            ),
        )
    return tuple(found)


def _called(known: Sequence[Annotator], name: str) -> list[Annotator]:
    found = [item for item in known if name in (item.name, item.uid)]
    if not found:
        raise UsageError(
            _("There is no annotator {name}.").format(name=shown(name, 80)),
            hint=_("Choose from: {known}.").format(known=", ".join(shown(item.name) for item in known)),
        )
    return found


def _differences(study: Study, pair: tuple[str, str]) -> Differences:
    shared, (one, other) = study.together(pair)
    alignment = align_layers(one, other)
    counted = kinds(study, one, other, alignment).sum(axis=0).tolist()
    met = confusion(study.labels, one, other, alignment)
    return Differences(pair, int(shared.sum()), tuple(counted), met)
