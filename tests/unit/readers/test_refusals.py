"""What is no readable document: each file is refused with what, where and what next."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from typing import NamedTuple

import pytest

from desktop_app.base.errors import ReadError
from desktop_app.readers import HTML_LIMIT, reader_for
from tests.unit.readers import samples


class Bad(NamedTuple):
    """A file's content under a name, with the words that its refusal has to have."""

    label: str
    data: bytes
    words: str
    name: str = "news.txt"
    encoding: str | None = None


def zipped(*names: str) -> bytes:
    """A ZIP archive with these members, the first one not compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "application/epub+zip" if name == "mimetype" else "<x/>")
    return target.getvalue()


def opendocument() -> bytes:
    """The beginning of an OpenDocument text."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return target.getvalue()


def tarred() -> bytes:
    """A TAR archive with one small file."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("news.txt"))
    return target.getvalue()


BLANK = "empty or blank"
CONTROLS = "full of control characters"
BREAKS_OFF = "breaks off inside a character"
HALF = "half a character"
NO_FIT = "does not fit the encoding"
NOTHING = "nothing to read"

EMPTY = [
    Bad("empty text", b"", BLANK),
    Bad("empty Markdown", b"", BLANK, "news.md"),
    Bad("empty page", b"", BLANK, "news.html"),
    Bad("blanks", b"   \t  ", BLANK),
    Bad("line ends", b"\r\n\n\r", BLANK),
    Bad("wide blanks", "\u00a0\u3000\u2003\n".encode(), BLANK),
    Bad("UTF-8 mark alone", b"\xef\xbb\xbf", BLANK),
    Bad("UTF-16 LE mark alone", b"\xff\xfe", BLANK),
    Bad("UTF-16 BE mark alone", b"\xfe\xff", BLANK),
    Bad("UTF-32 mark alone", b"\xff\xfe\0\0", BLANK),
    Bad("mark and blanks", b"\xef\xbb\xbf \n", BLANK),
    Bad("blanks in UTF-16", "\ufeff \n ".encode("utf-16-be"), BLANK, "news.md"),
    Bad("blank with a given encoding", b" \n", BLANK, encoding="cp1252"),
]
BINARY = [
    Bad("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
    Bad("PNG with a given encoding", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture", encoding="iso8859-1"),
    Bad("PNG called a page", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture", "news.html"),
    Bad("JPEG", b"\xff\xd8\xff\xe0\x00\x10JFIF\0", "a JPEG picture"),
    Bad("GIF", b"GIF89a\x10\x00\x10\x00\x80\0\0", "a GIF picture"),
    Bad("WebP", b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP picture"),
    Bad("TIFF", b"II*\x00\x08\0\0\0", "a TIFF picture"),
    Bad("WAV", b"RIFF\x24\0\0\0WAVEfmt ", "a sound or film"),
    Bad("MP3", b"ID3\x04\x00\0\0\0\0", "a sound or film"),
    Bad("Ogg", b"OggS\x00\x02", "a sound or film"),
    Bad("MP4", b"\0\0\0\x20ftypisom\0\0\x02\0", "a sound or film"),
    Bad("SQLite", b"SQLite format 3\0\x10\0\x01\x01", "an SQLite database"),
    Bad("EPUB", zipped("mimetype"), "an EPUB book"),
    Bad("OpenDocument", opendocument(), "an OpenDocument file"),
    Bad("Word", zipped("[Content_Types].xml", "word/document.xml"), "an Office document"),
    Bad("ZIP", zipped("a.txt"), "a ZIP archive"),
    Bad("empty ZIP", zipped(), "a ZIP archive"),
    Bad("old Word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "an old Office document"),
    Bad("gzip", gzip.compress(b"words"), "a compressed file"),
    Bad("bzip2", bz2.compress(b"words"), "a compressed file"),
    Bad("xz", lzma.compress(b"words"), "a compressed file"),
    Bad("Zstandard", b"\x28\xb5\x2f\xfd\x04\x00", "a compressed file"),
    Bad("7-Zip", b"7z\xbc\xaf\x27\x1c\0\x04", "a compressed archive"),
    Bad("RAR", b"Rar!\x1a\x07\x01\0", "a compressed archive"),
    Bad("TAR", tarred(), "a TAR archive"),
    Bad("program for Linux", b"\x7fELF\x02\x01\x01\0", "a program"),
    Bad("program for Windows", b"MZ\x90\x00\x03\0\0\0", "a program"),
    Bad("WebAssembly", b"\0asm\x01\0\0\0", "a program"),
    Bad("font", b"\0\x01\0\0\0\x0f\0\x80", "a font"),
    Bad("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF document"),
    Bad("PDF called Markdown", b"%PDF-1.4\n1 0 obj", "a PDF document", "news.md"),
    Bad("RTF", rb"{\rtf1\ansi words}", "an RTF document"),
    Bad("one NUL", b"\0", CONTROLS),
    Bad("NULs", bytes(1000), CONTROLS),
    Bad("every byte", bytes(range(256)) * 4, CONTROLS),
    Bad("sound samples", struct.pack("<200h", *(step * 97 % 3001 - 1500 for step in range(200))), CONTROLS),
    Bad("numbers", struct.pack("<64I", *range(64)), CONTROLS, "table.dat"),
]
MISFITS = [
    Bad("UTF-8 cut off", "naïve café €".encode()[:-1], BREAKS_OFF),
    Bad("UTF-8 cut off behind a mark", b"\xef\xbb\xbf" + "café €".encode()[:-2], BREAKS_OFF),
    Bad(
        "UTF-8 with a stray byte",
        samples.collected("sample-french.txt").encode().replace(b",", b"\xff", 1),
        NO_FIT,
    ),
    Bad("UTF-8 with a stray byte behind a mark", b"\xef\xbb\xbfwords \xff words", NO_FIT),
    Bad("UTF-8 that spells a surrogate", "é".encode() + b"\xed\xa0\x80", HALF),
    Bad("UTF-8 that spells a pair", b"words \xed\xa0\xbd\xed\xb8\x80", HALF),
    Bad("UTF-16 of odd length", "\ufeffwords".encode("utf-16-le") + b"\0", BREAKS_OFF),
    Bad("unmarked UTF-16 of odd length", "more words".encode("utf-16-be")[:-1], BREAKS_OFF),
    Bad("high surrogate alone", b"\xff\xfea\0\x3d\xd8b\0", HALF),
    Bad("low surrogate alone", b"\xfe\xff\0a\xde\x00\0b", HALF),
    Bad("high surrogate at the end", b"\xff\xfea\0\x3d\xd8", HALF),
    Bad("UTF-32 surrogate", "\ufeffa".encode("utf-32-le") + b"\x00\xd8\0\0", HALF),
    Bad("UTF-32 beyond Unicode", "\ufeffa".encode("utf-32-be") + b"\0\x11\0\0", NO_FIT, encoding="utf-32-be"),
    Bad("Windows-1252 forced to UTF-8", "café noir".encode("cp1252"), NO_FIT, encoding="utf-8"),
    Bad("UTF-8 forced to ASCII", "café".encode(), NO_FIT, encoding="ascii"),
    Bad(
        "UTF-16 forced to the other order",
        "\ufeffab".encode("utf-16-be"),
        "byte-order mark",
        encoding="utf-16-le",
    ),
    Bad("German forced to Shift-JIS", "Grüße".encode("cp1252"), NO_FIT, encoding="shift_jis"),
    Bad("Latin forced to GB 18030", b"caf\xe9 noir", NO_FIT, encoding="gb18030"),
    Bad("odd bytes forced to UTF-16", b"abc", BREAKS_OFF, encoding="utf-16-le"),
    Bad("unknown encoding", b"words", "does not know an encoding “klingon”", encoding="klingon"),
    Bad("codec that is no encoding", b"words", "does not know", encoding="rot13"),
    Bad("codec that spells surrogates", b"+2D0-", "does not know", encoding="utf-7"),
    Bad("codec that runs escapes", rb"\ud800", "does not know", encoding="unicode_escape"),
    Bad("encoding with a NUL", b"words", "does not know", encoding="utf\0-8"),
    Bad(
        "page with a stray byte",
        b"<p>" + samples.collected("sample-french.txt").encode() + b"\xff</p>",
        NO_FIT,
        "a.htm",
    ),
]
PAGES = [
    Bad("only scripts", b"<html><script>var words = 'x';</script></html>", NOTHING, "a.html"),
    Bad("only an open script", b"<p></p><script>var words = 'x';", NOTHING, "a.html"),
    Bad("only comments", b"<!-- words --><!-- more -->", NOTHING, "a.xhtml"),
    Bad("only tags", b"<div><p></p><br></div>", NOTHING, "a.htm"),
    Bad("only a title", b"<head><title>Words</title></head><body> </body>", NOTHING, "a.html"),
    Bad("only a style", b"<style>p{}</style>", NOTHING, "a.html"),
    Bad("too many tags", b"<b>" * 400_001, "more than 400000 tags", "a.html"),
    Bad("too large", b"<p>" + b"w" * HTML_LIMIT, "larger than 20 MB", "a.html"),
]
TABLE = [*EMPTY, *BINARY, *MISFITS, *PAGES]


@pytest.mark.parametrize("bad", TABLE, ids=[bad.label for bad in TABLE])
def test_a_bad_file_is_refused_in_plain_words(bad: Bad) -> None:
    with pytest.raises(ReadError) as refused:
        reader_for(bad.name).read(bad.data, bad.name, encoding=bad.encoding)
    assert bad.words in refused.value.what
    assert refused.value.where == bad.name
    assert refused.value.hint.endswith(".")
    assert str(refused.value) == f"{bad.name}: {refused.value.what} {refused.value.hint}"


def test_the_table_holds_as_many_bad_files_as_were_promised() -> None:
    assert len({(bad.data, bad.name, bad.encoding) for bad in TABLE}) == len(TABLE) >= 45


@pytest.mark.parametrize(
    "text",
    [
        "GIF89a is the later of two picture formats.",
        "PK, said the minister.",
        "MZ was the sign of Mark Zbikowski.",
        "BM: a report on the museum",
        "%PDF is how such a file begins.",
        "II*\n MM*",
        "RIFF and WAVE",
        "ID3 is a kind of tag, and OggS is none.",
        r"{\rtf without a number",
        "SQLite format 3 is a file format.",
        "a\0b: one NUL in a line of text stays",
        "colours of a terminal: \x1b[31mred\x1b[0m, and \x1b$ for no reason, or \x1b$B",
        "a page\x0cbreak, a bell\x07, an escape \x1b[0m and an end of file \x1a",
        "\u202eright to left\u202c and \u200b invisible \U000e0041 tags \ufeff here",
        "private \ue000, unassigned \u0378, non-characters \ufdd0 \uffff \U0010ffff",
        "\u0301begins with an accent",
        "👩‍👩‍👧 family, 🇩🇪 flag, 𝔉𝔯𝔞𝔨𝔱𝔲𝔯",
    ],
)
def test_odd_but_readable_text_is_kept_to_the_character(text: str) -> None:
    for name in ("news.txt", "news.md", "news"):
        assert reader_for(name).read(text.encode(), name).text == text


def test_kept_control_characters_are_told() -> None:
    reading = reader_for("a.txt").read(b"words with a NUL \0 inside", "a.txt")
    assert reading.notes == ("The text holds 1 control character; it was kept.",)


def test_a_wrapped_document_can_be_read_as_it_is_by_naming_the_encoding() -> None:
    assert reader_for("a.txt").read(b"%PDF-1.4 source", "a.txt", encoding="utf-8").text == "%PDF-1.4 source"


def test_a_name_that_turns_the_text_round_is_shown_safely() -> None:
    with pytest.raises(ReadError) as refused:
        reader_for("a.txt").read(b"", "news\u202etxt.exe\nsecond line")
    assert "\u202e" not in refused.value.where
    assert "\n" not in refused.value.where
