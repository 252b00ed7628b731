"""What the program has to say, in a quiet strip inside the window: never a dialog that stops the work."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.announcing import announce
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.buttons import IconButton, quiet_button
from desktop_app.gui.widgets.labels import plain_label
from desktop_app.gui.widgets.painting import filled, outline

_LONGEST = 600
_LINE = 28
STAY_MS = 6000


class Kind(StrEnum):
    """What a message is about."""

    INFO = "info"
    DONE = "done"
    WARNING = "warning"
    ERROR = "error"


_LOOKS = {
    Kind.INFO: ("info", "muted", "panel"),
    Kind.DONE: ("circle-check", "done", "panel"),
    Kind.WARNING: ("triangle-alert", "missing", "missing_tint"),
    Kind.ERROR: ("circle-x", "danger", "danger_tint"),
}


class InlineMessage(QFrame):
    """A strip with an icon, what happened, what to do next, perhaps one action, and a cross.

    Hidden until it has to speak. Messages of kind DONE and INFO go away by themselves after `stay_ms` (0: they stay,
    None: STAY_MS); warnings and errors stay until they are closed or replaced. `closed` is emitted when it goes. It
    never takes the focus by itself; Esc closes it while the focus is in it.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, stay_ms: int | None = None) -> None:
        super().__init__(parent)
        self._ground = "panel"
        self._timer = QTimer(self, interval=STAY_MS if stay_ms is None else stay_ms, singleShot=True)
        self._timer.timeout.connect(self.dismiss)
        self._icon = QLabel(self)
        self._what = plain_label("", weight=QFont.Weight.Medium, parent=self)
        self._more = plain_label("", parent=self)
        for label in (self._what, self._more):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = quiet_button("", self._act, self)
        self._close = IconButton("x", _("Close this message"), self.dismiss, parent=self)
        self._kind = Kind.INFO
        self._action: Callable[[], object] | None = None
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        self._icon.setMinimumHeight(_LINE)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.setContentsMargins(0, (_LINE - self._what.sizeHint().height()) // 2, 0, 4)
        words.addWidget(self._what)
        words.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.setAlignment(words, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def say(
        self,
        what: str,
        *,
        kind: Kind = Kind.INFO,
        more: str = "",
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show a message; it takes the place of the one before. `act` is called when the button `action` is pressed."""
        self._kind = kind
        self._show_icon()
        self._what.setText(shown(what, _LONGEST))
        self._more.setText(shown(more, _LONGEST))
        self._more.setHidden(not more)
        self._button.setText(action)
        self._button.setHidden(not action)
        self._action = act
        self.setAccessibleName(f"{what} {more}".strip())
        self.show()
        self.update()
        self._timer.stop()
        if kind in (Kind.INFO, Kind.DONE) and self._timer.interval():
            self._timer.start()
        announce(self, self.accessibleName())

    def say_error(
        self, error: AppError, *, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show an error for people: what, then where and what next."""
        more = f"{error.where}: {error.hint}" if error.where and error.hint else error.where or error.hint
        self.say(error.what, kind=Kind.ERROR, more=more, action=action, act=act)

    def text(self) -> str:
        """All that is said now, or '' while it is hidden."""
        return "" if self.isHidden() else self.accessibleName()

    def _show_icon(self) -> None:
        icon, role, self._ground = _LOOKS[self._kind]
        size = theme().sign_px()
        self._icon.setPixmap(
            theme().icon(icon, role, size).pixmap(QSize(size, size), self.devicePixelRatioF())
        )

    def event(self, event: QEvent) -> bool:
        # A picture, unlike an icon, does not change by itself on another screen.
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._show_icon()
        return super().event(event)

    def dismiss(self) -> None:
        """Hide the message."""
        self._timer.stop()
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, box = theme(), QRectF(self.rect())
        filled(painter, box, look.colour(self._ground))
        outline(painter, box, look.colour("line"))

    def _act(self) -> None:
        action = self._action
        self.dismiss()
        if action is not None:
            action()
