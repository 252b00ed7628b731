"""A session without a display: the real window opens documents, marks, undoes, comes back, exports, and proves it."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.base.paths import seeds, user_places
from desktop_app.gui import offscreen_input
from desktop_app.gui.app import open_window, watch_for_bugs
from desktop_app.gui.dialogs.export_dialog import ExportDialog
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.shell.main_window import MainWindow
from desktop_app.gui.shell.workspace import Workspace
from desktop_app.gui.theme.style import Choice, theme
from desktop_app.model.records import Annotation
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents

SIZE = (1440, 900)
HELD, NOT_HELD = 0, 1
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

SCRIPT = (
    ("Ayman al-Zawahri", "a"),
    ("like-minded extremist groups operating in Syria and Iraq to band together against Russia", "c"),
    ("Reuters", "a"),
    ("Sunday", "d"),
    ("said", "q"),
    ("Moscow", "a"),
    ("Sept. 30", "d"),
    ("insist", "q"),
)
"""What is looked for in the first document, and the key that marks it."""


class NotHeldError(AppError):
    """Something of the session is not as it must be."""


def hold(held: bool, what: str) -> None:
    """Raise NotHeldError when something that must be so is not."""
    if not held:
        raise NotHeldError(_("This did not hold: {what}.").format(what=what))


@dataclass(slots=True)
class Session:
    """One session, from an empty folder to a proven export."""

    paths: list[Path]
    folder: Path
    language: str

    def play(self) -> None:
        """Play it and say where everything lies. Raises AppError for the first thing that is not as it must be."""
        window, space = self._open(self.paths)
        made = self._mark(window, space)
        self._undo_and_redo(window, space, made)
        pictures = [self._picture(window, choice) for choice in (Choice.LIGHT, Choice.DARK)]
        project = space.project.path
        before = self._all(space)
        self._close(window)
        window, space = self._open([project])
        hold(self._all(space) == before, _("all marks are there after opening the project again"))
        hold(space.project.undo_depth > 0, _("there is something to undo after opening the project again"))
        export = self._export(window, space)
        self._close(window)
        _say(_("Project"), project)
        _say(_("Export"), export)
        for picture in pictures:
            _say(_("Picture"), picture)

    def _open(self, paths: list[Path]) -> tuple[MainWindow, Workspace]:
        preferences = Preferences(user_places(self.folder))
        preferences.change(language=self.language, annotator_name=preferences.annotator().name)
        window = open_window(preferences)
        watch_for_bugs(window)
        window.tasks.open_paths(paths)
        window.show()
        window.resize(*SIZE)
        offscreen_input.until(_("the window is painted"), lambda: window.was_painted)
        offscreen_input.until(_("a document is shown"), window.has_document)
        offscreen_input.until(_("nothing is being added"), lambda: not window.tasks.adding)
        offscreen_input.settle()
        space = window.workspace
        if space is None or window.project is None:
            raise NotHeldError(window.notices.text())
        hold(not window.project.read_only, _("the project can be written"))
        return window, space

    def _mark(self, window: MainWindow, space: Workspace) -> list[Annotation]:
        document = space.document
        text = documents.text(space.project, document.uid) if document is not None else ""
        for words, key in _script(text):
            start = text.index(words)
            if " " in words:
                offscreen_input.drag(space.view, start, start + len(words))
            else:
                offscreen_input.double_click(space.view, start)
            before = len(self._all(space))
            offscreen_input.press(space.view, Qt.Key(ord(key.upper())))
            hold(len(self._all(space)) == before + 1, _("“{words}” is marked").format(words=words))
            offscreen_input.press(space.view, Qt.Key.Key_Escape)
        for item in self._all(space):
            spoken = [text[span.start : span.end] for span in item.spans]
            hold(spoken == list(item.quotes), _("a mark stands on its words"))
        hold(len(space.view.index) == len(self._all(space)), _("all marks are painted"))
        return self._all(space)

    def _undo_and_redo(self, window: MainWindow, space: Workspace, made: list[Annotation]) -> None:
        offscreen_input.press(space.view, Qt.Key.Key_Z, CONTROL)
        hold(len(self._all(space)) == len(made) - 1, _("undo takes the last mark back"))
        offscreen_input.press(space.view, Qt.Key.Key_Z, CONTROL | SHIFT)
        hold(self._all(space) == made, _("redo brings it again"))
        window.notices.message.dismiss()

    def _picture(self, window: MainWindow, choice: Choice) -> Path:
        theme().use(choice)
        space = window.workspace
        if space is not None:
            space.view.show_from(0)
            space.controller.go_to(self._all(space)[0].uid)
            space.view.show_from(0)
        offscreen_input.settle()
        target = self.folder / f"rubricator-{choice}.png"
        hold(window.grab().save(str(target)), _("the picture is written"))
        return target

    def _export(self, window: MainWindow, space: Workspace) -> Path:
        target = self.folder / f"{space.project.path.stem}.jsonl"
        window.run("project.export")
        dialog = next(
            found
            for found in QApplication.topLevelWidgets()
            if isinstance(found, ExportDialog) and found.isVisible()
        )
        dialog.target.setText(str(target))
        dialog.start()
        offscreen_input.until(_("the export is written"), lambda: bool(dialog.message.text()))
        hold(target.is_file(), dialog.message.text())
        dialog.close()
        verify(target, self._all(space))
        return target

    def _all(self, space: Workspace) -> list[Annotation]:
        document = space.document
        return list(marks.of_document(space.project, document.uid)) if document is not None else []

    def _close(self, window: MainWindow) -> None:
        window.close()
        window.jobs.wait()
        window.deleteLater()
        offscreen_input.settle()


def verify(target: Path, expected: list[Annotation]) -> None:
    """Read an export as any other program would, and compare every span with its text. Raises NotHeldError."""
    found = set()
    for line in target.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        for span in entry["spans"]:
            spoken = entry["text"][span["start"] : span["end"]]
            hold(spoken == span["text"], _("the passage {start}–{end} equals its text").format(**span))
            found.add(span["id"])
    hold(found >= {item.uid for item in expected}, _("every mark is in the export"))


def run(paths: list[Path], out: Path | None, *, language: str) -> int:
    """Play the session in a fresh folder below `out`. Returns 0 when everything held, 1 otherwise."""
    folder = _fresh((out or Path("session")).absolute())
    session = Session([path.absolute() for path in paths] or [seeds()], folder, language)
    try:
        session.play()
    except AppError as error:
        print(str(error), file=sys.stderr, flush=True)
        return NOT_HELD
    print(_("Everything held: marked, undone, opened again, exported and proven."), flush=True)
    return HELD


def _script(text: str) -> list[tuple[str, str]]:
    found = [(words, key) for words, key in SCRIPT if words in text]
    if found:
        return found
    words = [word.strip(".,;:“”\"'()") for word in text.split()]
    longer = list(dict.fromkeys(word for word in words if len(word) > 4 and word.isalpha()))
    return list(zip(longer[:4], "acdq", strict=False))


def _fresh(out: Path) -> Path:
    number = 1
    while (out / str(number)).exists():
        number += 1
    folder = out / str(number)
    folder.mkdir(parents=True)
    return folder


def _say(what: str, path: Path) -> None:
    print(f"{what}: {path}", flush=True)
