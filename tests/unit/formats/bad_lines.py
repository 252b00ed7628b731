"""Lines that have to be refused, each with a word of the reason and the place that is named."""

from __future__ import annotations

import json

from desktop_app.model.identity import derived_uid
from tests.unit.formats.corpora import ANNA

TEXT = "A\U0001f600 naïve e\u0301\r\nשלום"
UID = derived_uid("some annotation")
GOOD = b'{"text": "A good line.", "spans": [{"start": 2, "end": 6, "label": "Actor"}]}\n'


def line(**keys: object) -> bytes:
    return json.dumps({"text": TEXT, **keys}).encode()


def span(**keys: object) -> bytes:
    return line(spans=[{"start": 0, "end": 2, "label": "Actor", **keys}])


def native(**keys: object) -> bytes:
    return line(id="i", document="d", annotator_uid=ANNA.uid, **keys)


def native_span(**keys: object) -> bytes:
    return native(spans=[{"id": UID, "start": 0, "end": 2, "label": "Actor", **keys}])


SPAN = '{"start": 0, "end": 2, "label": "Actor"}'

WHOLE_LINE_REFUSED: dict[str, tuple[bytes, str, str]] = {
    "no JSON": (b"Actor\t0\t2", "not JSON", ""),
    "a word": (b'"text"', "expected", ""),
    "a number": (b"12", "expected", ""),
    "a list": (b"[" + line() + b"]", "expected", ""),
    "null": (b"null", "expected", ""),
    "true": (b"true", "expected", ""),
    "two objects": (line() + line(), "not JSON", ""),
    "a comma at the end": (line()[:-1] + b",}", "not JSON", ""),
    "quotes of another kind": (b"{'text': 'x'}", "not JSON", ""),
    "a comment": (line() + b" // mine", "not JSON", ""),
    "cut off in the middle": (line()[:-5], "breaks off", ""),
    "a raw tab in the text": (b'{"text": "a\tb"}', "not JSON", ""),
    "a raw NUL in the text": (b'{"text": "a\x00b"}', "control character", ""),
    "NUL alone": (b"\x00\x00", "control character", ""),
    "a raw escape character": (b'{"text": "a\x1bb"}', "control character", ""),
    "Latin-1": ('{"text": "é"}'.encode("latin-1"), "not UTF-8", ""),
    "UTF-16": ('{"text": "e"}'.encode("utf-16-be"), "control character", ""),
    "an encoded surrogate": (b'{"text": "\xed\xa0\x80"}', "not UTF-8", ""),
    "an overlong encoding": (b'{"text": "\xc0\xaf"}', "not UTF-8", ""),
    "a lone high surrogate": (rb'{"text": "a\ud83d"}', "half a character", ""),
    "a lone high surrogate inside": (rb'{"text": "a\ud83d b"}', "half a character", ""),
    "a lone low surrogate": (rb'{"text": "\ude00"}', "half a character", ""),
    "surrogates swapped": (rb'{"text": "\ude00\ud83d"}', "half a character", ""),
    "a lone surrogate in a value": (rb'{"text": "a", "values": {"b": "\ud83d"}}', "half a character", ""),
    "a lone surrogate in a key": (rb'{"text": "a", "\ud83d": 1}', "half a character", ""),
    "NaN": (b'{"text": "a", "spans": [{"start": NaN, "end": 1, "label": "x"}]}', "NaN", ""),
    "Infinity": (b'{"text": "a", "values": {"n": Infinity}}', "NaN", ""),
    "minus Infinity": (b'{"text": "a", "score": -Infinity}', "NaN", ""),
    "a number out of range": (b'{"text": "a", "values": {"n": 1e999}}', "out of range", "values"),
    "a number of five thousand digits": (line(spans=[]).replace(b"[]", b"9" * 5000), "out of range", "spans"),
    "a start of five thousand digits": (
        span().replace(b'"start": 0', b'"start": ' + b"9" * 5000),
        "out of range",
        "spans[0].start",
    ),
    "a leading zero": (span().replace(b"2", b"02"), "not JSON", ""),
    "deep lists": (b'{"text": "a", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested", ""),
    "deep objects": (b'{"text": "a", "meta": ' + b'{"a":' * 100_000, "nested", ""),
    "the text twice": (b'{"text": "a", "text": "b"}', "twice", ""),
    "a start twice": (f'{{"text": "abc", "spans": [{SPAN[:-1]}, "start": 1}}]}}'.encode(), "twice", ""),
    "a metadata key twice": (b'{"text": "a", "meta": {"x": 1, "x": 2}}', "twice", ""),
    "an unknown key twice": (b'{"text": "a", "zzz": 1, "zzz": 2}', "twice", ""),
    "the text is a number": (line(text=3), "expected", "text"),
    "the text is a list": (line(text=["a"]), "expected", "text"),
    "the text is empty": (line(text=""), "empty", "text"),
    "no document": (b'{"spans": []}', "names no document", ""),
    "an empty object": (b"{}", "names no document", ""),
    "a blank name and no text": (b'{"name": " "}', "names no document", ""),
    "spans in an object": (line(spans={"sc": []}), "expected", "spans"),
    "a span that is a list": (line(spans=[[0, 2, "Actor"]]), "expected", "spans[0]"),
    "start in quotes": (span(start="0"), "expected", "spans[0].start"),
    "start with decimals": (span(start=0.5), "expected", "spans[0].start"),
    "start true": (span(start=True), "expected", "spans[0].start"),
    "start null": (span(start=None), "expected", "spans[0].start"),
    "no start": (line(spans=[{"end": 2, "label": "Actor"}]), "missing", "spans[0]"),
    "no end": (line(spans=[{"start": 0, "label": "Actor"}]), "missing", "spans[0]"),
    "no label": (line(spans=[{"start": 0, "end": 2}]), "missing", "spans[0]"),
    "a label that is a number": (span(label=7), "expected", "spans[0].label"),
    "parts in one list": (span(parts=[0, 2]), "expected", "spans[0].parts[0]"),
    "a part of three": (span(parts=[[0, 1, 2]]), "length", "spans[0].parts[0]"),
    "values in a list": (span(values=["a"]), "expected", "spans[0].values"),
    "a note that is a number": (span(note=1), "expected", "spans[0].note"),
    "an unknown origin": (native_span(origin="robot"), "robot", "spans[0].origin"),
    "a confidence in words": (span(confidence="high"), "expected", "spans[0].confidence"),
    "an unknown state": (line(state="finished"), "finished", "state"),
    "metadata in words": (line(meta="from the wire"), "expected", "meta"),
    "a metadata key with a line break": (line(meta={"a\nb": 1}), "control character", "meta"),
    "a name with a line break": (line(name="a\nb"), "control character", "name"),
    "a name with NUL": (line(name="a\x00b"), "control character", "name"),
    "a name too long": (line(name="a" * 1001), "more than", "name"),
    "an annotator with a tab": (line(annotator="a\tb"), "control character", "annotator"),
    "a hash that is none": (b'{"sha256": "123"}', "SHA-256", "sha256"),
    "a hash in capitals": (json.dumps({"sha256": "A" * 64}).encode(), "SHA-256", "sha256"),
    "a hash of another text": (line(sha256="0" * 64), "hash", "sha256"),
    "an annotator's uid that is none": (line(document="d", annotator_uid="anna"), "no uid", "annotator_uid"),
    "a rejected answer": (line(answer="reject"), "left out", "answer"),
    "an ignored answer": (line(answer="ignore"), "left out", "answer"),
    "an answer that is none": (line(answer="maybe\u202e"), "left out", "answer"),
}

SPAN_REFUSED: dict[str, tuple[bytes, str, str]] = {
    "empty": (span(end=0), "is empty", "spans[0]"),
    "ends before it starts": (span(start=2, end=1), "before it starts", "spans[0]"),
    "starts before the text": (span(start=-1), "before the text", "spans[0]"),
    "ends past the text": (span(end=len(TEXT) + 1), "past the end", "spans[0]"),
    "starts past the text": (span(start=900, end=901), "past the end", "spans[0]"),
    "ends at thirty digits": (span(end=10**30), "past the end", "spans[0]"),
    "starts at minus thirty digits": (span(start=-(10**30)), "before the text", "spans[0]"),
    "quotes another text": (span(text="B"), "reads", "spans[0]"),
    "quotes with line ends changed": (span(end=len(TEXT), text=TEXT.replace("\r", "")), "reads", "spans[0]"),
    "no label": (span(label=""), "label is empty", "spans[0].label"),
    "a blank label": (span(label=" "), "label is empty", "spans[0].label"),
    "a label with a line break": (span(label="Act\nor"), "control character", "spans[0].label"),
    "a label too long": (span(label="x" * 1001), "more than", "spans[0].label"),
    "a note with NUL": (span(note="a\x00"), "control character", "spans[0].note"),
    "a note too long": (span(note="a" * 100_001), "more than", "spans[0].note"),
    "no parts in the list": (span(parts=[]), "parts", "spans[0].parts"),
    "a part outside": (span(parts=[[0, 1], [1, 3]]), "parts", "spans[0].parts"),
    "parts that leave the start out": (
        span(start=0, end=4, parts=[[1, 2], [3, 4]]),
        "parts",
        "spans[0].parts",
    ),
    "overlapping parts": (span(end=4, parts=[[0, 3], [2, 4]]), "overlap", "spans[0].parts"),
    "parts out of order": (span(end=4, parts=[[2, 4], [0, 1]]), "overlap", "spans[0].parts"),
    "the same part twice": (span(end=2, parts=[[0, 2], [0, 2]]), "overlap", "spans[0].parts"),
    "an empty part": (span(end=4, parts=[[0, 1], [2, 2], [3, 4]]), "is empty", "spans[0].parts"),
    "a part that starts before the text": (span(parts=[[-1, 2]]), "before the text", "spans[0].parts"),
    "a confidence above 1": (span(confidence=1.5), "between 0 and 1", "spans[0].confidence"),
    "a confidence below 0": (span(confidence=-1), "between 0 and 1", "spans[0].confidence"),
    "a native one without id": (native_span(id=None), "no uid", "spans[0].id"),
    "a native one with a number": (native_span(id=7), "no uid", "spans[0].id"),
    "a native one with capitals": (native_span(id=UID.upper()), "no uid", "spans[0].id"),
    "a time in words": (native_span(created="yesterday"), "no date", "spans[0].created"),
    "a day that does not exist": (native_span(changed="2015-02-30T00:00:00Z"), "no date", "spans[0].changed"),
    "a time before the calendar": (
        native_span(changed="0001-01-01T00:00:00+14:00"),
        "no date",
        "spans[0].changed",
    ),
    "a doccano triple past the text": (line(label=[[0, 99, "Actor"]]), "past the end", "label[0]"),
    "a doccano triple the wrong way": (line(labels=[[3, 1, "Actor"]]), "before it starts", "labels[0]"),
    "a doccano entity past the text": (
        line(entities=[{"start_offset": 0, "end_offset": 99, "label": "Actor"}]),
        "past the end",
        "entities[0]",
    ),
}
