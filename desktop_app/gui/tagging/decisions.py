"""The log of a tag's guideline: what was decided, the newest first, and a line for what is decided now."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.growing import GrowingEdit
from desktop_app.gui.tagging.people import People
from desktop_app.gui.tagging.words import moment_words
from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.gui.widgets import quiet_button
from desktop_app.model.tagset import Decision
from desktop_app.ops import guidelines
from desktop_app.ops.project import Project

_FEW = 3


class DecisionLog(QWidget):
    """The last few decisions about a tag, all of them on request. Return keeps what is typed as the next one."""

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._people = People(project)
        self._tag_uid = ""
        self._all = False
        self.field = GrowingEdit(_("What was decided"), _("what was decided about it; Return keeps it"))
        self._error = WrappedText(lines=4, role="danger", step=-1, parent=self)
        self._error.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.more = quiet_button(_("Show all"), self._show_all, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self._error)
        column.addLayout(self._lines)
        column.addWidget(self.more)
        self.field.entered.connect(self.keep)
        self.field.escaped.connect(lambda: self.field.set_text(""))

    def show_tag(self, tag_uid: str) -> None:
        """Show what was decided about a tag and about all."""
        if tag_uid != self._tag_uid:
            self._tag_uid, self._all = tag_uid, False
            self._error.hide()
            self.field.set_text("")
        found = guidelines.log(self._project, tag_uid)
        while (item := self._lines.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        for decision in found if self._all else found[:_FEW]:
            line = WrappedText(lines=12, role="muted", step=-1, parent=self)
            line.set_text(self.words(decision))
            self._lines.addWidget(line)
        self.more.setVisible(not self._all and len(found) > _FEW)

    def words(self, decision: Decision) -> str:
        """A decision in a line: '3 · Titles belong to names. · anna · 14:02'."""
        who = shown(self._people.name(decision.annotator_uid), 24)
        parts = (str(decision.number), shown(decision.text, 2000), who, moment_words(decision.made))
        return " · ".join(part for part in parts if part)

    def lines(self) -> list[str]:
        """What is shown of the log."""
        found = [item.widget() for place in range(self._lines.count()) if (item := self._lines.itemAt(place))]
        return [line.text() for line in found if isinstance(line, WrappedText)]

    def keep(self) -> None:
        """Write down what is typed."""
        try:
            guidelines.decide(self._project, self._tag_uid, self.field.text())
        except AppError as error:
            self._error.set_text(f"{error.what} {error.hint}")
            self._error.show()
        else:
            self._error.hide()
            self.field.set_text("")
            self.show_tag(self._tag_uid)

    def _show_all(self) -> None:
        self._all = True
        self.show_tag(self._tag_uid)
