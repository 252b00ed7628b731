"""A window in a process of its own: it marks words, says so once they are painted, and waits to be killed."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from desktop_app.gui import offscreen_input
from desktop_app.gui.app import application, open_window
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.reading.view import DocumentView
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents
from tests.builders import places


def painted_since(view: DocumentView, frames: int) -> bool:
    return view.counts.frames > frames


def main(home: Path, folder: Path, words: list[str]) -> None:
    app = application()
    window = open_window(Preferences(places(home)))
    window.tasks.open_paths([folder])
    window.show()
    offscreen_input.until("a document is shown", window.has_document)
    offscreen_input.until("nothing is being added", lambda: not window.tasks.adding)
    space = window.workspace
    assert space is not None
    assert space.document is not None
    text = documents.text(space.project, space.document.uid)
    for word in words:
        start = text.index(word)
        offscreen_input.drag(space.view, start, start + len(word))
        frames = space.view.counts.frames
        offscreen_input.press(space.view, Qt.Key.Key_A)
        offscreen_input.until("the mark is painted", partial(painted_since, space.view, frames))
        made = marks.of_document(space.project, space.document.uid)
        print(f"painted {space.project.path}\t{word}\t{len(made)}", flush=True)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
