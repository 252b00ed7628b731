"""Annotations of real collections: the tint lies under the words that people marked, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.paragraph import Paragraph
from desktop_app.model.identity import derived_uid
from desktop_app.model.span import Span
from desktop_app.readers import read_file
from tests.gui.reading.bench import TAGS, Bench, annotation
from tests.unit.readers.samples import DATA, ENCODED

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

CORPORA = DATA / "corpora"
NOTHING = Filter(tags=frozenset(map(derived_uid, TAGS)))
Marked = tuple[str, list[Span]]


def brat(path: Path) -> Marked:
    """A text with its standoff file, whose lines repeat the words."""
    text = read_file(path).text
    spans = []
    for line in path.with_suffix(".ann").read_text(encoding="utf-8").splitlines():
        _key, place, words = line.split("\t")
        start, end = map(int, place.split()[1:])
        if end <= len(text):
            assert text[start:end] == words
            spans.append(Span(start, end))
    return text, spans


def columns(path: Path) -> Marked:
    """Tokens in lines, with a tag that begins, goes on or is none: sentences become lines."""
    text, spans, open_at = "", [], -1
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        word, _blank, tag = line.rpartition("\t" if "\t" in line else " ")
        if open_at >= 0 and not tag.startswith("I"):
            spans.append(Span(open_at, len(text.rstrip())))
            open_at = -1
        if tag[:1] in ("B", "I") and open_at < 0:
            open_at = len(text)
        text += f"{word} " if word else "\n"
    return text, spans


def webanno(path: Path) -> Marked:
    """Tokens with their places and numbered layers, of which several lie on one another."""
    text, layers = "", dict[str, Span]()
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not re.match(r"\d+-\d+$", cells[0]):
            continue
        start, end = map(int, cells[1].split("-"))
        text = text.ljust(start) + cells[2]
        for layer in cells[3].split("|") if cells[3] != "_" else []:
            key = layer if "[" in layer else layer + cells[0]
            layers[key] = Span(layers[key].start if key in layers else start, end)
    return text, list(layers.values())


def any_words(path: Path) -> Marked:
    """A text with marks on some of its words, some of them across lines."""
    text, random = read_file(path).text, Random(path.name)
    words = [found.span() for found in re.finditer(r"\S+", text)]
    firsts = [random.randrange(len(words)) for _mark in range(14)]
    lasts = [min(first + random.choice((0, 0, 1, 4)), len(words) - 1) for first in firsts]
    return text, [Span(words[low][0], words[high][1]) for low, high in zip(firsts, lasts, strict=True)]


SOURCES: dict[Path, Callable[[Path], Marked]] = {
    CORPORA / "litbank-alice.txt": brat,
    CORPORA / "gum-crane.tsv": webanno,
    CORPORA / "german-court.conll": columns,
    CORPORA / "wikigold.conll.txt": columns,
    CORPORA / "crossner-politics.txt": columns,
    CORPORA / "wnut17.conll": columns,
    **dict.fromkeys((DATA / "encodings" / name for name in ENCODED), any_words),
}


def pixels(bench: Bench) -> NDArray[np.uint32]:
    picture = bench.painted_anew()
    return np.frombuffer(picture.constBits(), np.uint32).reshape(picture.height(), picture.width()).copy()


def clusters(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    offset = paragraph.start
    while offset < paragraph.end:
        after = paragraph.after(offset)
        yield offset, after
        offset = after


def tinted(bench: Bench) -> Iterator[tuple[int, bool]]:
    """The offsets that are seen whole, each with whether its ground changes when no annotation is shown."""
    view = bench.view
    shown = pixels(bench)
    view.set_filter(NOTHING)
    changed = pixels(bench) != shown
    view.set_filter(Filter())
    for placed in view.flow.visible():
        for start, end in clusters(placed.paragraph):
            for box in placed.paragraph.boxes(start, end):
                top = placed.top + placed.paragraph.line_top(box.line) + view.metrics.tint_top
                bottom, left = top + view.metrics.tint_bottom, view.column_x + box.left
                if top >= 0 and bottom <= changed.shape[0] and box.right - box.left >= 4:
                    part = changed[top:bottom, left + 1 : view.column_x + box.right - 1]
                    yield start, bool(part.any())


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_the_tint_lies_under_the_marked_words_and_nowhere_else(path: Path, bench: Bench) -> None:
    text, spans = SOURCES[path](path)
    tags = list(TAGS)
    marks = [
        annotation(place, (span.start, span.end), tag=tags[place % 3]) for place, span in enumerate(spans)
    ]
    view = bench.open(text, marks)
    covered = {offset for span in spans for offset in range(span.start, span.end)}
    seen = dict[int, bool]()
    for start in range(0, len(text), 200):
        view.show_from(start)
        seen.update(tinted(bench))
    wrong = [offset for offset, is_tinted in seen.items() if is_tinted is not (offset in covered)]
    assert [(offset, text[offset : offset + 20]) for offset in wrong[:5]] == []
    letters = {offset for offset in covered if text[offset].isalpha()}
    assert len(letters & set(seen)) > 0.9 * len(letters) > 0
