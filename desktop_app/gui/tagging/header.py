"""The line at the top of the pane: which list is shown, and the field that narrows it down."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QToolButton, QWidget

from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import outline

_PAD = 6


class CaptionButton(QToolButton):
    """A caption that is pressed to see what it names."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._write()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * _PAD, metrics.height() + 12)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        alone = self.property("alone") is True
        painter.setFont(self.font())
        painter.setPen(
            look.colour("ink" if (self.isChecked() and not alone) or self.underMouse() else "muted")
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.isChecked() and not alone:
            painter.fillRect(_PAD, self.height() - 3, self.width() - 2 * _PAD, 2, look.colour("brand"))
        if self.hasFocus():
            outline(painter, QRectF(self.rect()), look.colour("focus"), width=2, radius=4)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.ApplicationFontChange:
            self._write()
        super().changeEvent(event)

    def _write(self) -> None:
        self.setFont(theme().font(step=-2, weight=QFont.Weight.Bold))


class PaneHeader(QWidget):
    """Captions, one of them pressed, and at the other end the field of the list it stands for.

    `chosen` is emitted with the number of the caption that was pressed.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._captions: list[CaptionButton] = []
        self._fields = QStackedWidget(self)
        self._fields.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._row.addWidget(self._fields, 1)

    def add(self, caption: str, field: QWidget | None = None) -> None:
        """Put a caption behind the others, with the field that belongs to it if it is there already."""
        button, number = CaptionButton(caption, self), len(self._captions)
        button.clicked.connect(lambda _checked=False: self.choose(number))
        self._captions.append(button)
        self._row.insertWidget(number, button)
        self._fields.addWidget(field or QWidget(self._fields))
        if number == 0:
            button.setChecked(True)
        for other in self._captions:
            other.setProperty("alone", len(self._captions) == 1)

    def give_field(self, number: int, field: QWidget) -> None:
        """Put the field of a caption in its place."""
        now = self._fields.currentIndex()
        stand_in = self._fields.widget(number)
        if stand_in is not None:
            self._fields.removeWidget(stand_in)
            stand_in.deleteLater()
        self._fields.insertWidget(number, field)
        self._fields.setCurrentIndex(now)

    def choose(self, number: int) -> None:
        """Press a caption."""
        self._captions[number].setChecked(True)
        self.chosen.emit(number)
        self._fields.setCurrentIndex(number)

    def rename(self, number: int, caption: str) -> None:
        """Write something else on a caption."""
        if caption != self._captions[number].text():
            self._captions[number].setText(caption)
            self._captions[number].updateGeometry()

    def caption(self, number: int) -> str:
        """What is written on a caption."""
        return self._captions[number].text()
