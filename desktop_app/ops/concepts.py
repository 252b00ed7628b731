"""The codebook: add, change, move and merge concepts, and find one by a few letters. Each is one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from desktop_app.base.errors import InvalidValueError, UsageError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.model.changes import Record
from desktop_app.model.codebook import Codebook
from desktop_app.model.concept import Concept, Status
from desktop_app.model.identity import new_uid, now
from desktop_app.model.names import Fit, fit_of, folded
from desktop_app.model.records import Annotation, Progress
from desktop_app.ops.project import Project
from desktop_app.store import registers

_ROWS = 10_000
_ALIKE = 70.0
_FUZZY_FROM = 3


@dataclass(frozen=True, slots=True)
class ConceptSuggestion:
    """A concept that may be meant, with the labels above it. `why_not` says why it cannot be chosen, '' if it can.

    `instead` is the concept in use that replaced it, if one did.
    """

    concept: Concept
    path: str
    why_not: str = ""
    instead: Concept | None = None


def suggest(project: Project, text: str, *, limit: int = 12) -> tuple[ConceptSuggestion, ...]:
    """The concepts that `text` may mean, by code, label or definition, the best first.

    Among equals those come first that can be chosen. Without text all come, in the order of the codebook.
    """
    book, typed = project.codebook, folded(text)
    order = book.below("")
    if not typed:
        return tuple(described(book, item) for item in order[:limit])
    found: list[tuple[tuple[int, int, int], Concept]] = []
    for place, item in enumerate(order):
        rank = _rank(item, typed)
        if rank is not None:
            found.append(((rank, int(not book.may_be_coded(item)), place), item))
    if not found and len(typed) >= _FUZZY_FROM:
        found = _alike(book, order, typed)
    ranked = sorted(found, key=lambda pair: pair[0])[:limit]
    return tuple(described(book, item) for _key, item in ranked)


def _rank(item: Concept, typed: str) -> int | None:
    code = fit_of(folded(item.code), typed)
    if code in (Fit.EXACT, Fit.START):
        return int(code)
    label = fit_of(folded(item.label), typed)
    if label is not None:
        return 2 + int(label)
    meaning = fit_of(folded(f"{item.support} {item.definition}"), typed)
    return None if meaning is None else 6 + int(meaning)


def _alike(
    book: Codebook, order: Iterable[Concept], typed: str
) -> list[tuple[tuple[int, int, int], Concept]]:
    from rapidfuzz import fuzz

    scored = ((fuzz.partial_ratio(typed, folded(item.label), score_cutoff=_ALIKE), item) for item in order)
    return [
        ((-round(score), int(not book.may_be_coded(item)), place), item)
        for place, (score, item) in enumerate(scored)
        if score
    ]


def described(book: Codebook, concept: Concept) -> ConceptSuggestion:
    """A concept with where it is, and why it cannot be chosen if it cannot."""
    instead, why = None, ""
    if concept.status is Status.RETIRED:
        instead = book.instead(concept.uid)
        why = (
            _("retired: use {code} {label}").format(code=instead.code, label=instead.label) if instead else ""
        )
        why = why or _("retired")
    elif concept.status is Status.DRAFT:
        why = _("still a draft")
    elif not book.leaf(concept.uid):
        why = _("choose one below it")
    return ConceptSuggestion(concept, book.path(concept.uid), why, instead)


def counts(project: Project) -> Iterator[Counter[str]]:
    """How often concepts are coded on marks and documents, by uid, in slices of a few milliseconds to be added up.

    Everybody's marks count, those in the bin too: a concept is unused when nothing at all names it.
    """
    coded = tuple(item.uid for item in project.tagset.attributes if item.kind == "concept")
    for some in _records(project, coded):
        yield Counter(
            value
            for record in some
            for uid, value in record.values.items()
            if uid in coded and isinstance(value, str)
        )


def uses(project: Project, uid: str) -> int:
    """How often a concept is coded, by anybody and anywhere."""
    return sum(
        value == uid for some in _records(project, (uid,)) for item in some for value in item.values.values()
    )


def _records(project: Project, sought: tuple[str, ...]) -> Iterator[tuple[Annotation | Progress, ...]]:
    database, row = project.file.database, 0
    while True:
        coded, row = registers.progress_coded(database, sought, row, _ROWS)
        yield coded
        if not row:
            break
    while True:
        marked, row = registers.annotations_coded(database, sought, row, _ROWS)
        yield marked
        if not row:
            return


def add(project: Project, concept: Concept) -> Concept:
    """Add a concept behind those of the same parent; an empty uid is given one. Raises InvalidValueError."""
    mates = project.codebook.children(concept.parent_uid)
    last = max((item.position for item in mates), default=-1)
    fresh = checked(project.codebook, replace(concept, uid=concept.uid or new_uid(), position=last + 1))
    with project.step(_("Add {name}").format(name=title(fresh))) as step:
        step.add_all([fresh])
    return fresh


def edit(project: Project, concept: Concept) -> Concept:
    """Put this concept in the place of the one with its uid. Raises InvalidValueError, NotFoundError."""
    before = project.codebook.concept(concept.uid)
    fresh = checked(project.codebook, concept)
    with project.step(_("Edit {name}").format(name=title(before))) as step:
        step.put(fresh)
    return fresh


def move(project: Project, uid: str, parent_uid: str, before_uid: str = "") -> None:
    """Put a concept below another ('': at the top), before one of those there ('': behind all of them).

    Raises InvalidValueError when it would lie below itself, NotFoundError.
    """
    book = project.codebook
    moved = checked(book, replace(book.concept(uid), parent_uid=parent_uid))
    mates = [item for item in book.children(parent_uid) if item.uid != uid]
    places = [item.uid for item in mates]
    mates.insert(places.index(before_uid) if before_uid in places else len(mates), moved)
    with project.step(_("Move {name}").format(name=title(moved))) as step:
        step.put_all(replace(item, position=place) for place, item in enumerate(mates))


def remove(project: Project, uid: str) -> None:
    """Remove a concept that nothing is coded with, nothing lies below and nothing was replaced by.

    Raises UsageError, NotFoundError.
    """
    gone = project.codebook.concept(uid)
    used = uses(project, uid)
    if used:
        raise UsageError(
            ngettext("It is coded {number} time.", "It is coded {number} times.", used).format(number=used),
            where=title(gone),
            hint=_("Retire it instead."),
        )
    if project.codebook.children(uid):
        raise UsageError(
            _("Other concepts lie below it."), where=title(gone), hint=_("Move or remove them first.")
        )
    if any(item.replaced_by == uid for item in project.codebook.below("")):
        raise UsageError(
            _("It replaces a retired concept."),
            where=title(gone),
            hint=_("Let another one replace that first."),
        )
    with project.step(_("Remove {name}").format(name=title(gone))) as step:
        step.remove(gone)


def merge(project: Project, uid: str, others: Iterable[str]) -> Concept:
    """Let one concept take the place of others, as one step, wherever anybody coded them.

    The others are retired and replaced by it, and what lies below them moves below it. Returns it. Raises
    InvalidValueError when it lies below one of them, UsageError when nothing is left to merge, NotFoundError.
    """
    book = project.codebook
    kept = book.concept(uid)
    gone = [book.concept(other) for other in dict.fromkeys(others) if other != uid]
    if not gone:
        raise UsageError(_("Choose two concepts or more to merge them."))
    for item in gone:
        if item in book.above(uid):
            raise InvalidValueError(_("It lies below {name}.").format(name=title(item)), where=title(kept))
    label = ngettext("Merge {other} into {name}", "Merge {number} concepts into {name}", len(gone)).format(
        other=title(gone[0]), number=len(gone), name=title(kept)
    )
    coded = _recoded(project, {item.uid: uid for item in gone})
    with project.step(label) as step:
        step.put_all(_replaced(book, kept, gone))
        step.put_all(coded)
    return kept


def _replaced(book: Codebook, kept: Concept, gone: list[Concept]) -> Iterator[Concept]:
    merged = {item.uid for item in gone}
    last = max((item.position for item in book.children(kept.uid)), default=-1)
    for item in gone:
        yield replace(item, status=Status.RETIRED, replaced_by=kept.uid)
        for child in book.children(item.uid):
            if child.uid not in merged:
                last += 1
                yield replace(child, parent_uid=kept.uid, position=last)


def _recoded(project: Project, new: Mapping[str, str]) -> list[Record]:
    moment, found = now(), list[Record]()
    for some in _records(project, tuple(new)):
        for record in some:
            values = {
                key: new.get(value, value) if isinstance(value, str) else value
                for key, value in record.values.items()
            }
            if isinstance(record, Annotation):
                found.append(msgspec.structs.replace(record, values=values, changed=moment))
            else:
                found.append(replace(record, values=values, changed=moment))
    return found


def title(concept: Concept) -> str:
    """A concept in a few words, for messages and the names of steps."""
    return shown(f"{concept.code} {concept.label}".strip(), 60)


def checked(book: Codebook, concept: Concept) -> Concept:
    """The concept without spaces around its code and label.

    Raises InvalidValueError when these are missing, the code is taken, or it would lie below or replace itself.
    """
    fresh = replace(concept, code=concept.code.strip(), label=" ".join(concept.label.split()))
    if not fresh.code or not fresh.label:
        raise InvalidValueError(_("A concept needs a code and a label."), where=title(fresh))
    taken = book.by_code(fresh.code)
    if taken is not None and taken.uid != fresh.uid:
        raise InvalidValueError(
            _("The code is taken: {name}.").format(name=title(taken)),
            where=title(fresh),
            hint=_("Choose another code."),
        )
    below = {item.uid for item in book.below(fresh.uid)} if fresh.uid else set()
    if fresh.parent_uid and (fresh.parent_uid == fresh.uid or fresh.parent_uid in below):
        raise InvalidValueError(_("A concept cannot lie below itself."), where=title(fresh))
    for other in (fresh.parent_uid, fresh.replaced_by):
        if other:
            book.concept(other)
    if fresh.replaced_by == fresh.uid:
        raise InvalidValueError(_("A concept cannot replace itself."), where=title(fresh))
    examples = tuple(text.strip() for text in fresh.examples if text.strip())
    return replace(fresh, examples=examples, replaced_by=fresh.replaced_by if _is_retired(fresh) else "")


def _is_retired(concept: Concept) -> bool:
    return concept.status is Status.RETIRED
