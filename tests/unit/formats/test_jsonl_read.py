"""What is read from our own files and from other people's."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.formats import IncomingLine, Problem, _jsonl_read, jsonl
from desktop_app.model.records import Origin, State
from desktop_app.model.span import Span
from tests.unit.formats.bad_lines import GOOD, TEXT, UID, line, native, native_span, span
from tests.unit.formats.corpora import ANNA, corpus, one
from tests.unit.formats.reading import good, problems, read

DATA = Path(__file__).parents[2] / "data" / "jsonl"


def test_a_last_line_that_is_cut_off_costs_no_other() -> None:
    first, problem = read(GOOD + GOOD[:40])
    assert isinstance(first, IncomingLine)
    assert isinstance(problem, Problem)
    assert (problem.line, problem.error.what) == (2, "The last line is cut off.")


def test_a_last_line_without_a_line_feed_is_read() -> None:
    assert len(good(GOOD + GOOD.rstrip())) == 2


def test_a_mark_at_the_beginning_is_told_and_passed_over() -> None:
    problem, arrived = read(b"\xef\xbb\xbf" + GOOD)
    assert isinstance(problem, Problem)
    assert not problem.refused
    assert "byte-order mark" in problem.error.what
    assert isinstance(arrived, IncomingLine)


def test_a_mark_on_a_later_line_is_refused() -> None:
    assert [item.refused for item in problems(GOOD + b"\xef\xbb\xbf" + GOOD)] == [True]


def test_windows_line_ends_are_told_once_and_passed_over() -> None:
    found = read(GOOD.replace(b"\n", b"\r\n") * 3)
    assert [item.refused for item in found if isinstance(item, Problem)] == [False]
    assert len([item for item in found if isinstance(item, IncomingLine)]) == 3


def test_windows_line_ends_inside_a_text_are_kept() -> None:
    assert good(line() + b"\r\n")[0].text == TEXT


def test_blank_lines_are_passed_over_and_still_counted() -> None:
    found = read(b"\n  \n" + GOOD + b"\n")
    assert [item.number for item in found if isinstance(item, IncomingLine)] == [3]


def test_an_empty_file_holds_nothing() -> None:
    assert read(b"") == []


def test_a_line_too_long_is_refused_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_jsonl_read, "LINE_LIMIT", 200)
    found = read(line(note="x" * 500) + b"\n" + GOOD)
    assert [type(item) for item in found] == [Problem, IncomingLine]
    assert [item.number for item in found if isinstance(item, IncomingLine)] == [2]


def test_the_same_line_twice_in_a_native_file_is_refused_the_second_time() -> None:
    data = native_span() + b"\n"
    first, second = read(data + data)
    assert isinstance(first, IncomingLine)
    assert isinstance(second, Problem)
    assert "earlier line" in second.error.what


def test_the_same_id_on_two_native_annotations_is_refused_the_second_time() -> None:
    both = [{"id": UID, "start": at, "end": 3, "label": "Actor"} for at in (0, 1)]
    problem, arrived = read(native(spans=both))
    assert isinstance(problem, Problem)
    assert isinstance(arrived, IncomingLine)
    assert problem.error.where == "line 1, spans[1]"
    assert len(arrived.annotations) == 1


def test_the_same_text_twice_in_a_foreign_file_is_two_layers() -> None:
    uids = [item.annotations[0].uid for item in good(GOOD * 2)]
    assert len(set(uids)) == 2


def test_a_project_is_refused_once_and_not_line_by_line() -> None:
    (problem,) = problems(b"SQLite format 3\0" + b"\x10\0\n" * 50)
    assert problem.refused
    assert "Merge" in problem.error.hint


def test_offsets_in_utf_16_are_recognised_and_said_so() -> None:
    (problem,) = problems(span(start=4, end=9, text="naïve"))
    assert "UTF-16" in problem.error.hint


def test_offsets_in_bytes_are_recognised_and_said_so() -> None:
    (problem,) = problems(span(start=6, end=12, text="naïve"))
    assert "bytes" in problem.error.hint


def test_a_relation_without_a_mark_at_its_end_is_refused_and_the_line_arrives() -> None:
    problem, arrived = read(native(relations=[{"id": UID, "head": "1" * 32, "child": UID, "label": "x"}]))
    assert isinstance(problem, Problem)
    assert (problem.error.where, "head" in problem.error.what) == ("line 1, relations[0].head", True)
    assert isinstance(arrived, IncomingLine)
    assert arrived.relations == ()


def test_a_prodigy_file_is_read_without_what_was_rejected() -> None:
    data = (DATA / "prodigy.jsonl").read_bytes()
    first, second = good(data)
    assert [item.line for item in problems(data)] == [3, 4]
    assert (first.annotator, first.native, first.state) == ("mira", False, State.DONE)
    assert first.fields == {"source": "wire", "score": "3"}
    assert [(item.label, item.spans) for item in first.annotations] == [("Actor", (Span(0, 6),))]
    assert second.annotations[0].spans == (Span(2, 8),)
    assert first.annotations[0].origin is Origin.IMPORTED


def test_a_spacy_file_is_read_with_its_empty_documents() -> None:
    first, second = good((DATA / "spacy.jsonl").read_bytes())
    assert [item.label for item in first.annotations] == ["Actor"]
    assert second.annotations == ()


def test_a_doccano_file_is_read_in_both_of_its_styles() -> None:
    data = (DATA / "doccano.jsonl").read_bytes()
    for arrived in good(data):
        assert [(item.label, item.spans[0]) for item in arrived.annotations] == [
            ("Actor", Span(0, 6)),
            ("Cue", Span(7, 13)),
        ]
        assert [(item.label, item.head, item.target) for item in arrived.relations] == (
            [("agent", *(mark.uid for mark in arrived.annotations))] if arrived.number == 2 else []
        )
    assert problems(data) == []


def test_the_uids_of_a_foreign_file_follow_from_its_bytes_and_the_line() -> None:
    first, again = good(GOOD * 2), good(GOOD * 2)
    assert first == again
    assert good(GOOD * 3)[0].annotations[0].uid != first[0].annotations[0].uid


def test_a_foreign_line_cannot_pretend_an_origin_or_a_time() -> None:
    (arrived,) = good(span(origin="hand", created="2015-11-02T09:30:00.000Z", id=UID))
    (mark,) = arrived.annotations
    assert (mark.origin, mark.created) == (Origin.IMPORTED, "")
    assert mark.uid != UID


def test_a_native_line_keeps_uids_origins_times_and_states() -> None:
    data = json.dumps(
        {
            "id": "d:a",
            "document": "d",
            "name": "a.txt",
            "text": TEXT,
            "annotator": "Anna",
            "annotator_uid": ANNA.uid,
            "state": "needs another look",
            "values": {"remark": "short"},
            "meta": {"title": "T", "fields": {"desk": "3"}},
            "spans": [
                {
                    "id": UID,
                    "start": 0,
                    "end": 4,
                    "label": "Actor/Person",
                    "parts": [[0, 1], [3, 4]],
                    "origin": "propagated",
                    "created": "2015-11-02T10:30:00+01:00",
                    "changed": "2015-11-02T09:30:00.000Z",
                }
            ],
        }
    ).encode()
    (arrived,) = good(data)
    (mark,) = arrived.annotations
    assert arrived.native
    assert (arrived.annotator_uid, arrived.state) == (ANNA.uid, State.NEEDS_ANOTHER_LOOK)
    assert (arrived.metadata, arrived.fields) == ({"title": "T"}, {"desk": "3"})
    assert (mark.uid, mark.origin, mark.label) == (UID, Origin.PROPAGATED, "Actor/Person")
    assert mark.created == mark.changed == "2015-11-02T09:30:00.000Z"
    assert mark.spans == (Span(0, 1), Span(3, 4))


def test_a_native_line_keeps_names_and_notes_whatever_signs_are_in_them() -> None:
    marks = [{"id": UID, "start": 0, "end": 2, "label": "Actor", "note": "a\x0cb" * 50_000}]
    (arrived,) = good(native(name=" a\n\x1b.txt ", spans=marks))
    assert arrived.name == " a\n\x1b.txt "
    assert arrived.annotations[0].note == "a\x0cb" * 50_000


def test_a_line_may_name_its_document_by_hash_alone() -> None:
    (arrived,) = good(
        json.dumps({"sha256": "0" * 64, "spans": [{"start": 5, "end": 9, "label": "Cue"}]}).encode()
    )
    assert arrived.text is None
    assert arrived.annotations[0].spans == (Span(5, 9),)


ODD: dict[str, Callable[[bytes], bytes]] = {
    "blanks around": lambda data: b"  " + data.rstrip() + b"  \n",
    "blanks before the colons": lambda data: data.replace(b'":', b'" :'),
    "null for nothing": lambda data: data.replace(b'"relations":[]', b'"relations":null'),
    "keys of other programs": lambda data: data.replace(b'"relations"', b'"tokens":[{"id":1}],"relations"'),
    "everything escaped": lambda data: json.dumps(json.loads(data)).encode() + b"\n",
}


@pytest.mark.parametrize("name", ODD)
def test_a_line_that_is_only_written_otherwise_means_the_same(name: str) -> None:
    file = io.BytesIO()
    jsonl.write(corpus(one(TEXT, (0, 2), (3, 9))), file)
    data = file.getvalue()
    assert ODD[name](data) != data
    assert good(ODD[name](data))[0].annotations[0].spans == (Span(0, 2),)
    assert not problems(ODD[name](data))


def damaged(data: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), 7):
        yield data[:at] + data[at + 1 :]
        yield data[:at] + b'"' + data[at:]
        yield data[:at] + b"\xff" + data[at + 1 :]


def test_a_file_with_any_byte_lost_or_changed_is_read_without_a_crash() -> None:
    file = io.BytesIO()
    jsonl.write(corpus(one(TEXT, (0, 2), (3, 9))), file)
    for data in damaged(file.getvalue()):
        read(data)


@given(
    data=st.binary(max_size=200)
    | st.text(alphabet='{}[]":,0123456789ntextspan\\u \n', max_size=80).map(str.encode)
)
def test_bytes_by_chance_are_read_without_a_crash(data: bytes) -> None:
    read(data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = [
    "id",
    "text",
    "spans",
    "label",
    "entities",
    "meta",
    "values",
    "annotator_uid",
    "document",
    "state",
    "sha256",
]


@given(
    keys=st.dictionaries(st.sampled_from(KEYS), json_values),
    mark=st.dictionaries(
        st.sampled_from(["start", "end", "label", "parts", "id", "text", "confidence", "created", "origin"]),
        json_values,
    ),
)
def test_objects_by_chance_are_read_without_a_crash(keys: dict[str, object], mark: dict[str, object]) -> None:
    for item in (
        keys,
        {**keys, "text": "some text", "spans": [mark, {"start": 0, "end": 1, "label": "x", **mark}]},
        {**keys, "text": "some text", "spans": [{**mark, "start": 0, "end": 1, "label": "x"}]},
    ):
        for arrived in good(json.dumps(item).encode()):
            assert all(found.spans[-1].end <= len(arrived.text or "") for found in arrived.annotations) or (
                arrived.text is None
            )
