"""JSON from strangers: keys that stand twice never go unseen."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.base import strict_json
from desktop_app.base.errors import FormatError

names = st.sampled_from(["a", "b", 'q"', "back\\", '\\"', "x:y", '":', "é", ""])
plain = st.none() | st.booleans() | st.integers() | st.text(alphabet='ab\\":{}, ', max_size=6)


def written(value: object, colon: str) -> str:
    """JSON of nested lists of pairs: pairs make objects, so that a key can stand in one twice."""
    if isinstance(value, list):
        inner = (f"{json.dumps(key)}{colon}{written(item, colon)}" for key, item in value)
        return "{" + ",".join(inner) + "}"
    return json.dumps(value)


objects = st.recursive(plain, lambda inner: st.lists(st.tuples(names, inner), max_size=4), max_leaves=8)


def has_twice(value: object) -> bool:
    """Whether an object in the value has a key twice."""
    if not isinstance(value, list):
        return False
    keys = [key for key, _item in value]
    return len(set(keys)) < len(keys) or any(has_twice(item) for _key, item in value)


@given(
    value=st.lists(st.tuples(names, objects), max_size=5),
    colon=st.sampled_from([":", " :", ": ", "\t:", "\r:", "  :", "\n :"]),
)
@example([("back\\", None), ("back\\", None)], "\r:")
def test_a_key_that_stands_twice_is_always_found(value: list[tuple[str, object]], colon: str) -> None:
    data = written(value, colon).encode()
    assert (strict_json.duplicate_key(data) is not None) == has_twice(value)
    if strict_json.has_plain_keys(data, msgspec.json.encode(msgspec.json.decode(data))):
        assert not has_twice(value)


@pytest.mark.parametrize("blank", [" ", "  ", "\t", "\r", "\n", "\r \n"])
def test_a_key_apart_from_its_colon_makes_up_for_no_key_that_stands_twice(blank: str) -> None:
    data = f'{{"a":1,"a":1,"b"{blank}:2}}'.encode()
    assert not strict_json.has_plain_keys(data, b'{"a":1,"b":2}')


def test_a_blank_elsewhere_costs_nothing() -> None:
    assert strict_json.has_plain_keys(b'{"a": 1, "b": "x :"}', b'{"a":1,"b":"x :"}')


WRONG = {
    "a lone surrogate behind an escaped backslash": (rb'{"a": "\\\ud83d"}', "half a character"),
    "an escaped backslash before the letter u is no surrogate": (rb'{"a": "\\ud83d" 3}', "not JSON"),
    "two high surrogates": (rb'{"a": "\ud83d\ud83d\ude00"}', "half a character"),
    "bytes that are no text": (b'{"a": "\xff"}', "Byte 8 is not UTF-8"),
    "a mark": (b'\xef\xbb\xbf{"a": 1}', "byte-order mark"),
    "nothing": (b"", "breaks off"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_named(name: str) -> None:
    data, reason = WRONG[name]
    with pytest.raises(FormatError) as caught:
        strict_json.decode(data, msgspec.json.Decoder(dict[str, object]))
    assert reason in caught.value.what
    assert caught.value.hint
