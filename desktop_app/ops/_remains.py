"""Gold that is left alone: all marks that it was made of are gone, or nobody knows what it was made of."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.agreement.clusters import Case, Difference, Item
from desktop_app.model.review import Verdict


class Remains:
    """Sees all marks of a document, and tells which gold has no source among them."""

    def __init__(self) -> None:
        self._gold: list[Item] = []
        self._sources: set[str] = set()

    def see(self, items: Iterable[Item], layer: str) -> None:
        """Take some marks into account; `layer` is the uid of the gold annotator."""
        for item in items:
            if item.annotator == layer:
                self._gold.append(item)
            else:
                self._sources.add(item.uid)

    def cases(self, verdicts: Iterable[Verdict]) -> list[tuple[Case, Verdict | None]]:
        """A case for what each verdict made, and for each gold mark without one; `verdicts` are the oldest first."""
        if not self._gold:
            return []
        owner = {uid: verdict for verdict in verdicts for uid in verdict.gold}
        found: dict[str, tuple[list[Item], Verdict | None]] = {}
        for item in self._gold:
            verdict = owner.get(item.uid)
            if verdict is None:
                found[item.uid] = [item], None
            elif not self._sources & set(verdict.items):
                found.setdefault(verdict.uid, ([], verdict))[0].append(item)
        return [
            (Case(tuple(sorted(items)), (), Difference.GOLD), verdict) for items, verdict in found.values()
        ]
