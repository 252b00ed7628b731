"""What time expressions mean, by the values that people worked out by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop_app.attributes import check_value
from desktop_app.model.tagset import Attribute
from desktop_app.model.timex import FIELDS, packed
from desktop_app.suggest.dates import TABLES, has_table, propose

DATA = Path(__file__).parents[2] / "data" / "dates"
DATE = Attribute("u", "t", "date", "timex")
THURSDAY = "2015-03-12"
STATED = ("type", "value", "mod", "quant", "freq", "edtf", "earliest", "latest")


def stated(*names: str) -> list[str]:
    lines = [line for name in names for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if not line.startswith("#")]


ALL = stated("worked.txt", "english.txt", "german.txt")


@pytest.mark.parametrize("line", ALL, ids=lambda line: line.split("|")[1].strip())
def test_an_expression_means_what_is_stated(line: str) -> None:
    language, text, *wanted = (part.strip() for part in line.split("|"))
    before, phrase, after = re.split(r"[\[\]]", text)
    offer = propose(phrase, THURSDAY, language=language, before=before, after=after)
    assert offer.why == ""
    first = offer.proposals[0]
    assert [getattr(first.timex, field) for field in STATED] == wanted
    assert first.timex.by == "tool"
    assert first.timex.anchor in ("", THURSDAY)
    assert first.reason
    for one in offer.proposals:
        assert check_value(list(packed(one.timex)), DATE) == packed(one.timex)


def test_there_are_thirty_expressions_of_each_language_beside_the_worked_ones() -> None:
    assert len(stated("english.txt")) >= 30
    assert len(stated("german.txt")) >= 30
    assert len(set(ALL)) == len(ALL)
    assert set(STATED) < set(FIELDS)
    assert set(TABLES) == {"en", "de"}
    assert has_table("en-GB")
    assert has_table("de_AT")
    assert not has_table("")
