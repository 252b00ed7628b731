"""The shelf of readers, and what it costs to have it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.readers import READERS, Reading, epub, html, markdown, plain, read_file, reader_for
from tests.unit.readers import samples


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("a.txt", "plain"),
        ("a.TEXT", "plain"),
        ("a.log", "plain"),
        ("a.md", "markdown"),
        ("a.Markdown", "markdown"),
        ("a.html", "html"),
        ("a.HTM", "html"),
        ("a.xhtml", "html"),
        ("a.epub", "epub"),
        ("a.epub.txt", "plain"),
        ("a.unknown", "plain"),
        ("README", "plain"),
        (".html", "plain"),
        ("a.html.txt", "plain"),
        ("folder.html/a.md", "markdown"),
        ("", "plain"),
    ],
)
def test_the_end_of_the_name_chooses_the_reader(name: str, key: str) -> None:
    assert key == reader_for(name).KEY


def test_every_reader_says_what_it_is_and_no_two_claim_a_suffix() -> None:
    assert [READERS[key].KEY for key in READERS] == ["plain", "markdown", "html", "epub"]
    suffixes = [suffix for reader in READERS.values() for suffix in reader.SUFFIXES]
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)
    assert all(reader.TITLE and reader.VERSION and reader.LIMIT for reader in READERS.values())


def test_the_version_for_pages_names_the_library_that_chooses_the_lines() -> None:
    assert html.VERSION.startswith("2, trafilatura ")
    assert (plain.VERSION, markdown.VERSION, epub.VERSION) == ("1", "1", "1")


def test_a_reading_travels_between_processes(tmp_path: Path) -> None:
    for reading in (
        plain.read(samples.seed(), "a.txt"),
        html.read(b"<h1>Title</h1><p>Words.", "a.html"),
        Reading("x"),
    ):
        assert pickle.loads(pickle.dumps(reading)) == reading
    (tmp_path / "a.txt").write_bytes(samples.seed())
    assert read_file(tmp_path / "a.txt") == plain.read(samples.seed(), "a.txt")


def test_no_heavy_library_is_loaded_before_it_is_needed() -> None:
    program = (
        "import sys\n"
        "import desktop_app.readers as readers\n"
        "from desktop_app.readers import plain, markdown\n"
        "plain.read(b'words', 'a.txt'); markdown.read(b'# words', 'a.md'); readers.reader_for('a.html')\n"
        "heavy = {'trafilatura', 'lxml', 'chardet', 'markdown_it', 'msgspec', 'numpy', 'PySide6'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "plain.read('caf\\xe9'.encode('cp1252'), 'a.txt')\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "['chardet']"]
