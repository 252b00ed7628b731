"""An editor for a value that is found by typing: a line that shows it, and a field with what fits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.errors import AppError
from desktop_app.gui.tagging.card_scroll import bring_into_view
from desktop_app.gui.tagging.editors import Editor, Subject
from desktop_app.gui.tagging.type_ahead import Choice, TypeAhead
from desktop_app.gui.tagging.value_line import Folding, ValueLine
from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value
from desktop_app.ops.project import Project

_CLEARS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class SearchEditor(Editor):
    """What it lists and takes is for its kinds to say: `fitting` and `take`. `about` is written below the list.

    Nothing is kept before it is picked; Delete on the line makes the value not coded. `eager`: Return picks the first
    also while nothing is typed.
    """

    def __init__(
        self,
        attribute: Attribute,
        project: Project,
        invitation: str,
        parent: QWidget | None = None,
        *,
        eager: bool = True,
    ) -> None:
        super().__init__(attribute, parent)
        self.project = project
        self.subject: Subject = None
        self.value: Value | None = None
        self._invitation = invitation
        self.line = ValueLine(invitation, attribute.name)
        inside = QWidget(self)
        self.field = TypeAhead(attribute.name, invitation, self.fitting, inside, eager=eager)
        self.about = WrappedText(lines=4, role="muted", step=-1, parent=inside)
        self.about.hide()
        self.below = QVBoxLayout(inside)
        self.below.setContentsMargins(0, 0, 0, 0)
        self.below.setSpacing(4)
        self.below.addWidget(self.field)
        self.below.addWidget(self.about)
        inside.setFocusProxy(self.field)
        self.folding = Folding(self.line, inside, self)
        self.column.addWidget(self.folding)
        self.line.installEventFilter(self)
        self.line.opened.connect(self._begin)
        self.folding.folded.connect(self._end)
        self.field.picked.connect(self._pick)
        self.field.reached.connect(self.reach)
        self.field.entered.connect(self._enter)
        self.field.left.connect(self.left)

    # For its kinds

    def fitting(self, typed: str) -> Sequence[Choice]:
        """What fits, the best first."""
        return ()

    def take(self, picked: object) -> Value | None:
        """The value of what was picked, None if that has been seen to. Raises AppError."""
        return None

    def reach(self, choice: object) -> None:
        """What Return would pick has changed."""

    def words(self, value: Value) -> str:
        """A value as it is written on the line."""
        return str(value)

    # As every editor

    def set_subject(self, subject: Subject) -> None:
        self.subject = subject

    def show_value(self, value: Value | None, *, missing: bool = False) -> None:
        self.value = value
        self.line.show_value(self.words(value) if value is not None else "", missing=missing)

    def start(self) -> None:
        self.folding.open()
        self._begin()

    def draft(self) -> str | None:
        return self.field.text().strip() or None

    def set_draft(self, text: str) -> None:
        self.field.set_text(text)

    def reset(self) -> None:
        if self.folding.is_open or self.field.text():
            self.field.set_text("")
            self.refused.emit(None)
            self.folding.fold_if_idle()

    def say(self, words: str) -> None:
        """Write something below the list; '' takes it away."""
        self.about.set_text(words)
        self.about.setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.line
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _CLEARS
            and self.value is not None
        ):
            self.given.emit(None)
            return True
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        self.field.search()
        bring_into_view(self)

    def _end(self) -> None:
        self.field.set_text("")
        self.say("")

    def _pick(self, picked: object) -> None:
        try:
            value = self.take(picked)
        except AppError as error:
            self.refused.emit(error)
            return
        self.field.set_text("")
        if value is not None:
            self.given.emit(value)
        self.entered.emit()

    def _enter(self) -> None:
        if not self.field.text().strip():
            self.entered.emit()
