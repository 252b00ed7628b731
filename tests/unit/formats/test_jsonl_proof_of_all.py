"""The proof looks at everything that a line of JSONL holds: whatever is tampered with, it says so."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.base.errors import FormatError
from desktop_app.formats import jsonl
from desktop_app.model.corpus import Corpus
from tests.unit.formats.corpora import corpora, full
from tests.unit.formats.reading import written

Place = tuple[str | int, ...]


def places(found: object, here: Place = ()) -> Iterator[Place]:
    """The way to everything that a line holds, large and small."""
    parts = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for key, part in parts:
        yield (*here, key)
        yield from places(part, (*here, key))


def others(found: object) -> list[object]:
    """What could stand in its place and is not the same."""
    return [item for item in _changed(found) if json.dumps(item) != json.dumps(found)]


def _changed(found: object) -> Iterator[object]:
    if isinstance(found, bool):
        yield from (not found, int(found))
    elif isinstance(found, int):
        yield from (found + 1, -found - 1)
    elif isinstance(found, float):
        yield from (found + 0.25 if abs(found) < 2**40 else found / 2, str(found))
    elif isinstance(found, str):
        yield from (f"{found}x", found[1:] or "x", "" if found else "x")
    elif isinstance(found, list):
        yield from ([*found, "x"], found[1:] or ["x"])
    elif isinstance(found, dict):
        yield {**found, "x": "x"}


def tampered(line: str, place: Place, chance: st.DataObject) -> str:
    """The line with something else at this place, or nothing."""
    whole = json.loads(line)
    holder = whole
    for key in place[:-1]:
        holder = holder[key]
    last = place[-1]
    instead = chance.draw(st.sampled_from([None, *others(holder[last])]))
    if instead is None:
        del holder[last]
    else:
        holder[last] = instead
    return json.dumps(whole)


def refused(source: Corpus, lines: list[str]) -> bool:
    data = "".join(f"{line}\n" for line in lines).encode()
    try:
        jsonl.verify(source, io.BytesIO(data))
    except FormatError:
        return True
    return False


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(source=corpora().filter(lambda source: bool(written(source))), chance=st.data())
def test_whatever_is_tampered_with_fails_the_proof(source: Corpus, chance: st.DataObject) -> None:
    lines = [line.decode() for line in written(source).split(b"\n")[:-1]]
    number = chance.draw(st.integers(0, len(lines) - 1))
    place = chance.draw(st.sampled_from(list(places(json.loads(lines[number])))))
    other = tampered(lines[number], place, chance)
    assert not refused(source, lines)
    assert refused(source, [*lines[:number], other, *lines[number + 1 :]]), place


@pytest.mark.parametrize("place", sorted(places(json.loads(written(full()))), key=str), ids=str)
def test_every_single_field_of_a_line_is_looked_at(place: Place) -> None:
    (line,) = written(full()).decode().splitlines()
    whole = json.loads(line)
    holder = whole
    for key in place[:-1]:
        holder = holder[key]
    kept = holder[place[-1]]
    for other in others(kept):
        holder[place[-1]] = other
        assert refused(full(), [json.dumps(whole)]), other
    del holder[place[-1]]
    assert refused(full(), [json.dumps(whole)])
