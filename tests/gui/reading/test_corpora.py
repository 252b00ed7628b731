"""Files that the world really writes: they open, are shown to the character, and their pixels lead back to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop_app.gui.reading.paragraph import Paragraph
from desktop_app.model.span import Span
from desktop_app.model.words import sentence_at, snap
from desktop_app.readers import read_file
from tests.gui.reading.bench import Bench
from tests.unit.readers import books
from tests.unit.readers.samples import DATA, ENCODED

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

FILES = sorted(
    [path for path in (DATA / "corpora").iterdir() if path.suffix != ".md"]
    + [DATA / "encodings" / name for name in ENCODED]
)
NAMES = [path.name for path in FILES]
ALT = Qt.KeyboardModifier.AltModifier


def decoded(path: Path) -> str:
    """What stands in a file, found without the program's readers."""
    return path.read_bytes().decode(ENCODED.get(path.name, "utf-8"))


def clusters(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    offset = paragraph.start
    while offset < paragraph.end:
        after = paragraph.after(offset)
        yield offset, after
        offset = after


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_every_file_opens_and_is_shown_to_the_character(path: Path, bench: Bench) -> None:
    expected = decoded(path)
    view = bench.open(read_file(path).text)
    buffer = view.flow.buffer
    shown = []
    for index in range(buffer.count):
        paragraph = view.flow.paragraph(index)
        assert len(paragraph.layout.text()) == len(paragraph.text)
        ending = expected[paragraph.end : buffer.end(index) + buffer.break_length(index)]
        shown.append(paragraph.text + ending)
    assert "".join(shown) == expected
    view.select_all()
    view.copy()
    assert QGuiApplication.clipboard().text() == expected


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_random_pulls_of_the_mouse_select_what_lies_between(path: Path, bench: Bench) -> None:
    view = bench.open(read_file(path).text)
    random = Random(path.name)
    for turn in range(6):
        view.show_from(random.randrange(view.flow.buffer.length))
        bench.settle()
        # Only lines that are seen whole can be pointed at.
        height = view.viewport().height()
        seen = [
            placed.paragraph for placed in view.flow.visible() if placed.top >= 0 and placed.bottom <= height
        ]
        wide = [
            cluster
            for paragraph in seen
            for cluster in clusters(paragraph)
            if any(box.right - box.left >= 4 for box in paragraph.boxes(*cluster)[:1])
        ]
        if not wide:
            continue
        (start, _), (_, end) = sorted((random.choice(wide), random.choice(wide)))
        here, there = bench.edge(start), bench.edge(end, end=True)
        if (there - here).manhattanLength() > 3:
            bench.drag(here, there, ALT)
            assert view.selection == Span(start, end), f"turn {turn}"
            view.clear_selection()


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_words_and_sentences_can_be_asked_anywhere(path: Path) -> None:
    text = decoded(path)
    for offset in range(0, len(text), 97):
        start, end = snap(text, offset, offset + 1)
        assert start <= offset <= end or start == end
        first, last = sentence_at(text, offset)
        assert 0 <= first <= last <= len(text)


def test_a_book_is_shown_as_its_pages_say(tmp_path: Path, bench: Bench) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(books.book("<h1>The Burial</h1><p>April is the</p>", "<p dir='rtl'>ما هو السرطان؟</p>"))
    view = bench.open(read_file(path).text)
    shown = [view.flow.paragraph(index).layout.text() for index in range(view.flow.buffer.count)]
    assert shown == ["The Burial", "", "April is the", "", "ما هو السرطان؟"]


def test_the_collections_are_named_with_their_licences() -> None:
    notice = (DATA / "corpora" / "NOTICE.md").read_text(encoding="utf-8")
    for path in (DATA / "corpora").iterdir():
        if path.suffix != ".md":
            assert any(f"`{path.name[:end]}" in notice for end in range(4, len(path.name) + 1)), path.name
