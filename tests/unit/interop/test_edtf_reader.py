"""Every date that is proposed is one for an independent reader of EDTF."""

from __future__ import annotations

import re
from pathlib import Path

from edtf import parse_edtf

from desktop_app.suggest.dates import propose

DATA = Path(__file__).parents[2] / "data" / "dates"


def proposed(line: str) -> list[str]:
    language, text = (part.strip() for part in line.split("|")[:2])
    before, phrase, after = re.split(r"[\[\]]", text)
    offer = propose(phrase, "2015-03-12", language=language, before=before, after=after)
    return [one.timex.edtf for one in offer.proposals]


def test_an_independent_reader_understands_every_proposed_date() -> None:
    lines = [line for path in DATA.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()]
    dates = {date for line in lines if not line.startswith("#") for date in proposed(line) if date}
    assert len(dates) > 50
    assert all(parse_edtf(date) is not None for date in dates)
