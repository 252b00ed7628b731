"""Does what the commands about paper ask for: asks how, prints while the window goes on, says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QPageLayout

from desktop_app.base.errors import AppError, UsageError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number
from desktop_app.gui.printing.dialog import SIZES, PaperDialog
from desktop_app.gui.printing.gathering import begin
from desktop_app.gui.printing.output import Steps, lay_out, to_pdf, to_printer
from desktop_app.gui.printing.paper import Paper, page_layout
from desktop_app.gui.shell.opening import fit_name
from desktop_app.gui.widgets import Kind, ProgressStrip
from desktop_app.ops import documents

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop_app.gui.shell.main_window import MainWindow
    from desktop_app.gui.shell.workspace import Workspace

SUFFIX = ".pdf"
PATIENCE_MS = 200
"""What takes no longer than this needs no strip."""
_SIZE, _NOTES = "paper", "paper list"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the dialog was left with."""

    layout: QPageLayout
    with_notes: bool


_Then = Callable[["Workspace", Wanted], None]


class PrintActions(QObject):
    """One for each window. `steps` are those of the document that is being printed, if any is."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.steps: Steps | None = None
        self._target: Path | None = None
        self.strip: ProgressStrip | None = None
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self.go_on)
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self.show_strip)
        window.holder.closing.connect(self.cancel)
        window.rebuilt.connect(self._move_strip)

    # Asking

    def print_document(self) -> None:
        """Ask how, then which printer, and print. Raises UsageError when there is none, or no time for it."""
        from PySide6.QtPrintSupport import QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            raise UsageError(
                _("No printer is set up on this computer."),
                hint=_("Set one up in the settings of the system, or save a PDF."),
            )
        self._ask(_("Print"), _("Choose a printer"), self._choose_printer)

    def save_pdf(self) -> None:
        """Ask how, then where to, and write a PDF. Raises UsageError when another document is being printed."""
        self._ask(_("Save as PDF"), _("Choose a file"), self._choose_file)

    def _ask(self, title: str, go: str, then: _Then) -> None:
        space = self._window.workspace
        if space is None or space.document is None:
            return
        if self.steps is not None:
            raise UsageError(
                _("Another document is being printed."), hint=_("Wait until it is done, or cancel it.")
            )
        data = documents.text_bytes(space.project, space.document.uid)
        counts = space.document.length, data.count(b"\n"), len(space.view.index)
        dialog = PaperDialog(title, go, counts, self._window)
        kept = self._window.preferences.settings.window
        if kept.get(_SIZE) in SIZES:
            dialog.size_box.setCurrentText(kept[_SIZE])
        dialog.notes.setChecked(kept.get(_NOTES) != "no")
        dialog.accepted.connect(partial(self._answered, dialog, then))
        dialog.open()

    def _answered(self, dialog: PaperDialog, then: _Then) -> None:
        self._window.remember(
            **{_SIZE: dialog.size_box.currentText(), _NOTES: "yes" if dialog.notes.isChecked() else "no"}
        )
        wanted = Wanted(page_layout(dialog.page_size), dialog.notes.isChecked())
        self._window.on_workspace(lambda space: then(space, wanted))

    def _choose_file(self, space: Workspace, wanted: Wanted) -> None:
        document = space.document
        if document is None:
            return
        stem = fit_name(document.title or Path(document.name).stem)
        proposed = space.project.path.with_name(f"{stem}{SUFFIX}")
        kinds = _("PDF ({patterns})").format(patterns=f"*{SUFFIX}")
        asker = self._window.tasks.asker
        found = asker.save_as(_("Save as PDF"), proposed, kinds)
        while found is not None and found.suffix.lower() != SUFFIX:
            found = found.with_name(found.name + SUFFIX)
            if found.exists():
                # The dialog knew nothing of this file: it has to ask before it is replaced.
                found = asker.save_as(_("Save as PDF"), found, kinds)
        if found is not None:
            self.write(space, found, wanted)

    def _choose_printer(self, space: Workspace, wanted: Wanted) -> None:
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(wanted.layout)
        if space.document is not None:
            printer.setDocName(shown(space.document.title or space.document.name))
        if self._window.tasks.asker.printer(printer):
            chosen = Wanted(printer.pageLayout(), wanted.with_notes)
            if printer.outputFileName():
                self.write(space, Path(printer.outputFileName()), chosen)
            else:
                self.print_on(space, printer, chosen)

    # Doing

    def write(self, space: Workspace, target: Path, wanted: Wanted) -> None:
        """Write the document that is shown to a PDF."""
        if space.document is not None:
            found = begin(space.project, space.document.uid, space.view.shown)
            paper = self._paper(wanted)
            prepared = lay_out(space.project, found, paper, with_notes=wanted.with_notes)
            self._start(to_pdf(prepared, found, target, wanted.layout), target)

    def print_on(self, space: Workspace, printer: QPrinter, wanted: Wanted) -> None:
        """Print the document that is shown."""
        if space.document is not None:
            found = begin(space.project, space.document.uid, space.view.shown)
            prepared = lay_out(space.project, found, self._paper(wanted), with_notes=wanted.with_notes)
            self._start(to_printer(prepared, printer), None)

    def _paper(self, wanted: Wanted) -> Paper:
        return Paper.of(wanted.layout, self._window.preferences.settings.reading_font)

    def _start(self, steps: Steps, target: Path | None) -> None:
        self.steps, self._target = steps, target
        self._timer.start()
        self._patience.start(PATIENCE_MS)

    def show_strip(self) -> None:
        """Show how far it is, in the window as it is now."""
        if self.steps is not None and self.strip is None:
            self.strip = ProgressStrip(self._window.central)
            self.strip.cancelled.connect(self._stop)
            self._window.central.show_strip(self.strip)
            self.strip.start(_("Printing") if self._target is None else _("Writing the PDF"))

    def _move_strip(self) -> None:
        """The window has been built anew, and the strip has gone with the old one."""
        if self.strip is not None:
            self.strip = None
            self.show_strip()

    def go_on(self) -> None:
        """Do the next step, and the others in their turn."""
        steps, self.steps = self.steps, None
        if steps is None:
            return
        try:
            words, done, total = next(steps)
            self.steps = steps
            if self.strip is not None:
                self.strip.set_progress(done, total, words)
            self._timer.start()
        except StopIteration as end:
            self._rest()
            self._say_done(end.value)
        except AppError as error:
            self._rest()
            self._window.notices.fail(error)
        finally:
            if self.steps is None:
                self._rest()

    def cancel(self) -> None:
        """Stop; what was written so far is taken away."""
        steps, self.steps = self.steps, None
        self._timer.stop()
        if steps is not None:
            steps.close()
            self._rest()

    def _stop(self) -> None:
        words = _("Stopped printing.") if self._target is None else _("Stopped. No file was written.")
        self.cancel()
        self._window.notices.say(words)

    def _rest(self) -> None:
        strip, self.strip = self.strip, None
        self._patience.stop()
        if strip is not None:
            self._window.central.drop_strip(strip)

    def _say_done(self, pages: int) -> None:
        count = ngettext("{number} page", "{number} pages", pages).format(number=number(pages))
        target = self._target
        if target is None:
            said = _("Printed: {pages}.").format(pages=count)
            self._window.notices.say(said, kind=Kind.DONE)
            return
        said = _("Saved {name}, {pages}.").format(name=shown(target.name, 80), pages=count)
        place = QUrl.fromLocalFile(str(target))
        self._window.notices.offer(
            said, _("Open"), lambda: QDesktopServices.openUrl(place), kind=Kind.DONE, more=shown(str(target))
        )
