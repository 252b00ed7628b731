"""Phrases: what stands between commas, and what quotation marks and brackets enclose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.graphemes import is_boundary
from desktop_app.model.phrases import enclosures, phrases_at
from tests.traps import TRAP_TEXTS

SAID = "Der Kanzler sagte: „Wir kommen, wenn es „so“ geht (bald). Sicher.“ Danach, um 10:30, ging er."
QUOTED = "„Wir kommen, wenn es „so“ geht (bald). Sicher.“"
CLAIM = "The mayors’ claim – “We won’t pay 1,000 euros,” he said, “never” – stood."
MARKS = st.text(st.sampled_from("ab \"'()[]„“”‚‘’«».,;:–\u0301\u200d\U0001f468\n"), max_size=40)


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        (SAID, "wenn", ["wenn es", QUOTED[1:-1], QUOTED]),
        (SAID, "bald", ["bald", "bald", "(bald)", QUOTED[1:-1], QUOTED]),
        (SAID, "10:30", ["um 10:30"]),
        (SAID, "ging", ["ging er"]),
        (
            CLAIM,
            "pay",
            ["We won’t pay 1,000 euros", "We won’t pay 1,000 euros,", "“We won’t pay 1,000 euros,”"],
        ),
        (CLAIM, "mayors", ["The mayors’ claim"]),
        (CLAIM, "stood", ["stood"]),
        ("Il a dit « oui, bien ». Fin.", "bien", ["bien", "oui, bien", "« oui, bien »"]),
        ("Sie gehen in die U.S.A.", "gehen", ["Sie gehen in die U.S.A."]),
        ("The U.S. left, they say.", "left", ["The U.S. left"]),
        ("中国政府周二表示，「将签署」该协议。", "签署", ["将签署", "将签署", "「将签署」"]),
        ('"Yes", she said', "Yes", ["Yes", "Yes", '"Yes"']),
        ("rock 'n' roll (never closed", "roll", ["roll (never closed"]),
    ],
)
def test_a_phrase_is_bounded_by_commas_and_marks(text: str, at: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in phrases_at(text, text.index(at))] == expected


@given(MARKS | st.sampled_from([text[:300] for text in TRAP_TEXTS]), st.integers(-2, 300))
def test_phrases_lie_in_the_text_and_cut_no_cluster(text: str, offset: int) -> None:
    for start, end in phrases_at(text, offset):
        assert 0 <= start < end <= len(text)
        assert is_boundary(text, start)
        assert is_boundary(text, end)


@given(MARKS)
def test_pairs_of_marks_are_nested_and_never_cross(text: str) -> None:
    pairs = enclosures(text)
    assert all(pair.opening < pair.closing for pair in pairs)
    for one in pairs:
        for other in pairs:
            assert not one.opening < other.opening < one.closing < other.closing
