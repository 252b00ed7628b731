"""Everything about one concept, to be edited."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.codebook.tree import status_words
from desktop_app.gui.register.fields import KeptFields
from desktop_app.gui.tagging.growing import GrowingEdit
from desktop_app.gui.tagging.kept_fields import LinesField
from desktop_app.gui.tagging.typed_editors import OneLine
from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.gui.widgets import plain_label
from desktop_app.model.concept import Concept, Status
from desktop_app.ops import concepts
from desktop_app.ops.project import Project


class ConceptForm(QWidget):
    """The fields of a concept. Every change is kept at once, as a step of its own."""

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._concept: Concept | None = None
        self._title = plain_label("", step=4, weight=QFont.Weight.DemiBold)
        self._about = WrappedText(lines=3, role="muted", step=-1)
        self.code = OneLine(_("Code"), _("such as 101"))
        self.examples = LinesField(_("Examples"), _("one a line"))
        self.fields = KeptFields(self)
        self.fields.add_text("code", _("Code"), self.code)
        self.fields.add_text("label", _("Label"), OneLine(_("Label"), ""))
        for key, label, asked in (
            ("support", _("Support means"), _("that something is wanted, in one sentence")),
            ("definition", _("Definition"), _("what it is about")),
            ("include", _("Include"), _("what belongs to it")),
            ("exclude", _("Exclude"), _("what does not, and where that belongs")),
        ):
            self.fields.add_text(key, label, GrowingEdit(label, asked))
        self.fields.add_text("examples", _("Examples"), self.examples)
        states = {
            status.value: status_words(status) for status in (Status.DRAFT, Status.ACTIVE, Status.RETIRED)
        }
        self.status = self.fields.add_choice("status", _("Status"), states)
        self.replaced_by = self.fields.add_choice("replaced_by", _("Replaced by"), {})
        self.fields.given.connect(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addWidget(self.fields)
        column.addStretch(1)

    def concept(self) -> Concept | None:
        """What is shown."""
        return self._concept

    def show_concept(self, concept: Concept | None) -> None:
        """Show a concept as it is now; what was typed for the one before is kept first."""
        before = self._concept
        another = (before.uid if before else "") != (concept.uid if concept else "")
        if another:
            self.fields.flush()
        self._concept = concept
        for part in (self._title, self._about, self.fields):
            part.setVisible(concept is not None)
        if concept is None:
            return
        self._title.setText(shown(concept.label, 60))
        self._offer(concept)
        self.fields.show_values(
            {
                "code": concept.code,
                "label": concept.label,
                "support": concept.support,
                "definition": concept.definition,
                "include": concept.include,
                "exclude": concept.exclude,
                "examples": LinesField.written(concept.examples),
                "status": concept.status.value,
                "replaced_by": concept.replaced_by,
            },
            concept.uid,
        )

    def _offer(self, concept: Concept) -> None:
        retired = concept.status is Status.RETIRED
        self.fields.set_shown("replaced_by", on=retired)
        if retired:
            book = self._project.codebook
            others = (item for item in book.below("") if item.uid != concept.uid)
            shelf = {item.uid: concepts.title(item) for item in others}
            self.fields.offer("replaced_by", {"": _("nothing"), **shelf})

    def show_uses(self, number: int, *, whole: bool) -> None:
        """Say where the concept lies and how often it is coded; `whole`: all has been counted."""
        concept = self._concept
        if concept is None or self._project.codebook.find(concept.uid) is None:
            return
        above = self._project.codebook.above(concept.uid)
        path = " › ".join(shown(item.label, 60) for item in above)
        used = ngettext("coded {number} time", "coded {number} times", number).format(number=number)
        if not number:
            used = _("not coded yet") if whole else ""
        self._about.set_text(" · ".join(part for part in (path, used) if part))

    def start(self) -> None:
        """Put the keyboard into the code."""
        self.code.setFocus()
        self.code.selectAll()

    def _keep(self, key: str, text: str) -> None:
        concept = self._concept
        if concept is None:
            return
        self.fields.attempt(key, lambda: concepts.edit(self._project, self._changed(concept, key, text)))

    def _changed(self, concept: Concept, key: str, text: str) -> Concept:
        if key == "examples":
            return replace(concept, examples=self.examples.lines())
        if key == "status":
            return replace(concept, status=Status(text))
        changes = {
            "code": lambda: replace(concept, code=text),
            "label": lambda: replace(concept, label=text),
            "support": lambda: replace(concept, support=text.strip()),
            "definition": lambda: replace(concept, definition=text.strip()),
            "include": lambda: replace(concept, include=text.strip()),
            "exclude": lambda: replace(concept, exclude=text.strip()),
            "replaced_by": lambda: replace(concept, replaced_by=text),
        }
        return changes[key]()
