"""Spans from elsewhere that begin or end inside of a character: shown, and changed by nobody but a person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from desktop_app.model.graphemes import is_boundary
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents, exchange
from tests.gui.reading.bench import TAGS, Bench, annotation, colours_in
from tests.gui.reading.desk import Desk
from tests.traps import FAMILY, FLAGS, SCOTLAND

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

CLUSTERS = {
    "family": FAMILY,
    "flag": FLAGS[:2],
    "flag made of tags": SCOTLAND,
    "accent": "e\u0301",
    "Devanagari": "क्षि",
    "Thai": "กำ",
    "Hangul in parts": "\u1112\u1161\u11ab",
    "Hebrew with points": "שִׁ",
}
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
ALT_SHIFT = ALT | Qt.KeyboardModifier.ShiftModifier


def around(cluster: str) -> tuple[str, int]:
    """A text with the cluster in it, and where that begins."""
    return f"one two {cluster}three four five", 8


@pytest.mark.parametrize("first_half", [True, False], ids=["first half", "the rest"])
@pytest.mark.parametrize("name", CLUSTERS)
def test_a_part_of_a_character_is_painted_at_it(name: str, first_half: bool, bench: Bench) -> None:
    text, at = around(CLUSTERS[name])
    part = (at, at + 1) if first_half else (at + 1, at + len(CLUSTERS[name]))
    made = annotation("part", part)
    view = bench.open(text, [made])
    assert TAGS["Actor"][0] in colours_in(bench.picture())
    bench.click(bench.middle(at))
    assert view.chosen == made.uid
    assert view.chosen_spans == made.spans


@pytest.mark.parametrize("name", CLUSTERS)
def test_both_parts_of_a_character_can_be_chosen_in_turn(name: str, bench: Bench) -> None:
    text, at = around(CLUSTERS[name])
    half = annotation("half", (at, at + 1))
    rest = annotation("rest", (at + 1, at + len(CLUSTERS[name])), tag="Claim")
    view = bench.open(text, [half, rest])
    chosen = set()
    for _turn in range(2):
        bench.click(bench.middle(at))
        chosen.add(view.chosen)
    assert chosen == {half.uid, rest.uid}


@pytest.mark.parametrize("name", CLUSTERS)
def test_moving_one_edge_leaves_the_other_one_inside_of_its_character(name: str, bench: Bench) -> None:
    text, at = around(CLUSTERS[name])
    made = annotation("cut", (at + 1, at + len(CLUSTERS[name]) + 5))
    view = bench.open(text, [made])
    moved: list[tuple[Span, ...]] = []
    view.spans_moved.connect(lambda _uid, spans: moved.append(spans))
    view.select(made.uid)
    end = made.spans[0].end
    bench.key(Key.Key_Right, ALT)
    assert moved[-1] == (Span(at + 1, end + 5),)
    handle = next(item for item in view.handles() if not item.is_start)
    point = bench.edge(end + 5, end=True)
    bench.drag(QPoint(view.column_x + handle.x, point.y()), point)
    assert moved[-1][0].start == at + 1


@pytest.mark.parametrize("name", CLUSTERS)
def test_an_edge_that_a_person_moves_comes_to_rest_between_characters(name: str, bench: Bench) -> None:
    text, at = around(CLUSTERS[name])
    made = annotation("cut", (at + 1, at + len(CLUSTERS[name]) + 5))
    view = bench.open(text, [made])
    view.by_character = True
    moved: list[tuple[Span, ...]] = []
    view.spans_moved.connect(lambda _uid, spans: moved.append(spans))
    for key in (Key.Key_Left, Key.Key_Right):
        view.select(made.uid)
        bench.key(key, ALT_SHIFT)
        assert is_boundary(text, moved[-1][0].start)
        assert moved[-1][0].end == made.spans[0].end


def test_what_was_imported_is_exported_again_after_it_was_looked_at(desk: Desk, tmp_path: Path) -> None:
    texts = {name: around(cluster)[0] for name, cluster in CLUSTERS.items()}
    spans = [{"start": 9, "end": 12, "label": "Actor"}, {"start": 0, "end": 9, "label": "Date"}]
    lines = [json.dumps({"text": text, "name": name, "spans": spans}) for name, text in texts.items()]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert exchange.import_(desk.project, source).problems == ()
    for name in texts:
        document = documents.by_name(desk.project, name)
        assert document is not None
        desk.open(document)
        desk.bench.key(Key.Key_Tab)
        desk.bench.click(desk.bench.middle(8))
        desk.bench.picture()
        found = [(item.start, item.end) for item in marks.of_document(desk.project, document.uid)]
        assert sorted(found) == [(0, 9), (9, 12)]
    exchange.export(desk.project, target)
    written = {
        item["name"]: item["spans"] for item in map(json.loads, target.read_text("utf-8").splitlines())
    }
    for name, text in texts.items():
        assert sorted((item["start"], item["end"], item["text"]) for item in written[name]) == [
            (0, 9, text[:9]),
            (9, 12, text[9:12]),
        ]
