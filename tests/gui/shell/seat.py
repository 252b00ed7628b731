"""A seat at the real window: a home of its own, hands for mouse and keys, and answers to the dialogs for files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.base.i18n import choose_language
from desktop_app.base.paths import Places
from desktop_app.gui import offscreen_input
from desktop_app.gui.app import open_window
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.shell.asking import Asker
from desktop_app.gui.shell.main_window import MainWindow
from desktop_app.gui.shell.workspace import Workspace
from desktop_app.gui.theme import style
from desktop_app.model.records import Annotation
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents
from desktop_app.ops.backups import list_backups
from tests.builders import places

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Answers(Asker):
    """Gives the answers that a test wrote down, in the place of the system's dialogs."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, Path())
        self.paths: list[Path] = []
        self.tags = "claims-in-the-news"

    def tagset(self) -> str | None:
        return self.tags

    def _next(self) -> Path | None:
        return self.paths.pop(0) if self.paths else None

    def folder(self) -> Path | None:
        return self._next()

    def target_folder(self, title: str) -> Path | None:
        return self._next()

    def documents(self) -> list[Path]:
        found, self.paths = self.paths, []
        return found

    def project(self) -> Path | None:
        return self._next()

    def new_project(self, title: str, proposed: str) -> Path | None:
        return self._next()

    def save_as(self, title: str, proposed: Path, kinds: str) -> Path | None:
        return self._next()

    def open_file(self, title: str, kinds: str) -> Path | None:
        return self._next()


class Seat:
    """Opens windows one after the other in the same home, as a person does who comes back."""

    def __init__(self, qtbot: QtBot, home: Path) -> None:
        self.qtbot = qtbot
        self.home = home
        self.places: Places = places(home)
        self.windows: list[MainWindow] = []

    @property
    def window(self) -> MainWindow:
        """The window that is open now."""
        return self.windows[-1]

    @property
    def space(self) -> Workspace:
        """The workspace of the window."""
        space = self.window.workspace
        assert space is not None
        return space

    @property
    def answers(self) -> Answers:
        """What the dialogs for files will answer."""
        asker = self.window.tasks.asker
        assert isinstance(asker, Answers)
        return asker

    def sit_down(self, *paths: Path, name: str = "anna", size: tuple[int, int] = (1200, 800)) -> MainWindow:
        """Start the program as a person does, and wait until it is through with what was named. '' gives no name."""
        preferences = Preferences(self.places)
        preferences.change(language="en", **({"annotator_name": name} if name else {}))
        style.apply(hands_app(), style.Choice.LIGHT)
        window = open_window(preferences)
        window.tasks.asker = Answers(window)
        self.windows.append(window)
        window.tasks.open_paths(list(paths))
        window.show()
        window.resize(*size)
        self.wait(lambda: window.was_painted)
        self.wait(lambda: not window.tasks.adding)
        offscreen_input.settle()
        return window

    def get_up(self) -> None:
        """Close the window, as its cross does."""
        window = self.window
        window.close()
        window.jobs.wait()
        offscreen_input.settle()

    def leave(self) -> None:
        """Close whatever is open still."""
        for window in self.windows:
            window.close()
            window.jobs.wait()
            window.deleteLater()
        offscreen_input.settle()
        choose_language("en")

    def wait(self, come: Callable[[], object]) -> None:
        """Wait until something has come about."""
        self.qtbot.waitUntil(lambda: bool(come()))

    def wait_for_the_backup(self) -> None:
        """Wait until the backup is made that every new project gets some time after it was painted."""
        self.wait(lambda: list_backups(self.space.project))
        self.wait(lambda: not self.window.jobs.busy)

    def wait_for_the_middle(self) -> None:
        """Wait until some of the documents that come in are there, and others are not."""
        importing = self.window.tasks.importing
        assert importing is not None
        with self.qtbot.waitSignal(
            importing.progressed, check_params_cb=lambda done, total, _name: 0 < done < total
        ):
            pass

    # What a person does

    def press(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = offscreen_input.NONE) -> None:
        """Press a key, named by Qt or by its letter."""
        wanted = Qt.Key(ord(key.upper())) if isinstance(key, str) else key
        offscreen_input.press(self.window, wanted, modifiers)

    def drag(self, words: str) -> None:
        """Pull the mouse over the first place with these words."""
        start = self.text.index(words)
        offscreen_input.drag(self.space.view, start, start + len(words))

    def mark(self, words: str, key: str = "a") -> Annotation:
        """Pull the mouse over words and press a tag's key."""
        known = {item.uid for item in self.marks()}
        self.drag(words)
        self.press(key)
        fresh = [item for item in self.marks() if item.uid not in known]
        assert len(fresh) == 1
        return fresh[0]

    # What is so

    @property
    def text(self) -> str:
        """The text of the document that is shown."""
        document = self.space.document
        assert document is not None
        return documents.text(self.space.project, document.uid)

    def marks(self) -> list[Annotation]:
        """The marks of the document that is shown, as the project has them."""
        document = self.space.document
        assert document is not None
        return list(marks.of_document(self.space.project, document.uid))

    def titles(self) -> list[str]:
        """What the list of documents shows, line by line."""
        model = self.space.documents.model
        return [str(model.data(model.index(row))) for row in range(model.rowCount())]

    def said(self) -> str:
        """What the window says at this moment."""
        return self.window.notices.text()


D = TypeVar("D", bound=QWidget)


def shown(kind: type[D]) -> D:
    """The dialog of this kind that is open now."""
    offscreen_input.settle()
    found = [item for item in QApplication.topLevelWidgets() if isinstance(item, kind) and item.isVisible()]
    assert len(found) == 1
    return found[0]


def hands_app() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


def articles(folder: Path, **texts: str) -> Path:
    """A folder with text files, named by the arguments."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    return folder
