"""What is known about an annotation, for the card that appears when the mouse rests on it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import _
from desktop_app.base.shown import quote_words
from desktop_app.gui.tagging.people import People
from desktop_app.gui.theme.tags import painted_tag
from desktop_app.model.changes import Changes
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, Annotator, Origin
from desktop_app.model.tagset import Attribute, Tag
from desktop_app.ops import annotations as marks
from desktop_app.ops.project import Project
from desktop_app.ops.wording import value_words

MARKS_LIMIT = 4
"""So many cards are shown of a place with more."""
LIST_LIMIT = 16
"""So many are shown with a line for each."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is known about an annotation, in plain words: its tag's path, its words, its note, its values by name.

    `colour` is its tag's, '' for grey; `who` the annotator's name, `created` an ISO 8601 moment ('' for none) and
    `parts` the number of passages.
    """

    title: str
    quote: str
    note: str = ""
    values: tuple[tuple[str, str], ...] = ()
    colour: str = ""
    who: str = ""
    created: str = ""
    origin: Origin | None = None
    confidence: float | None = None
    parts: int = 1


class Cards:
    """The cards of a project's annotations, each read once as long as nothing changes."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._people = People(project)
        self._known: dict[str, Card] = {}
        self._tags: dict[str, tuple[str, str]] = {}

    def card(self, uid: str) -> Card | None:
        """The card of an annotation; None if there is none with this uid."""
        found = self._known.get(uid)
        if found is None:
            try:
                found = self._known[uid] = self._make(marks.get(self._project, uid))
            except NotFoundError:
                return None
        return found

    def apply(self, changes: Changes) -> None:
        """Forget what an action may have changed."""
        self._people.apply(changes)
        if any(map(changes.touches, (Tag, Attribute, Annotator, Entity, Concept))):
            self._known, self._tags = {}, {}
        elif changes.count_of(Annotation) > len(self._known):
            self._known.clear()
        else:
            for before, after in changes.of(Annotation):
                found = after or before
                self._known.pop(found.uid if found is not None else "", None)

    def values(self, annotation: Annotation) -> tuple[tuple[str, str], ...]:
        """The names of the attributes that an annotation has values of, and these in words, in the tagset's order."""
        return tuple(
            (attribute.name, value_words(self._project, annotation.values[attribute.uid], attribute))
            for attribute in self._project.tagset.attributes_of(annotation.tag_uid)
            if attribute.kind in ATTRIBUTES and attribute.uid in annotation.values
        )

    def _make(self, annotation: Annotation) -> Card:
        title, colour = self._tag(annotation.tag_uid)
        return Card(
            title,
            quote_words(annotation.quotes),
            annotation.note,
            self.values(annotation),
            colour,
            self._people.name(annotation.annotator_uid),
            annotation.created,
            annotation.origin,
            annotation.confidence,
            len(annotation.spans),
        )

    def _tag(self, uid: str) -> tuple[str, str]:
        """A tag's path and colour: to find the colour of one that has none of its own, all tags are looked at."""
        found = self._tags.get(uid)
        if found is None:
            tagset = self._project.tagset
            tag = painted_tag(tagset, uid)
            words = (tagset.path(uid), tag.colour) if tag is not None else (_("unknown tag"), "")
            found = self._tags[uid] = words
        return found


def hidden_words(character: str) -> str:
    """What a sign for an invisible character stands for."""
    name = unicodedata.name(character, _("control character"))
    return _("Invisible character U+{code}: {name}").format(code=f"{ord(character):04X}", name=name.lower())
