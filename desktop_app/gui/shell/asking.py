"""The system's own dialogs for files and folders. The only place that opens them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.paths import PROJECT_SUFFIX

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Asker:
    """Asks for paths; None or nothing when the person thought better of it. Tests answer in its place."""

    def __init__(self, window: QWidget, start: Path) -> None:
        self._window = window
        self._start = start

    def folder(self) -> Path | None:
        """Ask for a folder of documents; None if nobody chose one."""
        found = QFileDialog.getExistingDirectory(self._window, _("Open a folder of documents"), self._here())
        return Path(found) if found else None

    def target_folder(self, title: str) -> Path | None:
        """A folder that files go to."""
        found = QFileDialog.getExistingDirectory(self._window, title, self._here())
        return Path(found) if found else None

    def documents(self) -> list[Path]:
        """Files to add."""
        from desktop_app.readers import READERS

        patterns = " ".join(f"*{suffix}" for reader in READERS.values() for suffix in reader.SUFFIXES)
        kinds = ";;".join(
            (
                _("Documents ({patterns})").format(patterns=patterns),
                _("All files ({patterns})").format(patterns="*"),
            )
        )
        found, _kind = QFileDialog.getOpenFileNames(self._window, _("Add documents"), self._here(), kinds)
        return [Path(name) for name in found]

    def project(self) -> Path | None:
        """A project to open."""
        found, _kind = QFileDialog.getOpenFileName(
            self._window, _("Open a project"), self._here(), self._projects()
        )
        return Path(found) if found else None

    def tagset(self) -> str | None:
        """The tagset of a new project: the KEY of one that comes with the program, or the path of a file."""
        from desktop_app.gui.dialogs.new_project import FILE, NewProjectDialog

        dialog = NewProjectDialog(self._window)
        dialog.exec()
        if dialog.answer != FILE:
            return dialog.answer
        path = self.open_file(_("A tagset file"), _("Tagsets ({patterns})").format(patterns="*.json"))
        return str(path) if path is not None else None

    def new_project(self, title: str, proposed: str) -> Path | None:
        """Where a project goes that is not there yet."""
        place = str(self._start / f"{proposed}{PROJECT_SUFFIX}")
        found, _kind = QFileDialog.getSaveFileName(self._window, title, place, self._projects())
        return Path(found) if found else None

    def save_as(self, title: str, proposed: Path, kinds: str) -> Path | None:
        """Ask where a file goes; None if nobody chose a place."""
        found, _kind = QFileDialog.getSaveFileName(self._window, title, str(proposed), kinds)
        return Path(found) if found else None

    def open_file(self, title: str, kinds: str) -> Path | None:
        """Ask for a file to read; None if nobody chose one."""
        found, _kind = QFileDialog.getOpenFileName(self._window, title, self._here(), kinds)
        return Path(found) if found else None

    def printer(self, printer: QPrinter) -> bool:
        """Let the person choose a printer, pages and copies. Whether it is to print."""
        from PySide6.QtPrintSupport import QPrintDialog

        return QPrintDialog(printer, self._window).exec() == QPrintDialog.DialogCode.Accepted

    def _projects(self) -> str:
        return _("Projects ({patterns})").format(patterns=f"*{PROJECT_SUFFIX}")

    def _here(self) -> str:
        return str(self._start if self._start.is_dir() else Path.home())
