"""What is asked of the window about projects and files: opening, adding documents, exporting, copies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.base.paths import seeds
from desktop_app.base.shown import shown
from desktop_app.gui.shell.asking import Asker
from desktop_app.gui.shell.opening import Target, fit_name, target_of, with_suffix
from desktop_app.gui.widgets import Kind

if TYPE_CHECKING:
    from desktop_app.gui.documents.importing import Imported, Importing
    from desktop_app.gui.shell.main_window import MainWindow


class ProjectTasks(QObject):
    """Does what commands, the welcome page, dropped files and the command line ask for."""

    def __init__(self, window: MainWindow, asker: Asker) -> None:
        super().__init__(window)
        self._window = window
        self.asker = asker
        self.importing: Importing | None = None
        self._quiet = False
        self._due = False
        self._earlier: Imported | None = None

    # Opening

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open what was named: a project, or documents in a project of their folder; nothing shows the welcome page."""
        try:
            target = target_of(paths, self._window.preferences.places)
        except AppError as error:
            self._window.notices.fail(error)
            target = None
        if target is not None:
            self.open_target(target)
        if self._window.project is None:
            self._window.pages.show_welcome()

    def open_target(self, target: Target) -> None:
        """Open a project, make it if need be, and add its documents once the window is painted."""
        holder = self._window.holder
        opened = holder.open_or_create(target.project) if target.documents else holder.open(target.project)
        if opened and target.documents:
            self._due = True
            self._window.after_paint(lambda: self._add_named(target.documents))

    def _add_named(self, paths: Sequence[Path]) -> None:
        self._due = False
        self.add(paths, quiet=True)

    def new_project(self) -> None:
        """Ask which tags a new project begins with and where it goes, and open it."""
        tagset = self.asker.tagset()
        path = self.asker.new_project(_("New project"), _("My project")) if tagset is not None else None
        if tagset is not None and path is not None:
            self._window.holder.create(with_suffix(path), tagset)

    def open_project(self) -> None:
        """Ask for a project and open it."""
        path = self.asker.project()
        if path is not None:
            self._window.holder.open(path)

    def open_folder(self) -> None:
        """Ask for a folder of documents and open the project of that name."""
        folder = self.asker.folder()
        if folder is not None:
            self.open_paths([folder])

    def open_samples(self) -> None:
        """Open the documents that come with the program."""
        self.open_paths([seeds()])

    def close_project(self) -> None:
        """Close the project and show the welcome page."""
        self._window.holder.close()
        self._window.pages.show_welcome()

    def take_over(self) -> None:
        """Open the project for writing although another computer left its lock behind."""
        self._window.holder.reopen(other_host=True)

    def can_take_over(self) -> bool:
        """Whether the project could not be written because of a lock."""
        return self._window.holder.locked is not None

    def save_copy(self) -> None:
        """Ask where a copy of the project goes, write it, and go on with it."""
        project = self._window.project
        if project is None:
            return
        proposed = fit_name(_("{name} copy").format(name=project.path.stem))
        path = self.asker.new_project(_("Save a copy"), proposed)
        if path is not None:
            self._window.notices.attempt(lambda: self._window.holder.save_copy(with_suffix(path)))

    # Documents

    def add_files(self) -> None:
        """Ask for files and add them."""
        self.add(self.asker.documents())

    def add_folder(self) -> None:
        """Ask for a folder and add what is in it."""
        folder = self.asker.folder()
        if folder is not None:
            self.add([folder])

    def add(self, paths: Sequence[Path], *, quiet: bool = False) -> None:
        """Bring files and folders in. `quiet` keeps silent when all of them are there already."""
        project = self._window.project
        if project is None or not paths:
            return
        if project.read_only:
            if not quiet:
                self._window.notices.say(_("The project is open for reading only."), kind=Kind.WARNING)
            return
        if self.importing is None:
            from desktop_app.gui.documents.importing import Importing

            self.importing = Importing(project, self._window.jobs, self)
            self.importing.progressed.connect(self._progressed)
            self.importing.finished.connect(self._finished)
            self.importing.failed.connect(self._failed)
        importing = self.importing
        self._quiet = quiet
        self._window.notices.attempt(lambda: importing.start(paths))

    @property
    def adding(self) -> bool:
        """Whether documents are being added, or about to be."""
        return self._due or (self.importing is not None and self.importing.busy)

    def cancel_adding(self) -> None:
        """Stop bringing files in; what is there stays."""
        if self.importing is not None:
            self.importing.cancel()

    def leave(self) -> None:
        """The project is about to be closed."""
        if self.importing is not None:
            importing, self.importing = self.importing, None
            importing.finished.disconnect(self._finished)
            importing.failed.disconnect(self._failed)
            importing.cancel()
            importing.deleteLater()
        self._rest()

    def _rest(self) -> None:
        if self._window.progress is not None:
            self._window.progress.finish()

    def _progressed(self, done: int, total: int, name: str) -> None:
        strip = self._window.progress
        if strip is None:
            return
        if strip.isHidden():
            strip.start(_("Adding documents"))
        space = self._window.central.workspace
        if space is not None and space.document is None:
            space.page.show_nothing(why=_("Adding documents …"))
        words = _("Adding {name}").format(name=shown(name, 80)) if name else _("Adding documents")
        strip.set_progress(done, total, words)

    def _failed(self, error: AppError) -> None:
        self._rest()
        self._window.notices.fail(error)

    def _finished(self, result: Imported) -> None:
        self._rest()
        if self._earlier is not None:
            result, self._earlier = result.after(self._earlier), None
        self._say(result)
        space = self._window.central.workspace
        if space is not None and space.document is None:
            self._window.notices.attempt(space.open_first)
            space.focus_text()
        if result.guesses:
            self._ask_about(result)

    def _say(self, result: Imported) -> None:
        from desktop_app.gui.documents.report import lines, summary

        nothing_new = not (result.added or result.failed or result.guesses or result.cancelled)
        sentence = summary(result)
        if not sentence or (self._quiet and nothing_new):
            return
        kind = Kind.WARNING if result.failed or result.cancelled else Kind.DONE
        if lines(result):
            self._window.notices.offer(sentence, _("Show which"), lambda: self.show_report(result), kind=kind)
        else:
            self._window.notices.say(sentence, kind=kind)

    def show_report(self, result: Imported) -> None:
        """List the files that were not added."""
        from desktop_app.gui.dialogs.import_report import ImportReportDialog

        ImportReportDialog(result, self._window).show()

    def _ask_about(self, result: Imported) -> None:
        from desktop_app.gui.dialogs.import_preview import ImportPreview

        dialog = ImportPreview(result.guesses, self._window.jobs, self._window)
        dialog.accepted.connect(lambda: self._bring_in(dialog, result))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _bring_in(self, dialog: object, earlier: Imported) -> None:
        from desktop_app.gui.dialogs.import_preview import ImportPreview

        importing = self.importing
        if isinstance(dialog, ImportPreview) and importing is not None:
            self._earlier = earlier
            self._window.notices.attempt(lambda: importing.bring_in(dialog.chosen()))

    # Annotations in and out

    def export(self) -> None:
        """Open the export dialog."""
        from desktop_app.gui.dialogs.export_dialog import ExportDialog

        if self._window.project is not None:
            ExportDialog(self._window.project, self._window.jobs, self.asker, self._window).open()

    def import_annotations(self) -> None:
        """Ask for a file of annotations and bring it in."""
        from desktop_app.gui.dialogs.annotation_import import AnnotationImport

        path = self.asker.open_file(
            _("Import annotations"), _("JSON lines ({patterns})").format(patterns="*.jsonl")
        )
        if path is not None and self._window.project is not None:
            AnnotationImport(self._window.project, path, self._window.jobs, self._window).open()
