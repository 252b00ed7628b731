"""A strip that says how far a long job is, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.widgets.buttons import quiet_button
from desktop_app.gui.widgets.labels import ElidedLabel, plain_label


class ProgressStrip(QWidget):
    """What is being done, how much of it, and a cancel button that emits `cancelled` once. Hidden until `start`."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = ElidedLabel(parent=self)
        self._count = plain_label("", look="muted", parent=self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._cancel = quiet_button(_("Cancel"), self._stop, self)
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._what, 1)
        words.addWidget(self._count)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 8, 4)
        column.setSpacing(0)
        column.addLayout(words)
        column.addLayout(row)
        self.hide()

    def start(self, what: str) -> None:
        """Show the strip for a job whose size is not known yet."""
        self._what.setText(what)
        self._bar.setAccessibleName(what)
        self._cancel.setEnabled(True)
        self._cancel.setText(_("Cancel"))
        self.set_progress(0, 0)
        self.show()

    def set_progress(self, done: int, total: int, doing: str = "") -> None:
        """Say how much is done (`total` 0: not known), and perhaps what comes now."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        written = QLocale().toString
        words = _("{done} of {total}").format(done=written(done), total=written(total))
        self._count.setText(words if total else "")
        if doing:
            self._what.setText(doing)

    def finish(self) -> None:
        """Hide the strip."""
        self.hide()

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText(_("Stopping"))
        self.cancelled.emit()
