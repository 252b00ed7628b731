"""The one question of the first run, as a strip above the work: whose annotations these are."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import plain_label, primary_button, quiet_button
from desktop_app.gui.widgets.painting import filled, outline


class NameStrip(QWidget):
    """Asks for a name and proposes one; nothing waits for the answer. `named` carries it, `later` puts it off."""

    named = Signal(str)
    later = Signal()

    def __init__(self, proposed: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit(proposed, self)
        self.field.setMaxLength(80)
        self.field.setMaximumWidth(240)
        self.field.setAccessibleName(_("Your name"))
        label = plain_label(_("Your name is kept with every mark you make:"), parent=self)
        label.setBuddy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 16, 6)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.field, 1)
        row.addWidget(primary_button(_("Use this name"), self.accept, self))
        row.addWidget(quiet_button(_("Later"), self.later.emit, self))
        row.addStretch(1)

    def accept(self) -> None:
        """Take the name in the field, if there is one."""
        name = " ".join(self.field.text().split())
        if name:
            self.named.emit(name)
        else:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.later.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(8, 6, -8, 0)
        filled(painter, box, theme().colour("page"))
        outline(painter, box, theme().colour("line"))
