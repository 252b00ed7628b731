"""The program as a window: what is set up once, before the first frame and after."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import choose_language
from desktop_app.base.memory import return_large_blocks
from desktop_app.base.paths import Places
from desktop_app.base.settings import load
from desktop_app.gui import qt_words
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.shell.main_window import MainWindow, choice_of
from desktop_app.gui.theme import style

SETTLED_MS = 3000
"""After the first frame: then the first document has been read."""


def run(paths: list[Path], places: Places) -> int:
    """Open the window on a project, documents or folders and stay until it is closed. Returns the exit code."""
    app = application()
    window = open_window(Preferences(places))
    watch_for_bugs(window)
    # The frame first: what a document needs is loaded while the person already sees where it will be.
    window.after_paint(lambda: window.tasks.open_paths(paths))
    keep_what_is_there(window)
    window.show()
    code = app.exec()
    window.jobs.wait()
    return code


def run_offscreen_session(paths: list[Path], places: Places, out: Path | None) -> int:
    """Play a whole session in memory, in a fresh folder below `out`, and prove it. Returns 0 when everything held.

    The person's own settings and projects in `places` are left alone.
    """
    from desktop_app.gui import offscreen_session

    application()
    return offscreen_session.run(paths, out, language=load(places.settings).language)


def application() -> QApplication:
    """The application with its name, made once."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    return_large_blocks()
    app = QApplication([sys.argv[0] if sys.argv else "rubricator"])
    app.setApplicationName("rubricator")
    app.setApplicationDisplayName("Rubricator")
    app.setDesktopFileName("rubricator")
    return app


def open_window(preferences: Preferences) -> MainWindow:
    """A window in the language and look that the user chose; not shown yet."""
    app = application()
    qt_words.speak(choose_language(preferences.settings.language))
    settings = preferences.settings
    look = choice_of(settings.theme)
    style.apply(app, look, size=settings.interface_size_px, still=settings.less_motion)
    return MainWindow(preferences)


def keep_what_is_there(window: MainWindow) -> None:
    """Look for no garbage among what the window is made of: doing so again and again would hold frames up."""
    window.after_paint(gc.freeze)
    window.after_paint(lambda: QTimer.singleShot(SETTLED_MS, window, gc.freeze))


def watch_for_bugs(window: MainWindow) -> None:
    """Show errors for people in the window, and anything else that nobody caught as a report."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, Exception):
            before(kind, error, trace)
        elif isinstance(error, AppError):
            window.notices.fail(error)
        else:
            # Not from inside of whatever Qt is doing at this moment.
            report = _report(kind, error, trace)
            QTimer.singleShot(0, window, lambda: _show(window, report))

    sys.excepthook = hook


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    from desktop_app.gui.dialogs.crash import report_of, to_standard_error

    report = report_of(kind, error, trace)
    to_standard_error(report)
    return report


def _show(window: MainWindow, report: str) -> None:
    from desktop_app.gui.dialogs.crash import CrashDialog

    CrashDialog(report, window).open()
