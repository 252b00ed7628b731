"""The codebook as a tree: which concept lies below which, and which of them can be chosen."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import _
from desktop_app.model.concept import Concept, Status

PATH_SEPARATOR = " › "


class Codebook:
    """All concepts in display order. One whose parent is gone, or lies below itself, is shown at the top."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        ordered = sorted(concepts, key=lambda item: (item.position, item.code, item.uid))
        self._concepts = {item.uid: item for item in ordered}

    def __len__(self) -> int:
        return len(self._concepts)

    def find(self, uid: str) -> Concept | None:
        """The concept with this uid, or None."""
        return self._concepts.get(uid)

    def concept(self, uid: str) -> Concept:
        """The concept with this uid. Raises NotFoundError."""
        if uid not in self._concepts:
            raise NotFoundError(_("This concept is no longer in the codebook."))
        return self._concepts[uid]

    def by_code(self, code: str) -> Concept | None:
        """The concept with this code, or None."""
        return self._codes.get(code)

    def children(self, uid: str = "") -> tuple[Concept, ...]:
        """What lies right below a concept ('' for the top), in order."""
        return tuple(self._children.get(uid, ()))

    def leaf(self, uid: str) -> bool:
        """Whether nothing lies below it that is still in use: only such concepts are chosen."""
        return all(item.status is Status.RETIRED for item in self.children(uid))

    def may_be_coded(self, concept: Concept) -> bool:
        """Whether it can be chosen: an active leaf."""
        return concept.status is Status.ACTIVE and self.leaf(concept.uid)

    def above(self, uid: str) -> tuple[Concept, ...]:
        """The concepts above one, from the top."""
        found: list[Concept] = []
        here = self._parents.get(uid, "")
        while here:
            found.append(self._concepts[here])
            here = self._parents[here]
        return tuple(reversed(found))

    def below(self, uid: str) -> tuple[Concept, ...]:
        """Everything below a concept ('': all concepts), each before those below it, in order."""
        found: list[Concept] = []
        waiting = list(reversed(self.children(uid)))
        while waiting:
            found.append(waiting.pop())
            waiting += reversed(self.children(found[-1].uid))
        return tuple(found)

    def path(self, uid: str) -> str:
        """The labels from the top to this concept."""
        return PATH_SEPARATOR.join(item.label for item in (*self.above(uid), self.concept(uid)))

    def instead(self, uid: str) -> Concept | None:
        """The concept in use that replaced a retired one, if one did."""
        seen = {uid}
        here = self._concepts.get(uid)
        while here is not None and here.status is Status.RETIRED:
            here = self._concepts.get(here.replaced_by)
            if here is None or here.uid in seen:
                return None
            seen.add(here.uid)
        return here

    @cached_property
    def _codes(self) -> dict[str, Concept]:
        return {item.code: item for item in reversed(self._concepts.values())}

    @cached_property
    def _parents(self) -> dict[str, str]:
        """The parent of each concept, '' at the top; no circles."""
        found: dict[str, str] = {}
        for uid, item in self._concepts.items():
            above, seen = item.parent_uid, {uid}
            while above in self._concepts and above not in seen:
                seen.add(above)
                above = found.get(above, self._concepts[above].parent_uid)
            circle = above in seen
            found[uid] = item.parent_uid if item.parent_uid in self._concepts and not circle else ""
        return found

    @cached_property
    def _children(self) -> dict[str, list[Concept]]:
        found: dict[str, list[Concept]] = {}
        for uid, item in self._concepts.items():
            found.setdefault(self._parents[uid], []).append(item)
        return found
