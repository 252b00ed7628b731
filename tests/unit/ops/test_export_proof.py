"""The proof of an export that is too long to be proven at once."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from desktop_app.base.errors import FormatError
from desktop_app.formats import Proof
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marking
from desktop_app.ops import exchange
from desktop_app.ops.project import Project
from tests.builders import a_document, tag_named


def marked(project: Project) -> tuple[list[str], list[Annotation]]:
    """Five long documents, each with a mark; two of them make a stretch."""
    texts = [f"{number} " + "tax reform " * 200_000 for number in range(5)]
    made = [a_document(project, text, name=f"{number}") for number, text in enumerate(texts)]
    actor = tag_named(project, "Actor")
    return texts, [marking.highlight(project, document.uid, [Span(0, 1)], actor) for document in made]


def test_a_long_export_is_proven_stretch_by_stretch_and_as_a_whole(project: Project, tmp_path: Path) -> None:
    texts, _marks = marked(project)
    heard: list[str] = []
    report = exchange.export(project, tmp_path / "o.jsonl", progress=lambda _number, name: heard.append(name))
    assert report is not None
    assert report.proof == Proof(5, 5, 5)
    assert report.written.lines == 5
    assert heard == ["0", "1", "0", "1", "2", "3", "2", "3", "4", "4"]
    lines = (tmp_path / "o.jsonl").read_bytes().splitlines(keepends=True)
    assert [json.loads(line)["text"] for line in lines] == texts
    assert report.written.sha256 == hashlib.sha256(b"".join(lines)).hexdigest()


def test_a_damage_far_down_is_told_with_its_line(project: Project, tmp_path: Path) -> None:
    _texts, marks = marked(project)
    with project.file.database.writing() as connection:
        connection.execute("UPDATE annotation SET quote = 'x' WHERE uid = ?", (marks[4].uid,))
    with pytest.raises(FormatError) as caught:
        exchange.export(project, tmp_path / "o.jsonl")
    assert caught.value.where == "line 5"
    assert not (tmp_path / "o.jsonl").exists()
