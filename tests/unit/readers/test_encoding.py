"""From bytes to text and back: every encoding, with and without a mark."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop_app.base.errors import ReadError
from desktop_app.readers import ENCODINGS, encoding_title, plain
from tests.unit.readers import samples

MARK = "\ufeff"
SWAPPED = "\ufffe"
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SCRIPTS = st.sampled_from(
    [
        "abcdefghijklm nopqrstuvwxyz",
        "абвгдежзиклмн опрстуф",
        "αβγδεζηθικλ μνξοπρσ",
        "אבגדהוזחטי כלמנסעפ",
        "Ağıöüşçé ñß",
    ]
)
WRITTEN = SCRIPTS.flatmap(lambda letters: st.text(letters + " \n", min_size=20, max_size=200)).filter(
    lambda text: len(set(text)) > 6 and " " in text
)


@pytest.mark.parametrize(("name", "encoding"), samples.ENCODED.items())
def test_a_collected_file_is_recognised(name: str, encoding: str) -> None:
    data = (samples.DATA / "encodings" / name).read_bytes()
    reading = plain.read(data, name)
    assert reading.encoding == encoding
    assert reading.text == data.decode(encoding)
    assert reading.guessed is (encoding != "utf-8")
    assert reading.candidates[0] == encoding


REENCODED = [
    ("sample-russian.txt", "cp1251 koi8-r cp866 mac-cyrillic iso8859-5"),
    ("sample-french.txt", "cp1252 iso8859-1 iso8859-15 mac-roman cp850"),
    ("sample-greek.txt", "cp1253 iso8859-7"),
    ("sample-hebrew-2.txt", "cp1255"),
    ("sample-turkish.txt", "cp1254 iso8859-9"),
    ("sample-arabic.txt", "cp1256"),
    ("sample-chinese.txt", "big5hkscs gb18030"),
    ("sample-korean.txt", "cp949 euc_kr"),
]


@pytest.mark.parametrize(
    ("name", "encoding"), [(name, one) for name, encodings in REENCODED for one in encodings.split()]
)
def test_a_collected_text_is_recognised_in_other_encodings(name: str, encoding: str) -> None:
    data = samples.collected(name).encode(encoding, errors="ignore")
    reading = plain.read(data, name)
    assert reading.text == data.decode(encoding)
    assert plain.read(data, name, encoding=reading.encoding).text == reading.text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (samples.JAPANESE, "cp932"),
        (samples.JAPANESE, "shift_jis"),
        (samples.JAPANESE, "euc_jp"),
        (samples.JAPANESE, "iso2022_jp"),
        (samples.CHINESE, "gb18030"),
        (samples.CHINESE, "gb2312"),
        (samples.GERMAN, "cp1252"),
        (samples.GERMAN, "mac-roman"),
        (samples.ENGLISH, "cp1252"),
        ("Ein Café im Süden.", "cp1252"),
        ("café noir", "cp1252"),
        ("Привет, как дела?", "cp1251"),
        ("日本語です。", "cp932"),
        ("你好，世界", "gb18030"),
    ],
)
def test_articles_are_recognised_in_the_encoding_of_their_country(text: str, encoding: str) -> None:
    reading = plain.read(text.encode(encoding), "a.txt")
    assert reading.text == text
    assert reading.guessed
    assert reading.encoding in reading.candidates


def test_characters_beyond_ascii_are_found_far_behind_the_beginning() -> None:
    text = ("All quiet here.\n" * 40_000) + samples.collected("sample-russian.txt")
    reading = plain.read(text.encode("cp1251"), "a.txt")
    assert (reading.encoding, reading.text) == ("cp1251", text)


def test_utf_8_is_no_guess_even_after_a_megabyte_of_ascii() -> None:
    text = "All quiet here.\n" * 70_000 + "naïve"
    reading = plain.read(text.encode(), "a.txt")
    assert (reading.encoding, reading.guessed, reading.text) == ("utf-8", False, text)


@given(text=ANY_TEXT, encoding=st.sampled_from(ENCODINGS))
@settings(max_examples=400, deadline=None)
def test_with_the_encoding_given_every_text_comes_back_exactly(text: str, encoding: str) -> None:
    data = text.encode(encoding, errors="ignore")
    held = data.decode(encoding, errors="ignore")
    assume(held.encode(encoding, errors="ignore") == data and data.decode(encoding, errors="ignore") == held)
    assume(held.removeprefix(MARK).strip() and not held.startswith(SWAPPED))
    reading = plain.read(data, "a.txt", encoding=encoding)
    assert reading.text == held.removeprefix(MARK)
    assert reading.bom is held.startswith(MARK)
    assert (reading.encoding, reading.guessed) == (encoding, False)


@settings(deadline=None)
@given(text=ANY_TEXT, encoding=st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_behind_a_mark_every_text_is_read_exactly(text: str, encoding: str) -> None:
    assume(text.strip() and not (encoding == "utf-16-le" and text.startswith("\0")))
    reading = plain.read((MARK + text).encode(encoding), "a.txt")
    assert (reading.text, reading.encoding, reading.bom, reading.guessed) == (text, encoding, True, False)


@settings(deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf_8_without_a_mark_is_read_exactly(text: str) -> None:
    assume(text.strip() and not text.startswith((MARK, "%PDF", "{\\rtf")))
    reading = plain.read(text.encode(), "a.txt")
    assert (reading.text, reading.encoding, reading.bom) == (text, "utf-8", False)


@settings(deadline=None)
@given(text=WRITTEN, encoding=st.sampled_from(["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_utf_16_and_32_without_a_mark_are_recognised(text: str, encoding: str) -> None:
    reading = plain.read(text.encode(encoding), "a.txt")
    assert (reading.text, reading.encoding, reading.bom, reading.guessed) == (text, encoding, False, True)


@pytest.mark.parametrize("name", samples.ENCODED)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_collected_texts_are_recognised_in_utf_16_and_32_without_a_mark(name: str, encoding: str) -> None:
    text = samples.collected(name)
    reading = plain.read(text.encode(encoding), name)
    assert (reading.text, reading.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("named", "encoding"), [("utf-16", "utf-16-be"), ("UTF-32", "utf-32-le"), ("utf-8-sig", "utf-8")]
)
def test_an_encoding_named_without_byte_order_follows_the_bytes(named: str, encoding: str) -> None:
    for mark in ("", MARK):
        reading = plain.read((mark + samples.GERMAN).encode(encoding), "a.txt", encoding=named)
        assert (reading.text, reading.encoding, reading.bom) == (samples.GERMAN, encoding, bool(mark))


def test_only_one_mark_is_taken_off() -> None:
    reading = plain.read((MARK * 2 + "text").encode(), "a.txt")
    assert (reading.text, reading.bom) == (MARK + "text", True)


def test_line_ends_and_combining_signs_stay_as_they_are() -> None:
    text = "one\r\ntwo\rthree\nfour\u2028five\u0085six\x0bseven\x0ceight nai\u0308ve e\u0301 \u212b \ufb01\r\r\n\n"
    assert plain.read(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "encoding", "place"),
    [
        (b"one\ntwo caf\xe9 three", "utf-8", "offset 11 (line 2, column 8)"),
        (b"one\r\ntwo\rthree \xff", "utf-8", "offset 15 (line 3, column 7)"),
        (b"\xef\xbb\xbfab\xff", "utf-8", "offset 5 (line 1, column 3)"),
        (b"caf\xe9", "ascii", "offset 3 (line 1, column 4)"),
        (b"a\x81b", "cp1252", "offset 1 (line 1, column 2)"),
        ("Grüße".encode("cp1252"), "cp932", "offset 2 (line 1, column 3)"),
        (codecs.BOM_UTF16_LE + "a\nb".encode("utf-16-le") + b"\x00\xd8x\0", "utf-16-le", "Line 2, column 2"),
    ],
)
def test_an_encoding_that_does_not_fit_is_refused_with_the_place(
    data: bytes, encoding: str, place: str
) -> None:
    with pytest.raises(ReadError) as refused:
        plain.read(data, "a.txt", encoding=encoding)
    assert place in refused.value.what
    assert (refused.value.where, bool(refused.value.hint)) == ("a.txt", True)


def test_every_offered_encoding_has_words_and_is_known_to_python() -> None:
    titles = [encoding_title(name) for name in ENCODINGS]
    assert [codecs.lookup(name).name for name in ENCODINGS] == list(ENCODINGS)
    assert len(set(titles)) == len(titles)
    assert encoding_title("cp1251") == "Cyrillic (Windows-1251)"
    assert encoding_title("tis-620") == "tis-620"


@settings(deadline=None)
@given(data=st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused_and_read_the_same_again(data: bytes) -> None:
    try:
        reading = plain.read(data, "a.txt")
    except ReadError:
        return
    assert reading.text.encode("utf-8").decode() == reading.text
    assert plain.read(data, "a.txt", encoding=reading.encoding).text == reading.text
