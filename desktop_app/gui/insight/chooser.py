"""Who is compared, in which documents, by what measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from desktop_app.agreement.metrics.span_f1 import Scheme
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number
from desktop_app.gui.documents.filters import FilterField
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import SectionHeader, Surface, push_button
from desktop_app.model.records import Annotator, Role

WIDTH = 248
IN_BACKGROUND = ("character-f1", "cohen-kappa", "gamma")
"""Metrics of pairs that take longer than a key press: their keys."""


def measure_title(key: str) -> str:
    """What the number of a scheme or metric is called."""
    words = {
        Scheme.STRICT.value: _("strict F1"),
        Scheme.EXACT.value: _("F1 of extent"),
        Scheme.PARTIAL.value: _("F1 with half points"),
        Scheme.TYPE.value: _("F1 of overlap"),
        "character-f1": _("F1 of characters"),
        "cohen-kappa": _("Cohen's kappa"),
        "gamma": _("gamma"),
    }
    return words[key]


def measure_about(key: str) -> str:
    """What counts as agreement under a scheme or metric."""
    words = {
        Scheme.STRICT.value: _("The same passage and the same tag."),
        Scheme.EXACT.value: _("The same passage, whatever its tag."),
        Scheme.PARTIAL.value: _("The same passage; half a point where two overlap. Tags do not count."),
        Scheme.TYPE.value: _("Any overlap under the same tag."),
        "character-f1": _("The characters that both marked with a tag."),
        "cohen-kappa": _("Characters, corrected for chance. What nobody marked counts as a tag of its own."),
        "gamma": _("Best fit of all passages, against random ones. 30 samples, seed 0."),
    }
    return words[key]


class Chooser(Surface):
    """`changed` follows every choice; `worked_out` asks for all measures, `saved` for a report."""

    changed = Signal()
    worked_out = Signal()
    saved = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "right", parent=parent)
        self.setFixedWidth(theme().sign_px(WIDTH))
        self.measure = QComboBox(self)
        self.measure.setAccessibleName(_("Measure"))
        for key in (*(scheme.value for scheme in Scheme), *IN_BACKGROUND):
            self.measure.addItem(measure_title(key), key)
        self.finished = QCheckBox(_("Only finished documents"), self)
        self.finished.setChecked(True)
        self.filter = FilterField(self)
        self._boxes: dict[str, QCheckBox] = {}
        self.people_header = SectionHeader(_("Annotators"), parent=self)
        self._people = QVBoxLayout()
        self._people.setSpacing(0)
        self.report = push_button(_("Save the report …"), self.saved.emit, self)
        self.all = push_button(_("Work out all measures"), self.worked_out.emit, self)
        self._lay_out()
        self._say_about()
        self.measure.currentIndexChanged.connect(lambda _place: self._measure_chosen())
        self.finished.toggled.connect(lambda _on: self.changed.emit())
        self.filter.typed.connect(lambda _text: self.changed.emit())
        self.filter.left.connect(self.left)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 15, 14)
        column.setSpacing(6)
        column.addWidget(SectionHeader(_("Measure"), parent=self))
        column.addWidget(self.measure)
        column.addSpacing(8)
        column.addWidget(self.people_header)
        column.addLayout(self._people)
        column.addSpacing(8)
        column.addWidget(SectionHeader(_("Documents"), parent=self))
        column.addWidget(self.filter)
        column.addWidget(self.finished)
        column.addStretch(1)
        column.addWidget(self.all)
        column.addWidget(self.report)

    @property
    def key(self) -> str:
        """The scheme or metric that is chosen."""
        return str(self.measure.currentData())

    @property
    def scheme(self) -> Scheme:
        """The scheme of what is counted from passages."""
        return Scheme(self.key) if self.key not in IN_BACKGROUND else Scheme.STRICT

    @property
    def people(self) -> tuple[str, ...]:
        """The annotators that are chosen (uids)."""
        return tuple(uid for uid, box in self._boxes.items() if box.isChecked())

    @property
    def words(self) -> str:
        """What documents are filtered by."""
        return self.filter.text().strip()

    def show_people(self, people: Sequence[Annotator], finished: Mapping[str, int]) -> None:
        """Offer these annotators; persons and files are chosen at first, other choices stay."""
        if [item.uid for item in people] != list(self._boxes):
            before = {uid: box.isChecked() for uid, box in self._boxes.items()}
            while (item := self._people.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.deleteLater()
            self._boxes = {}
            for who in people:
                box = self._boxes[who.uid] = QCheckBox(self)
                box.setChecked(before.get(who.uid, who.role in (Role.PERSON, Role.FILE)))
                box.toggled.connect(lambda _on: self.changed.emit())
                self._people.addWidget(box)
        for who in people:
            count = number(finished.get(who.uid, 0))
            words = shown(who.name, 24).replace("&", "&&")
            self._boxes[who.uid].setText(f"{words}  ·  {count}")
            done = _("{name}: {n} documents that count").format(name=shown(who.name, 60), n=count)
            self._boxes[who.uid].setToolTip(done)
            self._boxes[who.uid].setAccessibleName(done)

    def box(self, uid: str) -> QCheckBox:
        """The check box of an annotator."""
        return self._boxes[uid]

    def _measure_chosen(self) -> None:
        self._say_about()
        self.changed.emit()

    def _say_about(self) -> None:
        self.measure.setToolTip(measure_about(self.key))
