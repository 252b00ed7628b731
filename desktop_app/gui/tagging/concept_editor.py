"""The editor of a concept: found by code, label or definition, with what being for it means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.search_editor import SearchEditor
from desktop_app.gui.tagging.type_ahead import Choice
from desktop_app.model.concept import Concept
from desktop_app.model.records import Annotation
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value
from desktop_app.ops import concept_coding, concepts
from desktop_app.ops.concepts import ConceptSuggestion
from desktop_app.ops.project import Project

_ALL = 400


class ConceptEditor(SearchEditor):
    """Lists the codebook, and of it what fits. Only active concepts with none below them can be picked; in place of a
    retired one what replaced it is taken.

    Where nothing fits, what is typed can be taken up as a new concept.
    """

    def __init__(self, attribute: Attribute, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(attribute, project, _("type a concept …"), parent, eager=False)

    def fitting(self, typed: str) -> Sequence[Choice]:
        found = concepts.suggest(self.project, typed, limit=_ALL)
        if not found and any(map(str.isalpha, typed)):
            return [Choice(_("New concept “{name}”").format(name=shown(typed, 80)), value=typed)]
        return [self._choice(item) for item in found]

    def take(self, picked: object) -> Value | None:
        if isinstance(picked, str) and isinstance(self.subject, Annotation):
            concept_coding.add_as_value(self.project, picked, self.subject.uid, self.attribute.uid)
            return None
        if isinstance(picked, str):
            code = concept_coding.free_code(self.project.codebook)
            return concepts.add(self.project, Concept("", code, picked)).uid
        return self._meant(picked).uid if isinstance(picked, ConceptSuggestion) else None

    def reach(self, choice: object) -> None:
        picked = choice.value if isinstance(choice, Choice) else None
        concept = self._meant(picked) if isinstance(picked, ConceptSuggestion) else None
        meaning = concept.support or concept.definition if concept is not None else ""
        if concept is not None and concept.support:
            meaning = _("Support means: {words}").format(words=concept.support)
        if concept is not None and isinstance(picked, ConceptSuggestion) and concept != picked.concept:
            taken = _("Return takes {code} {label} instead.").format(code=concept.code, label=concept.label)
            meaning = f"{taken} {meaning}".rstrip()
        self.say(meaning)

    def words(self, value: Value) -> str:
        return concept_words(self.project, str(value))

    def start(self) -> None:
        super().start()
        if not self.project.codebook.below(""):
            self.say(_("The codebook is empty: type the name of its first concept."))

    def _meant(self, found: ConceptSuggestion) -> Concept:
        """The concept itself, or what replaced it, if that can be coded."""
        instead = found.instead
        return (
            instead if instead is not None and self.project.codebook.may_be_coded(instead) else found.concept
        )

    def _choice(self, found: ConceptSuggestion) -> Choice:
        concept = found.concept
        words = f"{concept.code} {concept.label}"
        if self._meant(found) != concept:
            return Choice(words, found.why_not, value=found)
        above = found.path.removesuffix(concept.label).rstrip(" ›")
        return Choice(words, above, value=found, why_not=found.why_not)


def concept_words(project: Project, uid: str) -> str:
    """A coded concept with its code and all labels above it; a retired one says what replaced it."""
    concept = project.codebook.find(uid)
    if concept is None:
        return _("unknown concept")
    said = concepts.described(project.codebook, concept)
    words = f"{concept.code} {said.path}"
    return words if project.codebook.may_be_coded(concept) else f"{words} ({said.why_not})"
