"""Asking for files of a register, writing them whole, and saying what an import brought."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop_app.base.errors import AppError
from desktop_app.base.files import read_most, replacing
from desktop_app.base.i18n import _, ngettext
from desktop_app.gui.pieces import Pieces
from desktop_app.gui.register.window import SidePage
from desktop_app.gui.widgets import Kind
from desktop_app.model.sheets import SIZE_LIMIT, SheetProgress, SheetReport

_MOST_LISTED = 6


BringIn = Callable[[bytes, SheetProgress], Generator[int, None, object]]


class Files:
    """`export` gives the bytes of a file (JSON or CSV), `bring_in` takes them in pieces; `proposed`: a name without
    ending. What is under way, and what came of it, is said on the page.
    """

    def __init__(
        self,
        page: SidePage,
        *,
        export: Callable[[bool], bytes],
        bring_in: BringIn,
        proposed: Path,
    ) -> None:
        self._page = page
        self._message = page.message
        self._export = export
        self._bring_in = bring_in
        self._proposed = proposed
        self._coming = SheetProgress()
        self._pieces = Pieces(page)
        self._pieces.progressed.connect(self._progressed)
        self._pieces.finished.connect(self._finished)
        self._pieces.failed.connect(self._failed)
        self._pieces.stopped.connect(self._stopped)
        page.progress.cancelled.connect(self._pieces.stop)

    @property
    def loading(self) -> bool:
        """Whether a file is being taken in."""
        return self._pieces.running

    def end(self) -> None:
        """Take back what has been taken in of a file, if one is under way."""
        self._pieces.end()
        self._page.progress.finish()

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
        """Ask for a file and take in what is in it, unless one is under way."""
        if self.loading:
            return
        dialog = self._dialog(_("Add from CSV or JSON"), self.load_from)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("CSV or JSON (*.csv *.json)"), _("All files (*)")])
        dialog.open()

    def _dialog(self, title: str, then: Callable[[Path], object]) -> QFileDialog:
        dialog = QFileDialog(self._page, title, str(self._proposed.parent))
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
        """Take in what is in a file, a little at a time, and say what came of it."""
        self._message.dismiss()
        self._coming = SheetProgress()
        try:
            data = read_most(path, SIZE_LIMIT + 1)
        except AppError as error:
            self._message.say_error(error)
            return
        self._pieces.start(self._bring_in(data, self._coming))

    def _progressed(self, done: int) -> None:
        if self._page.progress.isHidden():
            self._page.progress.start(_("Importing"))
        self._page.progress.set_progress(done, self._coming.total)

    def _finished(self) -> None:
        self._page.progress.finish()
        report = self._coming.report
        self._message.say(
            _report_words(report),
            kind=Kind.WARNING if report.bad else Kind.DONE,
            more="\n".join(_bad_words(report)),
        )

    def _failed(self, error: AppError) -> None:
        self._page.progress.finish()
        self._message.say_error(error)

    def _stopped(self) -> None:
        self._page.progress.finish()
        self._message.say(_("Stopped. Nothing was imported."))


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
