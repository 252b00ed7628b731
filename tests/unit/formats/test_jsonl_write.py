"""What an exported line says, to the byte."""

from __future__ import annotations

import io
import json
import math
from dataclasses import replace

import pytest
from msgspec import structs

from desktop_app.base.errors import FormatError
from desktop_app.formats import FORMATS, Loss, Proof, Written, jsonl
from desktop_app.model.corpus import Corpus, Entry, Selection
from desktop_app.model.records import Annotator, State, TargetKind
from tests.traps import TRAPS
from tests.unit.formats.corpora import (
    ANNA,
    BEN,
    LETTER,
    annotation,
    attribute_uid,
    corpus,
    document,
    full,
    one,
    progress,
)
from tests.unit.formats.reading import written


def lines(source: Corpus) -> list[dict[str, object]]:
    return [json.loads(line) for line in written(source).decode().split("\n")[:-1]]


def test_a_line_is_written_with_these_keys_in_this_order() -> None:
    source = full()
    entry = next(iter(source.entries))
    actor, claim = entry.annotations
    claimant, made_on, addressee = (
        next(item for item in entry.links if item.target_kind is kind)
        for kind in (TargetKind.ANNOTATION, TargetKind.PUBLISHED, TargetKind.ENTITY)
    )
    times = '"created":"2015-11-02T09:30:00.000Z","changed":"2015-11-02T09:30:00.000Z"}'
    expected = (
        f'{{"id":"{entry.document.uid}:{ANNA.uid}","document":"{entry.document.uid}","name":"news/a.txt",'
        f'"text":"{LETTER}","sha256":"{entry.document.sha256}",'
        '"meta":{"title":"Toll","published":"2015-03-12","fields":{"desk":"3","section":"Politics"}},'
        f'"annotator":"Anna","annotator_uid":"{ANNA.uid}","state":"done","values":{{"relevance":"relevant"}},"spans":['
        f'{{"id":"{actor.uid}","start":0,"end":5,"label":"Actor","text":"Weber","values":{{"mention":"name"}},'
        '"note":"who?","origin":"suggested","confidence":0.5,'
        '"created":"2015-11-02T09:30:00.000Z","changed":"2015-11-02T09:30:00.000Z"},'
        f'{{"id":"{claim.uid}","start":27,"end":43,"label":"Claim","text":"the toll must go","parts":[[27,35],[36,43]],'
        '"values":{"stance":"oppose","sure":false},"origin":"hand",'
        '"created":"2015-11-02T09:30:00.000Z","changed":"2015-11-02T09:30:00.000Z"}],"relations":['
        f'{{"id":"{claimant.uid}","head":"{claim.uid}","child":"{actor.uid}","label":"claimant",{times},'
        f'{{"id":"{addressee.uid}","head":"{claim.uid}",'
        f'"entity":{{"id":"{addressee.target_uid}","name":"Lena Okafor"}},'
        f'"label":"addressee",{times},'
        f'{{"id":"{made_on.uid}","head":"{claim.uid}","published":true,"label":"made on",{times}]}}\n'
    )
    assert written(source).decode() == expected


def test_a_document_that_was_finished_without_marks_is_kept_with_an_empty_list() -> None:
    (line,) = lines(corpus(one("nothing here")))
    assert line["spans"] == []
    assert line["state"] == "done"
    assert "values" not in line
    assert "meta" not in line


@pytest.mark.parametrize("state", [State.IN_PROGRESS, State.NEEDS_ANOTHER_LOOK, State.REVIEWED])
def test_a_document_that_was_begun_is_kept(state: State) -> None:
    source = document("text")
    assert lines(corpus(Entry(source, "text", (), (progress(source, state=state),))))[0]["state"] == state


def test_an_untouched_document_is_written_only_on_request() -> None:
    source = document("text")
    entry = Entry(source, "text", (), (progress(source, state=State.NEW),))
    assert lines(corpus(entry)) == []
    assert [line["state"] for line in lines(corpus(entry, selection=Selection(untouched=True)))] == ["new"]


def test_a_document_with_a_value_of_its_own_is_not_untouched() -> None:
    source = document("text")
    entry = Entry(source, "text", (), (progress(source, state=State.NEW, remark="short"),))
    assert lines(corpus(entry))[0]["values"] == {"remark": "short"}


def test_lines_come_by_document_name_then_uid_then_annotator() -> None:
    second, first = document("two", "b.txt"), document("one", "a.txt")
    twin = document("other", "a.txt")
    both = [
        Entry(item, text, (), (progress(item, BEN), progress(item, ANNA)))
        for item, text in ((second, "two"), (first, "one"), (twin, "other"))
    ]
    found = [(line["name"], line["document"], line["annotator"]) for line in lines(corpus(*both))]
    assert found == sorted(found)
    assert len(found) == 6


def test_annotators_of_one_name_stay_two() -> None:
    twin = Annotator("0" * 32, "Anna")
    source = document("text")
    entry = Entry(source, "text", (), (progress(source, ANNA), progress(source, twin)))
    found = lines(Corpus("p", corpus().tagset, (ANNA, twin), [entry]))
    assert [line["annotator_uid"] for line in found] == sorted([ANNA.uid, twin.uid])


def test_a_corpus_out_of_order_is_a_bug() -> None:
    backwards = Corpus("p", corpus().tagset, (ANNA,), [one("b", name="b"), one("a", name="a")])
    with pytest.raises(ValueError, match="order"):
        written(backwards)


def test_a_label_is_the_whole_path_of_the_tag() -> None:
    source = document(LETTER)
    mark = annotation(source, LETTER, [(0, 5)], path="Actor/Person")
    assert b'"label":"Actor/Person"' in written(corpus(Entry(source, LETTER, (mark,), ())))


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_what_some_readers_take_for_a_line_end_is_escaped(sign: str) -> None:
    source = full()
    entry = next(iter(source.entries))
    text = f"one{sign}two\\{sign}"
    item = document(text, f"name{sign}")
    mark = structs.replace(annotation(item, text, [(2, 5)]), note=sign)
    data = written(corpus(Entry(replace(item, title=sign), text, (mark,), entry.progress[:0])))
    assert sign.encode() not in data
    assert len(data.decode().splitlines()) == 1
    assert json.loads(data)["text"] == text
    assert json.loads(data)["spans"][0]["text"] == f"e{sign}t"


@pytest.mark.parametrize("name", [name for name, text in TRAPS.items() if text])
def test_every_slice_of_a_trap_is_the_text_of_its_span(name: str) -> None:
    text = TRAPS[name]
    size = len(text)
    edges = sorted({0, 1, size // 3, size // 2, size - 1, size} & set(range(size + 1)))
    spans = [(start, end) for start in edges for end in edges if start < end]
    source = corpus(one(text, *spans))
    data = written(source)
    assert data.count(b"\n") == 1
    line = json.loads(data)
    assert line["text"] == text
    assert all(line["text"][span["start"] : span["end"]] == span["text"] for span in line["spans"])
    assert len(line["spans"]) == len(spans)
    assert jsonl.verify(source, io.BytesIO(data)) == Proof(1, len(spans), len(spans))


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_json_has_no_form_for_is_refused(number: float) -> None:
    source = document("text")
    mark = annotation(source, "text", [(0, 1)])
    for item in (
        structs.replace(mark, confidence=number),
        structs.replace(mark, values={attribute_uid("mention", "Actor"): number}),
    ):
        with pytest.raises(FormatError, match="not finite"):
            written(corpus(Entry(source, "text", (item,), ())))


def test_numbers_are_written_with_all_their_digits_and_no_more() -> None:
    source = document("text")
    mark = structs.replace(annotation(source, "text", [(0, 1)]), confidence=0.1)
    assert b'"confidence":0.1,' in written(corpus(Entry(source, "text", (mark,), ())))


def test_what_was_written_is_counted() -> None:
    source = full()
    file = io.BytesIO()
    found = jsonl.write(source, file)
    assert found == Written(
        lines=1,
        documents=1,
        annotations=2,
        passages=3,
        relations=3,
        size=len(file.getvalue()),
        sha256=found.sha256,
        tags={"Actor": 1, "Claim": 1},
        annotators={ANNA.uid: 2},
        states={"done": 1},
    )


def test_losses_are_counted_before_writing_and_named_only_if_there_are_any() -> None:
    assert jsonl.losses(full()) == ()
    source = replace(document("text"), original_sha256="0" * 64)
    mark = structs.replace(
        annotation(source, "text", [(0, 1)]), values={"gone": "x", attribute_uid("remark"): "x"}
    )
    found = jsonl.losses(corpus(Entry(source, "text", (mark,), ())))
    assert found == (
        Loss("the original files", 1),
        Loss("values of attributes that are not in the tagset", 2),
    )


def test_an_untouched_document_loses_nothing_for_it_is_not_written() -> None:
    source = replace(document("text"), original_sha256="0" * 64)
    assert jsonl.losses(corpus(Entry(source, "text", (), ()))) == ()


def test_the_shelf_knows_the_format_by_its_key() -> None:
    assert list(FORMATS) == ["jsonl"]
    assert FORMATS["jsonl"].SUFFIX == ".jsonl"
    assert FORMATS["jsonl"].LOSES
