"""The register of entities: add, change, merge and split entries, and find what is meant by a few letters.

Entries that are merged stay, and say what stands for them: whatever pointed to them still does, and means the other.
So a merge touches nobody's marks, is undone as one, and holds for marks of the same name that come in later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import msgspec

from desktop_app.attributes import timex
from desktop_app.base.errors import InvalidValueError, NotFoundError, UsageError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.model.entity import KINDS, Affiliation, Alias, Entity
from desktop_app.model.identity import new_uid, now
from desktop_app.model.register import Register, Suggestion
from desktop_app.model.timex import Timex, TimexType
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents
from desktop_app.ops.project import Project
from desktop_app.store import registers

LONGEST_NAME = 300
_SLICE = 300
_MOST_WORDS, _LONGEST_NAMED = 8, 4


def prepare(project: Project) -> bool:
    """Read a further slice of the register into memory, in a few milliseconds. Returns whether all of it is there."""
    kept = project.register
    if not kept.complete:
        found, last = registers.entities_after(project.file.database, kept.read, _SLICE)
        kept.add(found)
        kept.read = last or max(kept.read, 1)
        kept.complete = not last
    return kept.complete


def register(project: Project) -> Register:
    """The whole register in memory; what has not been read yet is read now."""
    while not prepare(project):
        pass
    return project.register


def suggest(project: Project, text: str, *, document_uid: str = "", limit: int = 8) -> tuple[Suggestion, ...]:
    """The entities that `text` may mean, the best first: by name, alias, a part of it, or one that is alike.

    Among equals come those that this annotator used in the document, the latest first; without text these alone.
    """
    known, language = register(project), ""
    if document_uid:
        language = documents.get(project, document_uid).language
        if not known.knows(document_uid):
            who = project.annotator.uid
            lately = registers.used_lately(project.file.database, document_uid, who)
            known.used(document_uid, [uid for uid in lately if known.exactly(uid) is not None])
    return known.suggest(text, document_uid=document_uid, language=language, limit=limit)


def named_in(project: Project, words: str) -> tuple[Entity, ...]:
    """The entities one of whose names stands whole among these words, the longest names first.

    Of many words the first few count, and names of a few words: more would be felt while one types.
    """
    known, parts = register(project), words.split()[:_MOST_WORDS]
    found: dict[str, Entity] = {}
    for length in range(min(len(parts), _LONGEST_NAMED), 0, -1):
        for start in range(len(parts) - length + 1):
            for item in known.named(" ".join(parts[start : start + length])):
                found.setdefault(item.uid, item)
    return tuple(found.values())


def get(project: Project, uid: str) -> Entity:
    """The entity that stands for this uid: itself, or what it was merged into. Raises NotFoundError."""
    if project.register.complete:
        found = project.register.find(uid)
        if found is None:
            raise NotFoundError(_("This entity is no longer in the register."))
        return found
    found, seen = registers.entity(project.file.database, uid), {uid}
    while found.merged_into:
        if found.merged_into in seen:
            return register(project).find(uid) or found
        seen.add(found.merged_into)
        try:
            found = registers.entity(project.file.database, found.merged_into)
        except NotFoundError:
            break
    return found


def name_of(project: Project, uid: str) -> str:
    """The name of the entity that stands for this uid; '' if the register has none."""
    try:
        return get(project, uid).name
    except NotFoundError:
        return ""


def add(project: Project, entity: Entity) -> Entity:
    """Add an entry; an empty uid is given one. Raises InvalidValueError."""
    fresh = checked(replace(entity, uid=entity.uid or new_uid()))
    with project.step(_("Add {name}").format(name=shown(fresh.name, 60))) as step:
        step.add_all([fresh])
    return fresh


def add_as_value(project: Project, entity: Entity, annotation_uid: str, attribute_uid: str) -> Entity:
    """Add an entry and code it on an annotation, as one step.

    Raises InvalidValueError, NotFoundError, NotYoursError.
    """
    mark = marks.get(project, annotation_uid)
    marks.check_own(project, mark)
    fresh = checked(replace(entity, uid=entity.uid or new_uid()))
    values = marks.with_value(mark.values, project.tagset.attribute(attribute_uid), fresh.uid)
    coded = msgspec.structs.replace(mark, values=values, changed=now(), guideline=project.guideline)
    with project.step(_("Add {name}").format(name=shown(fresh.name, 60))) as step:
        step.put(fresh, coded)
        marks.touch(project, step, mark.document_uid)
    return fresh


def from_words(words: str) -> str:
    """The words of a passage as the name of an entity: in one line, and not too long."""
    return " ".join(words.split())[:LONGEST_NAME]


def edit(project: Project, entity: Entity) -> Entity:
    """Put this entry in the place of the one with its uid. Raises InvalidValueError, NotFoundError."""
    before = registers.entity(project.file.database, entity.uid)
    fresh = checked(entity)
    with project.step(_("Edit {name}").format(name=shown(before.name, 60))) as step:
        step.put(fresh)
    return fresh


def rename(project: Project, uid: str, name: str, *, keep: bool = True) -> Entity:
    """Give an entity another name; the former one stays as an alias if it is to be kept.

    Raises InvalidValueError, NotFoundError.
    """
    before = get(project, uid)
    if name.strip() == before.name:
        return before
    aliases = [item for item in before.aliases if item.text != name.strip()]
    former = (Alias(before.name),) if keep else ()
    fresh = checked(replace(before, name=name, aliases=(*aliases, *former)))
    with project.step(_("Rename {name}").format(name=shown(before.name, 60))) as step:
        step.put(fresh)
    return fresh


def merge(project: Project, uid: str, others: Iterable[str]) -> Entity:
    """Let one entity stand for others, as one step: it takes their names as aliases, and the facts that it lacks.

    Returns it. Raises NotFoundError; UsageError when nothing is left to merge.
    """
    known = register(project)
    kept = get(project, uid)
    gone = [get(project, other) for other in dict.fromkeys(map(known.resolve, others))]
    gone = [item for item in gone if item.uid != kept.uid]
    if not gone:
        raise UsageError(_("Choose two entities or more to merge them."))
    fresh = checked(_joined(known, kept, gone))
    label = ngettext("Merge {other} into {name}", "Merge {number} entities into {name}", len(gone)).format(
        other=shown(gone[0].name, 60), number=len(gone), name=shown(kept.name, 60)
    )
    with project.step(label) as step:
        step.put(fresh, *(replace(item, merged_into=kept.uid) for item in gone))
    return fresh


def _joined(known: Register, kept: Entity, gone: list[Entity]) -> Entity:
    aliases = list(kept.aliases)
    for item in gone:
        aliases += [Alias(item.name), *item.aliases]
    values: dict[str, str] = {}
    for item in (kept, *gone):
        values = {**item.values, **values}
    everybody = (kept, *gone)
    one = {item.uid for item in everybody}
    # Nobody belongs to themselves.
    facts = (fact for item in everybody for fact in item.affiliations)
    others = dict.fromkeys(fact for fact in facts if known.resolve(fact.entity_uid) not in one)
    return replace(
        kept,
        kind=next((item.kind for item in everybody if item.kind), ""),
        aliases=tuple(item for item in dict.fromkeys(aliases) if item != Alias(kept.name)),
        values=values,
        external_id=next((item.external_id for item in everybody if item.external_id), ""),
        colour=next((item.colour for item in everybody if item.colour), ""),
        note="\n".join(dict.fromkeys(item.note for item in everybody if item.note)),
        affiliations=tuple(others),
        merged_into="",
    )


def take_out(project: Project, uid: str) -> Entity:
    """Let a merged entry stand for itself again, with all that pointed to it; its names leave the other entity.

    Returns it. Raises NotFoundError; UsageError for one that was not merged.
    """
    merged = registers.entity(project.file.database, uid)
    if not merged.merged_into:
        raise UsageError(_("This entity was not merged."), where=merged.name)
    host = get(project, uid)
    names = {Alias(merged.name), *merged.aliases}
    fresh = replace(merged, merged_into="")
    left = replace(host, aliases=tuple(item for item in host.aliases if item not in names))
    with project.step(_("Take {name} out again").format(name=shown(merged.name, 60))) as step:
        step.put(fresh, *([left] if host.uid != uid else []))
    return fresh


def affiliations_on(project: Project, uid: str, day: str) -> tuple[Affiliation, ...]:
    """What an entity belonged to on a day (ISO 8601), the latest first. A day that is not sure counts.

    Raises NotFoundError, InvalidValueError for what is no date.
    """
    first, last = days(day)
    found = [
        (start, item)
        for item in get(project, uid).affiliations
        for start, end in [_period(item)]
        if (not start or start <= last) and (not end or first <= end)
    ]
    return tuple(item for _start, item in sorted(found, key=lambda pair: pair[0], reverse=True))


def organisation_on(project: Project, uid: str, day: str) -> Entity | None:
    """The entity that one belonged to on a day, by the latest affiliation that holds then; None for none."""
    for item in affiliations_on(project, uid, day):
        try:
            return get(project, item.entity_uid)
        except NotFoundError:
            continue
    return None


def days(date: str) -> tuple[str, str]:
    """The first and the last day of an ISO 8601 or EDTF date, '' where it is open. Raises InvalidValueError."""
    try:
        done = timex.completed(Timex(TimexType.DATE, date, edtf=date))
    except ValueError as error:
        raise InvalidValueError(
            str(error), where=shown(date, 40), hint=_("Write a date like 2015-03-12, 2015-03 or 2015.")
        ) from error
    return done.earliest, done.latest


def _period(item: Affiliation) -> tuple[str, str]:
    return days(item.start)[0] if item.start else "", days(item.end)[1] if item.end else ""


def checked(entity: Entity) -> Entity:
    """The entry without spaces around its names and without what is said twice. Raises InvalidValueError."""
    name = from_words(entity.name)
    if not name:
        raise InvalidValueError(_("An entity needs a name."))
    if entity.kind not in ("", *KINDS):
        raise InvalidValueError(
            _("“{kind}” is no kind of entity.").format(kind=shown(entity.kind, 40)),
            where=name,
            hint=_("Choose one of: {kinds}.").format(kinds=", ".join(KINDS)),
        )
    for item in entity.affiliations:
        first, last = _period(item)
        if first and last and last < first:
            raise InvalidValueError(_("An affiliation ends before it begins."), where=name)
        if not item.entity_uid or item.entity_uid == entity.uid:
            raise InvalidValueError(_("An affiliation needs another entity that it is with."), where=name)
    aliases = (replace(item, text=from_words(item.text)) for item in entity.aliases)
    values = {key.strip(): value.strip() for key, value in entity.values.items()}
    return replace(
        entity,
        name=name,
        aliases=tuple(item for item in dict.fromkeys(aliases) if item.text and item != Alias(name)),
        values={key: value for key, value in values.items() if key and value},
        external_id=entity.external_id.strip(),
    )
