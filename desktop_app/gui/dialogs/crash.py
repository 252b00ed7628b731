"""When the program itself is wrong: what happened, as a report that can be copied. Nothing of the work is lost."""

from __future__ import annotations

import platform
import sys
import traceback
from types import TracebackType

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app import __version__
from desktop_app.base.i18n import _
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import plain_label, primary_button, push_button


def report_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Version, system and trace: no name of a document, no text of one."""
    lines = [
        f"Rubricator {__version__}",
        f"Python {platform.python_version()} on {platform.platform()}",
        "",
        *traceback.format_exception(kind, error, trace),
    ]
    return "\n".join(line.rstrip("\n") for line in lines)


class CrashDialog(Dialog):
    """Shows a report. Closing it goes on with the work."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Something went wrong"), parent, width=720, height=460)
        what = _("This is a mistake in the program. All that you marked is saved, and you can go on working.")
        then = _("If it happens again, please send this report.")
        words = plain_label(f"{what} {then}", parent=self)
        words.setWordWrap(True)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Report"))
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(theme().size)
        self.text.setFont(fixed)
        self.text.setPlainText(report)
        self.body.addWidget(words)
        self.body.addWidget(self.text, 1)
        self.close_with(
            push_button(_("Copy the report"), self.copy, self), primary_button(_("Go on"), self.close, self)
        )

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())


def to_standard_error(report: str) -> None:
    """For the person who started the program from a terminal, and for the log of whoever did it."""
    print(report, file=sys.stderr, flush=True)
