"""The time that one's documents took: shown to nobody else, and only noted if one likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from desktop_app.base.errors import StoreError
from desktop_app.base.i18n import _
from desktop_app.gui.widgets import inset, plain_label, push_button
from desktop_app.ops import timing
from desktop_app.ops.project import Project

if TYPE_CHECKING:
    from desktop_app.gui.shell.main_window import MainWindow

LONGEST_PAUSE_MIN = 60


def duration(seconds: float) -> str:
    """A stretch of time in words: '3 h 20 min'."""
    minutes = int(seconds) // 60
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


class TimeRow(QWidget):
    """What was noted, the switch, and how long a pause may be."""

    def __init__(self, window: MainWindow, project: Project, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = window
        self._project = project
        settings = window.preferences.settings
        self.words = plain_label("", look="muted", parent=self)
        self.words.setWordWrap(True)
        self.keep = QCheckBox(_("Note how long my documents take"), self)
        self.keep.setChecked(settings.keep_time)
        self.keep.toggled.connect(self._switch)
        self.pause = QSpinBox(self)
        self.pause.setRange(1, LONGEST_PAUSE_MIN)
        self.pause.setSuffix(_(" min"))
        self.pause.setAccessibleName(_("A longer pause does not count"))
        inset(self.pause)
        self.pause.setValue(max(1, settings.pause_s // 60))
        self.pause.valueChanged.connect(self._set_pause)
        self.forget = push_button(_("Forget"), self._forget, self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addWidget(plain_label(_("A longer pause does not count:"), look="muted", parent=self))
        row.addWidget(self.pause)
        row.addStretch(1)
        row.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.words)
        self.refresh()

    def refresh(self) -> None:
        """Write how long it took so far."""
        self._window.clock.write()
        space = self._window.workspace
        here = space.document if space is not None else None
        total = timing.total_seconds(self._project)
        if here is not None:
            words = _(
                "Your time: {here} in this document, {total} in all. Only you see it, on this computer."
            )
            words = words.format(
                here=duration(timing.seconds(self._project, here.uid)), total=duration(total)
            )
        else:
            words = _("Your time: {total} in all. Only you see it, on this computer.")
            words = words.format(total=duration(total))
        self.words.setText(words)
        self.pause.setEnabled(self.keep.isChecked())
        self.forget.setEnabled(total > 0)

    def _switch(self, on: bool) -> None:
        self._window.notices.attempt(lambda: self._window.preferences.change(keep_time=on))
        self.refresh()

    def _set_pause(self, minutes: int) -> None:
        self._window.notices.attempt(lambda: self._window.preferences.change(pause_s=60 * minutes))

    def _forget(self) -> None:
        try:
            timing.forget(self._project)
        except StoreError as error:
            self.words.setText(str(error))
        else:
            self.refresh()
