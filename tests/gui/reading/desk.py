"""A project with two documents, the first one shown in a view that works on it."""

from __future__ import annotations

from pathlib import Path

from desktop_app.base.errors import AppError
from desktop_app.base.paths import Places, user_places
from desktop_app.gui.reading.controller import ReadingController
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotator, Document
from desktop_app.model.span import Span
from desktop_app.ops import adding, documents
from desktop_app.ops import annotations as marks
from desktop_app.ops.project import Project
from tests.gui.reading.bench import Bench

TEXT = "Ministers of Norway said on Sunday that Oslo waits. Oslo waits for Norway, and Oslo is patient.\n"
ME = Annotator(derived_uid("anna"), "anna")


class Desk:
    """A project with two documents, the first one shown in a view."""

    def __init__(self, folder: Path, bench: Bench) -> None:
        self.places: Places = user_places(folder / "user")
        (folder / "one.txt").write_text(TEXT, encoding="utf-8")
        (folder / "two.txt").write_text("Norway again, and nothing else.\n" * 300, encoding="utf-8")
        self.project = Project.create(folder / "p.rubric", places=self.places, who=ME)
        adding.add(self.project, [folder / "one.txt", folder / "two.txt"])
        self.bench = bench
        bench.open("")
        self.view = bench.view
        self.controller = ReadingController(self.project, self.view)
        self.failed: list[AppError] = []
        self.controller.failed.connect(self.failed.append)
        self.tags = {tag.name: tag.uid for tag in self.project.tagset.tags}
        self.one, self.two = self.document("one.txt"), self.document("two.txt")
        self.open(self.one)

    def document(self, name: str) -> Document:
        found = documents.by_name(self.project, name)
        assert found is not None
        return found

    def open(self, document: Document) -> None:
        self.controller.open(document.uid)
        self.bench.text = documents.text(self.project, document.uid)
        self.bench.settle()

    def stored(self) -> list[tuple[str, str]]:
        """The annotations of the first document, as the project knows them."""
        path = self.project.tagset.path
        return [
            (path(item.tag_uid), " | ".join(item.quotes))
            for item in marks.of_document(self.project, self.one.uid)
        ]

    def painted(self) -> list[tuple[int, int]]:
        """The passages that the view knows of."""
        window = self.view.index.window(0, self.view.flow.buffer.length)
        return list(zip(window.start, window.end, strict=True))

    def select(self, words: str, number: int = 0) -> Span:
        start = -1
        for _turn in range(number + 1):
            start = self.bench.text.index(words, start + 1)
        span = Span(start, start + len(words))
        self.view.set_selection(span)
        return span
