"""From bytes to text, exactly: nothing is normalised, nothing replaced, nothing dropped but one leading mark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from desktop_app.base.errors import ReadError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.readers import _binary
from desktop_app.readers._encodings import MARKS, canonical, short_title
from desktop_app.readers._guess import encodings_for, sample_of, switches, wide_encoding
from desktop_app.readers._reading import MB, PATH_SHOWN, TEXT_LIMIT

OFFERED = 8
_MARK = "\ufeff"
_SWAPPED = "\ufffe"
_CLEARLY = 4
_HIGH = bytes(range(128, 256))
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_SPELLED_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with what is known of its encoding; the fields mean what they mean in Reading."""

    text: str
    encoding: str
    bom: bool = False
    guessed: bool = False
    candidates: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """The text of a file's bytes. Raises ReadError: empty, no text, too long, or not in the given encoding."""
    where = shown(name, PATH_SHOWN)
    if not data:
        raise _empty(where)
    kind = _binary.kind_of(data, wrapped=encoding is None)
    if kind:
        raise _binary.refusal(kind, where)
    decoded = _detect(data, where) if encoding is None else _given(data, where, encoding)
    if not decoded.text or decoded.text.isspace():
        raise _empty(where)
    if len(decoded.text) > TEXT_LIMIT // 4 and len(decoded.text.encode()) > TEXT_LIMIT:
        raise too_long(where)
    return decoded


def mark_of(data: bytes) -> tuple[bytes, str]:
    """The byte-order mark that the bytes begin with and its encoding; two empty ones when there is none."""
    for mark, encoding in MARKS:
        if data.startswith(mark) and (not encoding.startswith("utf-32") or fits(data, encoding)):
            return mark, encoding
    return b"", ""


def too_long(where: str) -> ReadError:
    """The error for a text beyond the limit."""
    return ReadError(
        _("The text is longer than {limit} MB.").format(limit=TEXT_LIMIT // MB),
        where=where,
        hint=_("Split the file and add the parts."),
    )


def too_large(where: str, limit: int) -> ReadError:
    """The error for a file of more than `limit` bytes."""
    return ReadError(
        _("The file is larger than {limit} MB.").format(limit=limit // MB),
        where=where,
        hint=_("Split it and add the parts."),
    )


def _empty(where: str) -> ReadError:
    return ReadError(
        _("The file holds no text: it is empty or blank."),
        where=where,
        hint=_("Check that it was saved completely."),
    )


def fits(data: bytes, encoding: str) -> bool:
    """Whether all bytes are characters of this encoding."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _given(data: bytes, where: str, wanted: str) -> Decoded:
    try:
        encoding = canonical(wanted)
    except ReadError as error:
        raise ReadError(error.what, where=where, hint=error.hint) from error
    if encoding in ("utf-16", "utf-32"):
        marked = mark_of(data)[1] or wide_encoding(data)
        encoding = marked if marked.startswith(encoding) else f"{encoding}-le"
    text = _strict(data, encoding, where)
    if text.startswith(_SWAPPED):
        raise ReadError(
            _("The byte-order mark of this file says that it is not {encoding}.").format(
                encoding=short_title(encoding)
            ),
            where=where,
            hint=_("Let the program detect the encoding."),
        )
    bom = text.startswith(_MARK)
    return Decoded(text[1:] if bom else text, encoding, bom, candidates=(encoding,))


def _detect(data: bytes, where: str) -> Decoded:
    mark, marked = mark_of(data)
    if marked:
        text = _strict(data, marked, where)
        return Decoded(text[1:], marked, bom=bool(mark), candidates=(marked,))
    controls = _binary.controls_in(data)
    few = _binary.is_few(controls, len(data))
    if few and not switches(data) and fits(data, "utf-8"):
        return Decoded(data.decode(), "utf-8", candidates=("utf-8",), notes=_control_notes(controls))
    wide = wide_encoding(data) if 0 in data else ""
    if wide:
        return Decoded(_strict(data, wide, where), wide, guessed=True, candidates=(wide,))
    if not few:
        raise _binary.refusal("", where)
    _refuse_damaged_utf8(data, where)
    return _guess(data, where, controls)


def _guess(data: bytes, where: str, controls: int) -> Decoded:
    sample = sample_of(data)
    errors = "strict" if len(sample) == len(data) else "ignore"
    likely = [encoding for encoding in encodings_for(data) if _reads_well(sample, encoding, errors)]
    for encoding in likely:
        if fits(data, encoding):
            offered = dict.fromkeys([encoding, *likely])
            notes = _control_notes(controls)
            return Decoded(data.decode(encoding), encoding, False, True, tuple(offered)[:OFFERED], notes)
    raise ReadError(
        _("The encoding of this file cannot be found out."),
        where=where,
        hint=_("Choose the encoding by hand, or save the file as UTF-8."),
    )


def _reads_well(sample: bytes, encoding: str, errors: str) -> bool:
    """Whether the sample is text in this encoding and not strewn with control characters."""
    try:
        text = sample.decode(encoding, errors)
    except UnicodeDecodeError:
        return False
    return len(_C1.findall(text)) * 100 <= len(text)


def _control_notes(controls: int) -> tuple[str, ...]:
    if not controls:
        return ()
    words = ngettext(
        "The text holds {count} control character; it was kept.",
        "The text holds {count} control characters; they were kept.",
        controls,
    )
    return (words.format(count=controls),)


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        _refuse(data, error, where, encoding)


def _refuse_damaged_utf8(data: bytes, where: str) -> None:
    """Raises ReadError for bytes that are UTF-8 but for a few: guessing on would turn one letter into two."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        text = data.decode(errors="replace")
        bad = text.count("\ufffd") - data.count("\ufffd".encode())
        good = len(text) - bad - len(data.translate(None, _HIGH))
        cut_off = error.reason == "unexpected end of data" and good > 0
        if cut_off or good >= _CLEARLY * bad or _spells_surrogates(data):
            _refuse(data, error, where, "utf-8")


def _spells_surrogates(data: bytes) -> bool:
    """Whether the bytes would be UTF-8 if half characters were allowed in it."""
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _refuse(data: bytes, error: UnicodeDecodeError, where: str, encoding: str) -> NoReturn:
    before = data[: error.start].decode(encoding, errors="ignore").removeprefix(_MARK)
    lines = before.replace("\r\n", "\n").replace("\r", "\n")
    place = {
        "encoding": short_title(encoding),
        "offset": error.start,
        "line": lines.count("\n") + 1,
        "column": len(lines) - lines.rfind("\n"),
    }
    if _is_half_character(data, error.start, encoding):
        what = _(
            "Line {line}, column {column} holds half a character (a lone surrogate), at byte offset {offset} of this "
            "{encoding} text."
        )
    elif error.end >= len(data) and ("end" in error.reason or "truncated" in error.reason):
        what = _(
            "The {encoding} text breaks off inside a character, at byte offset {offset} (line {line}, column {column})."
        )
    else:
        what = _(
            "The byte at offset {offset} (line {line}, column {column}) does not fit the encoding {encoding}."
        )
    hint = _("Repair the file, or choose another encoding for it.")
    raise ReadError(what.format(**place), where=where, hint=hint) from error


def _is_half_character(data: bytes, start: int, encoding: str) -> bool:
    if encoding == "utf-8":
        return bool(_SPELLED_SURROGATE.match(data, start))
    if encoding not in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        return False
    unit = 2 if "16" in encoding else 4
    stretch = data[start : start + unit]
    number = int.from_bytes(stretch, "little" if encoding.endswith("le") else "big")
    return len(stretch) == unit and 0xD800 <= number <= 0xDFFF
