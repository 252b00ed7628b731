"""What is exported means the same to programs that know nothing of this one."""

import json
import random
from pathlib import Path

import pytest

from desktop_app.model.records import State
from desktop_app.model.span import Span
from desktop_app.ops import annotations, documents, exchange
from tests.builders import a_document, a_project, tag_named
from tests.traps import TRAP_TEXTS

# Other people's libraries warn of what they like; that is not what is tested here.
pytestmark = pytest.mark.filterwarnings("ignore")
MARKS = 8


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of every trap text with marks at random places."""
    folder = tmp_path_factory.mktemp("export")
    choice = random.Random(11)
    with a_project(folder) as project:
        for text in filter(None, TRAP_TEXTS):
            document = a_document(project, text)
            for _number in range(MARKS):
                start = choice.randrange(len(text))
                span = Span(start, choice.randint(start + 1, min(len(text), start + 30)))
                label = choice.choice(["Actor", "Claim", "Date"])
                annotations.highlight(project, document.uid, [span], tag_named(project, label))
            documents.set_state(project, document.uid, State.DONE)
        report = exchange.export(project, folder / "news.jsonl")
        assert report is not None
        return report.target


def test_hugging_face_datasets_slices_every_span_alike(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_DATASETS_OFFLINE", "1")
    import datasets

    rows = datasets.load_dataset("json", data_files=str(exported), split="train", cache_dir=str(tmp_path))
    seen = 0
    for row in rows:
        for span in row["spans"]:
            assert row["text"][span["start"] : span["end"]] == span["text"]
            seen += 1
    assert seen == MARKS * sum(1 for text in TRAP_TEXTS if text)


def test_spacy_finds_the_passage_wherever_its_tokens_allow(exported: Path) -> None:
    import spacy

    nlp = spacy.blank("xx")
    on_tokens = 0
    for line in exported.read_text("utf-8").split("\n")[:-1]:
        row = json.loads(line)
        doc = nlp.make_doc(row["text"])
        assert doc.text == row["text"]
        found = [doc.char_span(span["start"], span["end"], label=span["label"]) for span in row["spans"]]
        for span, passage in zip(row["spans"], found, strict=True):
            if passage is not None:
                assert (passage.text, passage.label_) == (span["text"], span["label"])
                on_tokens += 1
        doc.spans["sc"] = [passage for passage in found if passage is not None]
    assert on_tokens > 40


def test_spacy_keeps_whole_words_as_they_were_marked(tmp_path: Path) -> None:
    import spacy

    text = "Ayman al-Zawahri 😀 called for a coalition, Reuters reported on Sunday."
    words = ["Ayman", "coalition", "Reuters", "Sunday"]
    with a_project(tmp_path) as project:
        document = a_document(project, text)
        for word in words:
            start = text.index(word)
            annotations.highlight(
                project, document.uid, [Span(start, start + len(word))], tag_named(project, "Actor")
            )
        report = exchange.export(project, tmp_path / "news.jsonl")
    assert report is not None
    row = json.loads(report.target.read_text("utf-8"))
    doc = spacy.blank("en").make_doc(row["text"])
    found = [doc.char_span(span["start"], span["end"], label=span["label"]) for span in row["spans"]]
    assert [passage and passage.text for passage in found] == words
