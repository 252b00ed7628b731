"""What this program is, under which licence, and what it is made of."""

from __future__ import annotations

from importlib import metadata

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app import __version__
from desktop_app.base.i18n import _
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.widgets import plain_label, primary_button

LIBRARIES = (
    "PySide6_Essentials",
    "sqlite-utils",
    "numpy",
    "msgspec",
    "regex",
    "icu4py",
    "rapidfuzz",
    "chardet",
    "lxml",
    "trafilatura",
    "platformdirs",
    "filelock",
    "click",
)


def version_of(distribution: str) -> str:
    """The version of an installed distribution, '' when it is not installed as one."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


class AboutDialog(Dialog):
    """Version, licence, privacy in words, libraries."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("About Rubricator"), parent, width=520, height=440)
        self.body.addWidget(
            plain_label("Rubricator", look="brand", step=9, weight=QFont.Weight.Bold, parent=self)
        )
        self.body.addWidget(
            plain_label(_("Version {version}").format(version=__version__), look="muted", parent=self)
        )
        for words in (
            _("Free software under the MIT licence."),
            _("It works offline and sends nothing anywhere."),
            _("Projects are not encrypted: who can read the file can read the documents and the marks."),
        ):
            label = plain_label(words, parent=self)
            label.setWordWrap(True)
            self.body.addWidget(label)
        self.libraries = QPlainTextEdit(self)
        self.libraries.setReadOnly(True)
        self.libraries.setAccessibleName(_("Libraries"))
        self.libraries.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.libraries.setPlainText(
            "\n".join(f"{name.replace('_', ' ')} {version_of(name)}".strip() for name in LIBRARIES)
        )
        self.body.addWidget(plain_label(_("Libraries"), look="muted", parent=self))
        self.body.addWidget(self.libraries, 1)
        self.close_with(primary_button(_("Close"), self.close, self))
