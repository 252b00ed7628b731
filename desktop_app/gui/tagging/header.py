"""The line at the top of the pane: which list is shown, and the field that narrows it down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QToolButton, QWidget

from desktop_app.gui.tagging.find_field import FindField
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import outline

_PAD, _GAP = 6, 2
_NARROWEST = 40


class CaptionButton(QToolButton):
    """A caption that is pressed to see what it names; `short` is written where there is no room for its words."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.short = ""
        self._is_small = False
        self.setText(words)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._write()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._words()) + 2 * _PAD + 2, metrics.height() + 12)

    def _words(self) -> str:
        return self.short if self._is_small and self.short else self.text()

    def set_small(self, *, small: bool) -> None:
        """Write the short sign instead of the words, for want of room."""
        if small != self._is_small:
            self._is_small = small
            self.setAccessibleName(self.text())
            self.setToolTip(self.text() if small else "")
            self.updateGeometry()
            self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_NARROWEST, self.sizeHint().width()), self.sizeHint().height())

    def written(self) -> str:
        """What fits of the words."""
        room = self.width() - 2 * _PAD
        return QFontMetrics(self.font()).elidedText(self._words(), Qt.TextElideMode.ElideRight, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.written() != self.text() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        alone = self.property("alone") is True
        painter.setFont(self.font())
        painter.setPen(
            look.colour("ink" if (self.isChecked() and not alone) or self.underMouse() else "muted")
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.written())
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

    `chosen` is emitted with the number of the caption that was pressed. Where both do not fit, the field is a sign, and
    captions are short; then what stands at the end goes; where there is no room even for that, the words of the others
    are cut. While one types in it, the captions that are not pressed make room.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._captions: list[CaptionButton] = []
        self._end: QWidget | None = None
        self._room = QWidget(self)
        self._room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fields = QStackedLayout(self._room)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self._room, 1)

    def add(self, caption: str, field: QWidget | None = None, *, short: str = "") -> None:
        """Put a caption behind the others, with the field that belongs to it if it is there already.

        `short` is written where there is no room for the caption.
        """
        button, number = CaptionButton(caption, self), len(self._captions)
        button.clicked.connect(lambda _checked=False: self.choose(number))
        button.short = short
        self._captions.append(button)
        self._row.insertWidget(number, button)
        self._fields.addWidget(field or QWidget(self._room))
        self._watch(field)
        if number == 0:
            button.setChecked(True)
        for other in self._captions:
            other.setProperty("alone", len(self._captions) == 1)

    def end_with(self, part: QWidget) -> None:
        """Put something that can be done elsewhere, too, at the end: it goes where captions would be cut."""
        self._end = part
        self._row.addWidget(part)

    def give_field(self, number: int, field: QWidget) -> None:
        """Put the field of a caption in its place."""
        now = self._fields.currentIndex()
        stand_in = self._fields.widget(number)
        if stand_in is not None:
            self._fields.removeWidget(stand_in)
            stand_in.deleteLater()
        self._fields.insertWidget(number, field)
        self._fields.setCurrentIndex(now)
        self._watch(field)

    def choose(self, number: int) -> None:
        """Press a caption."""
        self._captions[number].setChecked(True)
        self.chosen.emit(number)
        self._fields.setCurrentIndex(number)
        self._share()

    def rename(self, number: int, caption: str, *, short: str = "") -> None:
        """Write something else on a caption; `short` where there is no room for that."""
        self._captions[number].short = short
        if caption != self._captions[number].text():
            self._captions[number].setText(caption)
            self._captions[number].updateGeometry()
            self._share()

    def caption(self, number: int) -> str:
        """What is written on a caption."""
        return self._captions[number].text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._share()
        return False

    def _watch(self, field: QWidget | None) -> None:
        if isinstance(field, FindField):
            field.installEventFilter(self)
            field.textChanged.connect(lambda _text: self._share())
        self._share()

    def _share(self) -> None:
        """Share the width out between captions and field."""
        field = self._fields.currentWidget()
        finder = field if isinstance(field, FindField) else None
        least = finder.minimumSizeHint().width() if finder is not None else 0
        end = self._end.sizeHint().width() + _GAP if self._end is not None else 0
        for button in self._captions:
            button.set_small(small=False)
        if _wide(self._captions) + least + end > self.width():
            for button in self._captions:
                button.set_small(small=True)
        if self._end is not None:
            self._end.setVisible(_wide(self._captions) + least + end <= self.width())
            end = end if not self._end.isHidden() else 0
        wanted = finder.wanted() if finder is not None else 0
        fits = _wide(self._captions) + wanted + end <= self.width()
        is_busy = finder is not None and finder.is_busy
        if finder is not None:
            finder.set_small(small=not fits and not is_busy)
        for button in self._captions:
            button.setVisible(fits or not is_busy or button.isChecked())


def _wide(captions: Sequence[CaptionButton]) -> int:
    return sum(button.sizeHint().width() + _GAP for button in captions)
