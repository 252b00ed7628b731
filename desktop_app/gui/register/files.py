"""Asking for files of a register, writing them whole, and saying what an import brought."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.files import read_most, replacing
from desktop_app.base.i18n import _, ngettext
from desktop_app.gui.widgets import InlineMessage, Kind
from desktop_app.model.sheets import SIZE_LIMIT, SheetReport

_MOST_LISTED = 6


class Files:
    """`export` gives the bytes of a file (JSON or CSV), `bring_in` takes them; `proposed`: a name without ending."""

    def __init__(
        self,
        parent: QWidget,
        message: InlineMessage,
        *,
        export: Callable[[bool], bytes],
        bring_in: Callable[[bytes], SheetReport],
        proposed: Path,
    ) -> None:
        self._parent = parent
        self._message = message
        self._export = export
        self._bring_in = bring_in
        self._proposed = proposed

    def ask_save(self) -> None:
        """Ask for a place and write there."""
        dialog = self._dialog(_("Save as CSV or JSON"), self.save_to)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Tables (*.csv)"), _("JSON (*.json)"), _("All files (*)")])
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("json" if "json" in chosen else "csv")
        )
        dialog.selectFile(self._proposed.name)
        dialog.open()

    def ask_load(self) -> None:
        """Ask for a file and take in what is in it."""
        dialog = self._dialog(_("Add from CSV or JSON"), self.load_from)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("CSV or JSON (*.csv *.json)"), _("All files (*)")])
        dialog.open()

    def _dialog(self, title: str, then: Callable[[Path], object]) -> QFileDialog:
        dialog = QFileDialog(self._parent, title, str(self._proposed.parent))
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def save_to(self, path: Path) -> None:
        """Write the file whole or not at all, as JSON if its name ends so, else as CSV."""
        try:
            with replacing(path) as file:
                file.write(self._export(path.suffix.casefold() == ".json"))
        except AppError as error:
            self._message.say_error(error)
        else:
            self._message.say(_("Saved as {name}.").format(name=path.name), kind=Kind.DONE)

    def load_from(self, path: Path) -> None:
        """Take in what is in a file, and say what came of it."""
        try:
            report = self._bring_in(read_most(path, SIZE_LIMIT + 1))
        except AppError as error:
            self._message.say_error(error)
        else:
            self._message.say(
                _report_words(report),
                kind=Kind.WARNING if report.bad else Kind.DONE,
                more="\n".join(_bad_words(report)),
            )


def _report_words(report: SheetReport) -> str:
    words = [
        ngettext("{number} added", "{number} added", report.added).format(number=report.added),
        ngettext("{number} changed", "{number} changed", report.changed).format(number=report.changed),
        ngettext("{number} as it was", "{number} as they were", report.equal).format(number=report.equal),
    ]
    if report.bad:
        left = ngettext("{number} row left out", "{number} rows left out", len(report.bad))
        words.append(left.format(number=len(report.bad)))
    return ", ".join(words)


def _bad_words(report: SheetReport) -> list[str]:
    listed = [
        _("Line {number}: {reason}").format(number=item.line, reason=str(item.error))
        for item in report.bad[:_MOST_LISTED]
    ]
    more = len(report.bad) - len(listed)
    return [*listed, *([_("and {number} more").format(number=more)] if more else [])]
