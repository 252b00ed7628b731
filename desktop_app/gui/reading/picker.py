"""The annotations at a place as a list: to go through with the arrows, to narrow down by typing, to choose one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.i18n import ngettext
from desktop_app.gui.reading.card import Card
from desktop_app.gui.tagging.pick_list import PickRow, PickView
from desktop_app.gui.widgets import Card as Sheet
from desktop_app.gui.widgets import plain_label

WIDTH = 360
_EDGE = 8


class MarkPicker(Sheet):
    """Opens over the text, and closes as soon as one is chosen. `picked` brings its uid."""

    picked = Signal(str)

    def __init__(self, known: Sequence[tuple[str, Card]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        words = ngettext("{number} mark here", "{number} marks here", len(known))
        self._caption = plain_label(words.format(number=len(known)), look="muted", parent=self)
        self._caption.setContentsMargins(_EDGE, 0, _EDGE, 0)
        self.list = PickView(self)
        self.list.show_rows(
            [PickRow(uid, card.title, card.quote, card.colour, card.who) for uid, card in known]
        )
        self.list.picked.connect(self._pick)
        self.list.left.connect(self.close)
        self.list.narrowed.connect(self._show_typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE + 2, _EDGE, _EDGE)
        column.setSpacing(6)
        column.addWidget(self._caption)
        column.addWidget(self.list)
        self._count = words.format(number=len(known))

    def popup(self, place: QPoint) -> None:
        """Open at a point of the screen, as far as there is room."""
        self.resize(WIDTH, self.sizeHint().height())
        screen = self.screen().availableGeometry()
        left = max(screen.left(), min(place.x(), screen.right() + 1 - self.width()))
        top = max(screen.top(), min(place.y(), screen.bottom() + 1 - self.height()))
        self.move(left, top)
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _pick(self, uid: str) -> None:
        self.close()
        self.picked.emit(uid)

    def _show_typed(self, typed: str) -> None:
        self._caption.setText(typed or self._count)
