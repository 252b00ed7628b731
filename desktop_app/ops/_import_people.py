"""Whose the lines of a file are: annotators found in the project or made, still unwritten."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.formats import IncomingLine
from desktop_app.model.identity import new_uid
from desktop_app.model.records import Annotator, Role


class Annotators:
    """Annotators by uid, else by name. `fresh` are new ones that are not written yet."""

    def __init__(self, known: Iterable[Annotator], *, given: str | None, fallback: str) -> None:
        self._known = {item.uid: item for item in known}
        self._given = given.strip() if given else ""
        self._fallback = fallback
        self.fresh: list[Annotator] = []

    def find(self, line: IncomingLine) -> Annotator:
        """Whose layer the line is. Raises UsageError when the name that was given belongs to several annotators."""
        if line.annotator_uid:
            known = self._known.get(line.annotator_uid)
            return known or self._make(Annotator(line.annotator_uid, line.annotator or line.annotator_uid))
        name, role = self._given or line.annotator.strip(), Role.PERSON
        if not name:
            name, role = self._fallback, Role.FILE
        found = [item for item in self._known.values() if name in (item.name, item.uid)]
        if len(found) > 1:
            raise UsageError(
                _("There are {number} annotators called {name}.").format(
                    number=len(found), name=shown(name, 80)
                ),
                hint=_("Name one by its uid: {uids}.").format(uids=", ".join(item.uid for item in found)),
            )
        return found[0] if found else self._make(Annotator(new_uid(), name, role))

    def _make(self, annotator: Annotator) -> Annotator:
        self._known[annotator.uid] = annotator
        self.fresh.append(annotator)
        return annotator
