"""Offsets in an export are those of the file that a person gave, as decoded."""

import json
import random
from pathlib import Path

import pytest

from desktop_app.model.records import State
from desktop_app.model.span import Span
from desktop_app.ops import adding, annotations, documents, exchange
from tests.builders import a_project, tag_named

ARTICLE = (
    "# Grüße aus Köln\r\n\r\nDie Minister sagten „Nein“ – und gingen.\nÎn București, nimic nou. 😀 Ende\r\n"
)
RUSSIAN = "Правительство объявило о новых мерах. Министр сказал об этом в воскресенье.\r\n" * 4


@pytest.mark.parametrize("suffix", ["txt", "md"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARTICLE, "utf-8"),
        (ARTICLE, "utf-8-sig"),
        (ARTICLE, "utf-16"),
        (ARTICLE, "utf-16-le"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
    ],
)
def test_every_exported_passage_is_the_slice_of_the_original_as_decoded(
    text: str, encoding: str, suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"article.{suffix}"
    path.write_bytes(text.encode(encoding))
    choice = random.Random(3)
    with a_project(tmp_path) as project:
        (document,) = adding.add(project, [path], encoding=None if "utf" in encoding else encoding).added
        for _number in range(25):
            start = choice.randrange(len(text) - 1)
            span = Span(start, choice.randint(start + 1, min(len(text), start + 25)))
            annotations.highlight(project, document.uid, [span], tag_named(project, "Claim"))
        documents.set_state(project, document.uid, State.DONE)
        report = exchange.export(project, tmp_path / "out.jsonl")
    assert report is not None
    decoded = path.read_bytes().decode(encoding)
    row = json.loads(report.target.read_bytes())
    assert row["text"] == decoded
    assert len(row["spans"]) == 25
    for span in row["spans"]:
        assert (
            decoded[span["start"] : span["end"]] == row["text"][span["start"] : span["end"]] == span["text"]
        )


def test_an_export_brought_into_a_new_project_exports_the_same_spans(tmp_path: Path) -> None:
    def spans(path: Path) -> list[bytes]:
        return [json.dumps(json.loads(line)["spans"]).encode() for line in path.read_bytes().splitlines()]

    path = tmp_path / "article.txt"
    path.write_bytes(ARTICLE.encode())
    with a_project(tmp_path) as project:
        (document,) = adding.add(project, [path]).added
        made = annotations.highlight(
            project, document.uid, [Span(2, 7), Span(21, 34)], tag_named(project, "Claim")
        )
        annotations.set_note(project, made.uid, "„sic“")
        first = exchange.export(project, tmp_path / "first.jsonl")
    with a_project(tmp_path, name="second.rubric") as other:
        exchange.import_(other, tmp_path / "first.jsonl")
        second = exchange.export(other, tmp_path / "second.jsonl")
    assert first is not None
    assert second is not None
    assert spans(second.target) == spans(first.target)
