"""Makes the project of the present version that later versions have to open: `python -m tests.projects.make`.

A file of an earlier version is never made again. It stays as the program of that time wrote it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from desktop_app.base.paths import user_places
from desktop_app.model.records import State
from desktop_app.model.span import Span
from desktop_app.ops import adding, documents
from desktop_app.ops import annotations as marking
from desktop_app.ops.project import Project
from desktop_app.store import schema
from tests.builders import ANNA, BEN, reopened, tag_named

DOCUMENT = "call.txt"
TEXT = "\ufeffAyman al-Zawahri called for 😀 a coalition,\r\nReuters reported on Sunday."


def make(target: Path) -> None:
    """A small project in which two people did a little of everything that is kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / DOCUMENT
        source.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
        project = Project.create(folder / "made.rubric", places=user_places(folder / "home"), who=ANNA)
        (document,) = adding.add(project, [source]).added
        _work(project, document.uid)
        with reopened(project, who=BEN) as second:
            start = TEXT.index("Reuters")
            marking.highlight(second, document.uid, [Span(start, start + 7)], tag_named(second, "Actor"))
        target.write_bytes((folder / "made.rubric").read_bytes())


def _work(project: Project, document_uid: str) -> None:
    mark = marking.highlight(project, document_uid, [Span(1, 6)], tag_named(project, "Claim"))
    smile = TEXT.index("😀")
    marking.add_part(project, mark.uid, Span(smile, smile + 1))
    marking.set_note(project, mark.uid, "unsure")
    marking.retag(project, mark.uid, tag_named(project, "Actor"))
    project.undo()
    documents.edit(project, document_uid, title="A call", published="2015-11-02")
    documents.set_state(project, document_uid, State.DONE)


if __name__ == "__main__":
    made = Path(__file__).with_name(f"version-{schema.newest()}.rubric")
    if made.exists():
        sys.exit(f"{made} is there already and stays as it is.")
    make(made)
