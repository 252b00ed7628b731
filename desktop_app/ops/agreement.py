"""How far the annotators of a project agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from desktop_app.agreement import DEFAULT_METRICS
from desktop_app.agreement.alignment import align_layers
from desktop_app.agreement.became import differing_values
from desktop_app.agreement.metrics import METRICS, Metric
from desktop_app.agreement.metrics.span_f1 import confusion, kinds
from desktop_app.agreement.study import FINISHED, Coding, Measure, Study
from desktop_app.agreement.units import SlotName, Unit, UnitLink
from desktop_app.agreement.values import SCALES, Question, Scale
from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.records import Annotator, Role, State, TargetKind
from desktop_app.model.tagset import DOCUMENT, Tagset
from desktop_app.model.tagset_rules import RELATED
from desktop_app.ops import annotators, rounds, sight
from desktop_app.ops._meaning import Meaning, besides
from desktop_app.ops.project import Project
from desktop_app.ops.rounds import Round
from desktop_app.store import coded
from desktop_app.store.coded import Begun, CodedLink, CodedUnit

ANNOTATION = TargetKind.ANNOTATION


@dataclass(frozen=True, slots=True)
class Differences:
    """What became of the passages of a pair: pairs of each kind, missing and spurious ones, and which labels met.

    `kinds` counts same, label, boundary, both, missing and spurious, in this order; `values` those among the same ones
    that were given other values.
    """

    annotators: tuple[str, str]
    documents: int
    kinds: tuple[int, ...]
    confusion: Mapping[tuple[str, str], int]
    values: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a comparison came to. `finished` counts the documents of each annotator (by uid) that could be compared.

    Those are finished ones, unless `unfinished`. `rounds` are those of reviewing.
    """

    people: tuple[Annotator, ...]
    documents: int
    finished: Mapping[str, int]
    measures: tuple[Measure, ...]
    differences: tuple[Differences, ...]
    unfinished: bool = False
    rounds: tuple[Round, ...] = ()


def agree(
    project: Project,
    *,
    people: Iterable[str] = (),
    metrics: Iterable[str] = DEFAULT_METRICS,
    documents: Iterable[str] = (),
    unfinished: bool = False,
    watch: Callable[[int], object] = lambda _done: None,
) -> Agreement:
    """Compare annotators, given by name or uid (if none is, all persons and files that began or marked something).

    Only documents (by name, all if none is given) count that an annotator has finished, unless `unfinished`. The gold
    layer, where it is among them, is the reference. `watch` is told after each number how many there are; what it
    raises ends the work. Raises UsageError for what is not there, and for fewer than two.
    """
    chosen = [metric_of(key) for key in metrics]
    who = _people(project, list(people))
    study = study_of(project, who, documents=list(documents), unfinished=unfinished)
    return Agreement(
        who,
        len(study.codings),
        {uid: int(study.layers[uid].coded.sum()) for uid in study.annotators},
        tuple(_watched(chain.from_iterable(metric.measure(study) for metric in chosen), watch)),
        tuple(_differences(study, pair) for pair in study.pairs()),
        unfinished,
        rounds=rounds.overview(project),
    )


def _watched(found: Iterable[Measure], watch: Callable[[int], object]) -> Iterator[Measure]:
    for done, item in enumerate(found, 1):
        watch(done)
        yield item


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
    begun = sight.begun(project)
    units = by_layer(sight.units(project))
    takes_part = {pair for pair, item in begun.items() if unfinished or item.state in FINISHED}
    takes_part |= {pair for pair in units if unfinished}
    paths = {tag.uid: project.tagset.path(tag.uid) for tag in project.tagset.tags}
    who = [item.uid for item in people]
    meaning, linked = Meaning(project), by_document(sight.links(project))
    found = []
    for uid, _name, length in _documents(coded.documents(database), documents):
        layers = {one: units.get((uid, one), []) for one in who if (uid, one) in takes_part}
        coding = _coding(
            (uid, length), layers, {one: begun[uid, one] for one in who if (uid, one) in begun}, paths
        )
        found.append(_meant(coding, layers, linked.get(uid, []), meaning))
    return Study(found, who, questions(project.tagset), slots(project.tagset))


def by_layer(units: Iterable[CodedUnit]) -> dict[tuple[str, str], list[CodedUnit]]:
    """By document and annotator, in the order of the text."""
    found: dict[tuple[str, str], list[CodedUnit]] = {}
    for item in sorted(units, key=lambda item: (item.ranges, item.uid)):
        found.setdefault((item.document_uid, item.annotator_uid), []).append(item)
    return found


def _coding(
    document: tuple[str, int],
    layers: Mapping[str, Sequence[CodedUnit]],
    begun: Mapping[str, Begun],
    paths: Mapping[str, str],
) -> Coding:
    return Coding(
        *document,
        {uid: [Unit(item.ranges, paths[item.tag_uid]) for item in layer] for uid, layer in layers.items()},
        answers={uid: item.values for uid, item in begun.items()},
        states={uid: item.state.value for uid, item in begun.items() if item.state is not State.REVIEWED},
    )


def _meant(
    coding: Coding,
    layers: Mapping[str, Sequence[CodedUnit]],
    linked: Iterable[CodedLink],
    meaning: Meaning,
) -> Coding:
    """The same with what values mean, and with what fills the slots."""
    return replace(
        coding,
        values={uid: [meaning.measured(item.values) for item in layer] for uid, layer in layers.items()},
        answers={uid: meaning.measured(values) for uid, values in coding.answers.items()},
        links=fillers(layers, linked, meaning),
    )


def by_document(found: Iterable[CodedLink]) -> dict[str, list[CodedLink]]:
    """Links by the uid of their document, in their order."""
    known: dict[str, list[CodedLink]] = {}
    for item in found:
        known.setdefault(item.document_uid, []).append(item)
    return known


def fillers(
    layers: Mapping[str, Sequence[CodedUnit]], linked: Iterable[CodedLink], meaning: Meaning
) -> dict[str, list[UnitLink]]:
    """The links of each layer, by the places of the units; those that lead out of their layer are left out."""
    places = {
        uid: {item.uid: place for place, item in enumerate(layer)} for uid, layer in layers.items() if layer
    }
    found: dict[str, list[UnitLink]] = {}
    for link in linked:
        known = places.get(link.annotator_uid, {})
        target = known.get(link.target_uid) if link.target_kind is ANNOTATION else meaning.target(link)
        if link.source_uid in known and target is not None:
            made = UnitLink(known[link.source_uid], link.slot_uid, target)
            found.setdefault(link.annotator_uid, []).append(made)
    return found


def slots(tagset: Tagset) -> dict[str, SlotName]:
    """All slots by their uid, the untyped one too."""
    known = {
        item.uid: SlotName(tagset.path(item.tag_uid), item.name)
        for item in tagset.slots
        if tagset.find(item.tag_uid) is not None
    }
    return {**known, "": SlotName("", RELATED)}


def questions(tagset: Tagset) -> tuple[Question, ...]:
    """What annotators may say about passages and documents, in the order of the tagset."""
    found = []
    for item in tagset.attributes:
        if item.tag_uid == DOCUMENT or tagset.find(item.tag_uid) is not None:
            label = "" if item.tag_uid == DOCUMENT else tagset.path(item.tag_uid)
            found.append(Question(item.uid, label, item.name, SCALES.get(item.kind, Scale.NOMINAL)))
            found += besides(item, label)
    return tuple(found)


def _documents(known: list[tuple[str, str, int]], names: Sequence[str]) -> list[tuple[str, str, int]]:
    missing = set(names) - {text for uid, name, _length in known for text in (uid, name)}
    if missing:
        raise UsageError(
            _("There is no document {name}.").format(name=shown(min(missing), 120)), hint=_("Check its name.")
        )
    return [item for item in known if not names or item[0] in names or item[1] in names]


def _people(project: Project, names: Sequence[str]) -> tuple[Annotator, ...]:
    """Those who are meant, gold first, each once."""
    known = annotators.everybody(project)
    if names:
        found = [item for name in names for item in _called(known, name)]
    else:
        active = coded.active(project.file.database)
        found = [item for item in known if item.role in (Role.PERSON, Role.FILE) and item.uid in active]
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
    values = len(differing_values(one, other, alignment))
    return Differences(pair, int(shared.sum()), tuple(counted), met, values)
