"""What is spared a file of our own, and a foreign one is not."""

from __future__ import annotations

import io

import msgspec

from desktop_app.base import strict_json
from desktop_app.formats import IncomingLine, jsonl
from desktop_app.formats._jsonl_lines import ForeignLine
from tests.unit.formats.bad_lines import native_span, span
from tests.unit.formats.corpora import full
from tests.unit.formats.reading import good, problems, written


class Sought(io.BytesIO):
    """Counts how often somebody went to another place in the file."""

    count = 0

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self.count += 1
        return super().seek(offset, whence)


def test_a_file_of_our_own_is_read_once() -> None:
    file = Sought(written(full()))
    assert all(isinstance(item, IncomingLine) for item in jsonl.read(file))
    assert file.count == 0


def test_the_uids_in_a_foreign_file_follow_from_all_of_it() -> None:
    data = span() + b"\n"
    first, again, other = (good(some)[0].annotations[0].uid for some in (data, data, data * 2))
    assert first == again != other


def test_a_foreign_line_costs_none_of_those_behind_it() -> None:
    own = written(full())
    other = native_span() + b"\n"
    found = good(own + span() + b"\n" + other)
    assert [item.native for item in found] == [True, False, True]


def test_a_line_of_our_own_is_what_its_value_is_written_as_so_that_no_keys_are_counted() -> None:
    for data in written(full()).splitlines():
        value = strict_json.decode(data, msgspec.json.Decoder(ForeignLine))
        assert msgspec.json.encode(value) == data


def test_a_key_that_stands_twice_in_a_line_of_our_own_is_found() -> None:
    data = written(full()).replace(b'"start":', b'"start":0,"start":', 1)
    assert "twice" in problems(data)[0].error.what
