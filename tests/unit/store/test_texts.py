"""Texts and slices of them, by code points, whatever they are made of and however long."""

import hashlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.base.errors import DamagedError
from desktop_app.model.span import Span
from desktop_app.model.text import IndexedText
from desktop_app.ops import annotations, check, documents
from desktop_app.ops.project import Project
from desktop_app.store import documents as rows
from tests.builders import a_document, tag_named
from tests.traps import TRAP_TEXTS

BLOCKS = (1 << 11, 1 << 20)
ASTRAL = "😀𝔘𠀀"


@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    times=st.integers(1, 3000),
    offsets=st.lists(st.integers(-2, 200_000), min_size=2, max_size=8),
)
def test_a_slice_of_the_bytes_is_the_slice_of_the_text(text: str, times: int, offsets: list[int]) -> None:
    whole = text * times
    indexed = IndexedText(whole.encode())
    for start, end in itertools.pairwise(offsets):
        start, end = max(min(start, end), 0), max(start, end, 0)
        assert indexed.slice(start, end) == whole[start:end]


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("shift", range(4))
@pytest.mark.parametrize("letter", ["é", "中", "😀"])
def test_characters_that_lie_across_a_block_are_found_whole(letter: str, shift: int, block: int) -> None:
    whole = "x" * (block - shift) + letter + "y" * (block - 2) + letter + "z"
    indexed = IndexedText(whole.encode())
    for start in (block - shift - 1, block - shift, block - shift + 1, len(whole) - 3, len(whole) - 1):
        for length in range(4):
            assert indexed.slice(start, start + length) == whole[start : start + length]


@pytest.mark.parametrize("text", [text for text in TRAP_TEXTS if text], ids=range(len(TRAP_TEXTS) - 1))
def test_every_character_of_every_trap_is_found_at_its_place(text: str) -> None:
    indexed = IndexedText(text.encode())
    step = max(len(text) // 400, 1)
    for start in range(0, len(text), step):
        assert indexed.slice(start, start + 1) == text[start]


def test_a_text_of_sixty_four_megabytes_is_kept_marked_and_checked(project: Project) -> None:
    text = (ASTRAL + "x" * 4) * (64 * 1024 * 1024 // 16)
    document = a_document(project, text)
    end = len(text)
    mark = annotations.highlight(
        project, document.uid, [Span(end - 8, end - 4), Span(0, 1)], tag_named(project, "Actor")
    )
    assert mark.quotes == (ASTRAL[0], text[end - 8 : end - 4])
    assert rows.content(project.file.database, document.sha256) == text.encode()
    assert check.check(project.path).findings == ()


def test_bytes_that_are_no_text_are_told_as_damage(project: Project) -> None:
    document = a_document(project, "text")
    body = b"\xff\xfe"
    sha256 = hashlib.sha256(body).hexdigest()
    with project.file.database.writing() as connection:
        rows.keep_content(project.file.database, body)
        connection.execute("UPDATE document SET sha256 = ?", (sha256,))
    with pytest.raises(DamagedError):
        documents.text(project, document.uid)
    assert {finding.rule for finding in check.check(project.path).findings} >= {"checksum", "content"}
