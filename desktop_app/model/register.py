"""The register in memory: which entry stands for which, and what a few typed letters may mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from desktop_app.model.changes import Changes
from desktop_app.model.entity import Entity
from desktop_app.model.names import Fit, Name, NameIndex, fit_of, folded
from desktop_app.model.records import Annotation, Link, Progress

_BULK = 2000
_LONGEST = 200
_Key = tuple[int, int, int, float, int, str, str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entity that may be meant. `alias` is the other name that fitted, '' when its own name did.

    `recent`: it was used in this document before.
    """

    entity: Entity
    alias: str = ""
    fit: Fit = Fit.EXACT
    recent: bool = False


class Register:
    """The entities of a project, as far as they were put into it. `apply` keeps it up to date with what is changed.

    `read` is how far the rows of the project have been read (0: not at all), `complete` whether all are there.
    """

    def __init__(self) -> None:
        self.read = 0
        self.complete = False
        self._entities: dict[str, Entity] = {}
        self._names = NameIndex()
        self._merged: dict[str, None] = {}
        self._recent: dict[str, dict[str, None]] = {}

    # Who is who

    def find(self, uid: str) -> Entity | None:
        """The entity that stands for this uid: itself, or what it was merged into. None for an unknown uid."""
        return self._entities.get(self.resolve(uid))

    def exactly(self, uid: str) -> Entity | None:
        """The entry with this very uid, be it merged or not."""
        return self._entities.get(uid)

    def resolve(self, uid: str) -> str:
        """The uid of the entity that stands for this one. Of entries merged into each other the smallest uid stands."""
        seen = [uid]
        while (here := self._entities.get(seen[-1])) is not None and here.merged_into in self._entities:
            if here.merged_into in seen:
                return min(seen[seen.index(here.merged_into) :])
            seen.append(here.merged_into)
        return seen[-1]

    def same(self, uid: str) -> tuple[str, ...]:
        """All uids that mean the same entity, that of the one that stands for all first."""
        head = self.resolve(uid)
        others = (uid for uid in self._merged if uid != head and self.resolve(uid) == head)
        return (head, *others)

    def everything(self) -> Iterator[Entity]:
        """All entries, those that were merged too, in no order."""
        return iter(self._entities.values())

    def standing(self) -> Iterator[Entity]:
        """The entities that stand for themselves, in no order."""
        return (item for item in self._entities.values() if self._stands(item))

    def named(self, text: str) -> tuple[Entity, ...]:
        """The entities whose name or one of whose aliases this is. Capitals count where an alias asks for them."""
        found = dict.fromkeys(name.uid for name in self._names.exactly(text))
        return tuple(self._entities[uid] for uid in found)

    def _stands(self, entity: Entity) -> bool:
        return not entity.merged_into or self.resolve(entity.uid) == entity.uid

    # What may be meant

    def suggest(
        self, text: str, *, document_uid: str = "", language: str = "", limit: int = 8
    ) -> tuple[Suggestion, ...]:
        """What a few typed letters may mean, the best first: whole names, beginnings, words, parts, what is alike.

        Among equals come those that were used in this document, the latest first. Without text these alone come.
        """
        recent = {uid: place for place, uid in enumerate(self.recent(document_uid))}
        typed = folded(text[:_LONGEST])
        if not typed:
            return tuple(Suggestion(self._entities[uid], recent=True) for uid in list(recent)[:limit])
        found = _Ranking(text.strip(), language, recent)
        for uid in recent:
            for name, words in self._names.of(uid):
                found.offer(name, fit_of(words, typed))
        worst = Fit.EXACT
        for name, fit in self._names.hits(typed):
            if fit > worst and len(found.best) >= limit:
                break
            worst = fit
            found.offer(name, fit)
        if len(found.best) < limit:
            for name, score in self._names.alike(typed):
                found.offer(name, Fit.ALIKE, 100 - score)
        ranked = sorted(found.best.values(), key=lambda item: item[0])[:limit]
        return tuple(self._suggestion(name, Fit(key[0]), recent) for key, name in ranked)

    def _suggestion(self, name: Name, fit: Fit, recent: Mapping[str, int]) -> Suggestion:
        alias = name.alias.text if name.alias else ""
        return Suggestion(self._entities[name.uid], alias, fit, name.uid in recent)

    def recent(self, document_uid: str) -> tuple[str, ...]:
        """The entities that were used in a document, the latest first, as far as `knows` it."""
        found = reversed(self._recent.get(document_uid, {}))
        return tuple(dict.fromkeys(uid for item in found if (uid := self.resolve(item)) in self._entities))

    def knows(self, document_uid: str) -> bool:
        """Whether it has been said what was used in this document."""
        return document_uid in self._recent

    def used(self, document_uid: str, uids: Iterable[str]) -> None:
        """Say what was used in a document, the latest last."""
        mine = self._recent.setdefault(document_uid, {})
        for uid in uids:
            mine.pop(uid, None)
            mine[uid] = None

    # Keeping up

    def add(self, entities: Iterable[Entity]) -> None:
        """Take further entities in, or put them in the place of those with their uids."""
        for entity in entities:
            self._put(entity)
        self._settle()
        self._names.fold()

    def forget(self) -> None:
        """Begin anew: whoever keeps it reads the rows again, a slice at a time."""
        self.read, self.complete = 0, False
        self._entities, self._merged, self._recent = {}, {}, {}
        self._names = NameIndex()

    def apply(self, changes: Changes, annotator_uid: str) -> None:
        """Take an action into account, or `forget` where very many entities changed.

        What somebody else than this annotator marks is not what one used lately.
        """
        if not self.read:
            return
        if changes.count_of(Entity) > _BULK:
            self.forget()
            return
        for before, after in changes.of(Entity):
            if before is not None:
                self._take(before.uid)
            if after is not None:
                self._put(after)
        if changes.touches(Entity):
            self._settle()
        if changes.count_of(Annotation) > _BULK:
            self._recent.clear()
            return
        for earlier, later in (*changes.of(Annotation), *changes.of(Progress)):
            if later is not None and later.annotator_uid == annotator_uid:
                old = set(_texts(earlier.values)) if earlier is not None else set()
                self._note(later.document_uid, (uid for uid in _texts(later.values) if uid not in old))
        for _before, link in changes.of(Link):
            if link is not None and link.annotator_uid == annotator_uid:
                self._note(link.document_uid, [link.target_uid])

    def _note(self, document_uid: str, uids: Iterable[str]) -> None:
        if self.knows(document_uid):
            self.used(document_uid, [uid for uid in uids if uid in self._entities])

    def _put(self, entity: Entity) -> None:
        self._take(entity.uid)
        self._entities[entity.uid] = entity
        if entity.merged_into:
            self._merged[entity.uid] = None
        else:
            self._names.put(entity)

    def _settle(self) -> None:
        """Let exactly those be found by name that stand for themselves, also where some are merged into each other.

        The names of all others are aliases of what they were merged into.
        """
        for uid in self._merged:
            if self.resolve(uid) == uid and self._entities[uid].merged_into in self._entities:
                self._names.put(self._entities[uid])
            else:
                self._names.take(uid)

    def _take(self, uid: str) -> None:
        self._entities.pop(uid, None)
        self._merged.pop(uid, None)
        self._names.take(uid)


def _texts(values: Mapping[str, object]) -> Iterator[str]:
    return (value for value in values.values() if isinstance(value, str))


class _Ranking:
    """The best fit of each entity, `recent` first among equals."""

    def __init__(self, text: str, language: str, recent: Mapping[str, int]) -> None:
        self.best: dict[str, tuple[_Key, Name]] = {}
        self._text = text
        self._language = language
        self._recent = recent

    def offer(self, name: Name, fit: Fit | None, distance: float = 0.0) -> None:
        """Take a name into account; `distance` is how far it is from what was typed."""
        if fit is None:
            return
        alias = name.alias
        if alias is not None and alias.exact and fit < Fit.INSIDE and not alias.text.startswith(self._text):
            # Such as "who" for "WHO": it may be meant, but is not what the alias stands for.
            fit = Fit.INSIDE
        foreign = alias is not None and self._language and alias.language not in ("", self._language)
        recency = self._recent.get(name.uid, len(self._recent))
        key = (fit, recency, int(bool(foreign)), distance, len(name.text), name.text, name.uid)
        if name.uid not in self.best or key < self.best[name.uid][0]:
            self.best[name.uid] = key, name
