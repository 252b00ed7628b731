"""Find in the document: a bar above the text that shows every match and walks through them between two frames."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QLineEdit, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.announcing import announce
from desktop_app.gui.documents.dates import number
from desktop_app.gui.reading.search import Hunt, Survey, Wanted
from desktop_app.gui.reading.view import DocumentView
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import IconButton, Surface, plain_label
from desktop_app.model.span import Span

TYPING_MS = 120
FIELD_LEAST = 110
"""How wide the field is at least, in pixels for text of the normal size."""
FRAME_STEPS = 4
AHEAD_STEPS = 16


class FindBar(Surface):
    """Return finds the next match, Shift+Return the one before, Esc leaves with the match selected. `left` says so."""

    left = Signal()

    def __init__(self, view: DocumentView, parent: QWidget | None = None) -> None:
        super().__init__("panel", "bottom", parent=parent)
        self._view = view
        self._survey: Survey | None = None
        self._hunt: Hunt | None = None
        self._spans: list[Span] = []
        self._now: int | None = None
        self._from = 0
        self._typing = QTimer(self, interval=TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self.search)
        self._stepping = QTimer(self, interval=0)
        self._stepping.timeout.connect(self._step)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_("Find in this document"))
        self.field.setAccessibleName(_("Find in this document"))
        self.field.textEdited.connect(lambda _text: self._typing.start())
        self.case = QCheckBox(_("Match case"), self)
        self.words = QCheckBox(_("Whole words"), self)
        for box in (self.case, self.words):
            box.toggled.connect(lambda _on: self.search())
        self.count = plain_label("", look="muted", parent=self)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        self.field.setMinimumWidth(theme().beside_text(FIELD_LEAST))
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addWidget(IconButton("chevron-up", _("Previous match"), self.previous, parent=self))
        row.addWidget(IconButton("chevron-down", _("Next match"), self.next, parent=self))
        more = QHBoxLayout()
        more.addWidget(self.case)
        more.addWidget(self.words)
        more.addStretch(1)
        more.addWidget(IconButton("x", _("Close"), self.leave, parent=self))
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(12, 6, 8, 7)
        self._rows.addLayout(row, 1)
        self._rows.addLayout(more)
        for part in (row, more, self._rows):
            part.setSpacing(8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        margins = self._rows.contentsMargins()
        parts = (item for item in map(self._rows.itemAt, range(self._rows.count())) if item is not None)
        wanted = margins.left() + margins.right() + self._rows.spacing()
        wanted += sum(part.minimumSize().width() for part in parts)
        self._rows.setDirection(beside if wanted <= self.width() else below)

    def open(self) -> None:
        """Show the bar; what is selected in the text, if it is short, is looked for."""
        selection = self._view.selection
        if selection is not None and len(selection) <= 200:
            text = self._view.flow.buffer.slice(selection.start, selection.end)
            if "\n" not in text and "\r" not in text:
                self.field.setText(text)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.search()

    @property
    def searching(self) -> bool:
        """Whether parts of the document have not been looked at yet."""
        return self._typing.isActive() or self._stepping.isActive()

    def search(self) -> None:
        """Look for what is in the field, from the caret on."""
        self._typing.stop()
        selection = self._view.selection
        self._from = selection.start if selection is not None else self._view.caret
        self._spans, self._now, self._hunt = [], None, None
        self._view.show_found([])
        wanted = self._wanted()
        self._survey = Survey(self._view.flow.buffer, wanted) if wanted.text else None
        self._say()
        if self._survey is not None:
            self._stepping.start()

    def next(self) -> None:
        """Go to the next match, round the end."""
        self._walk(1)

    def previous(self) -> None:
        """Go to the match before, round the beginning."""
        self._walk(-1)

    def leave(self) -> None:
        """Hide the bar and select the match that was looked at, so that a tag can be given to it."""
        self._catch_up()
        found = self._spans[self._now] if self._now is not None else None
        self.hide()
        if found is not None:
            self._view.jump(found.start, found.end)
        self.left.emit()

    def _catch_up(self) -> None:
        """Whoever types faster than the search goes gets the first match all the same, if it is not far."""
        if self._typing.isActive():
            self.search()
        for _turn in range(AHEAD_STEPS):
            if self._now is not None or not self._step_once():
                return

    def hideEvent(self, event: QHideEvent) -> None:
        self._stepping.stop()
        self._typing.stop()
        self._view.show_found([])
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._typing.isActive():
                self.search()
            elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.previous()
            else:
                self.next()
        else:
            super().keyPressEvent(event)

    def _wanted(self) -> Wanted:
        return Wanted(self.field.text(), match_case=self.case.isChecked(), whole_words=self.words.isChecked())

    def _walk(self, step: int) -> None:
        if self._typing.isActive():
            self.search()
            return
        if not self._spans:
            return
        place = (self._now if self._now is not None else -1) + step
        past = place >= len(self._spans) and self._survey is not None and not self._survey.complete
        if past and self._survey is not None and self._survey.done:
            self._hunt = Hunt(self._view.flow.buffer, self._wanted(), self._spans[-1].end)
            self._stepping.start()
            return
        self._look_at(place % len(self._spans))

    def _look_at(self, place: int) -> None:
        self._now = place
        self._view.show_found(self._spans, place)
        self._say()
        self._view.proxy.read_sentence(self._spans[place].start, after=self.count.text())

    def _step(self) -> None:
        for _turn in range(FRAME_STEPS):
            if not self._step_once():
                self._stepping.stop()
                self._say()
                if not self._spans:
                    announce(self.field, self.count.text())
                return

    def _step_once(self) -> bool:
        if self._hunt is not None:
            if self._hunt.step():
                return True
            found, self._hunt = self._hunt.found, None
            if found is not None and not found.start < self._spans[-1].end:
                self._spans.append(Span(found.start, found.end))
                self._look_at(len(self._spans) - 1)
            elif found is not None:
                self._look_at(0)
            return False
        if self._survey is None or self._survey.done:
            return False
        going_on = self._survey.step()
        fresh = self._survey.matches[len(self._spans) :]
        self._spans += [Span(match.start, match.end) for match in fresh]
        if self._now is None and self._spans:
            later = next((i for i, span in enumerate(self._spans) if span.start >= self._from), None)
            if later is not None:
                self._look_at(later)
            elif not going_on:
                self._look_at(0)
        elif fresh:
            self._view.show_found(self._spans)
        return going_on

    def _say(self) -> None:
        total, survey = len(self._spans), self._survey
        if survey is None:
            self.count.setText("")
        elif not total:
            self.count.setText(_("nothing found") if survey.done else "")
        else:
            more = "" if survey.complete else "+"
            now = number(self._now + 1) if self._now is not None else "–"
            self.count.setText(_("{now} of {total}").format(now=now, total=number(total) + more))
        self.count.set_look("missing" if survey is not None and survey.done and not total else "muted")
