"""JSON from strangers: typed, or refused with the reason in plain words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TypeVar

from desktop_app.base.errors import FormatError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown

if TYPE_CHECKING:
    from msgspec.json import Decoder

T = TypeVar("T")
BOM = b"\xef\xbb\xbf"

_ESCAPE = re.compile(rb"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)
_NOT_FINITE = re.compile(rb"[\[:,]\s*-?(NaN|Infinity)\b")
_APART = re.compile(rb'"[ \t\r\n]+:')
_CONTROL = re.compile(rb"[\x00-\x1f]")
_EXPECTED = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_MISSING = re.compile(r"missing required field `([^`]*)`")
_UNKNOWN = re.compile(r"unknown field `([^`]*)`")


def decode(data: bytes, decoder: Decoder[T]) -> T:
    """The value in `data`. Raises FormatError: what is wrong, where (`spans[2].start`), what next."""
    import msgspec

    try:
        data.decode("utf-8")
        return decoder.decode(data)
    except UnicodeDecodeError as error:
        raise FormatError(
            _("Byte {number} is not UTF-8.").format(number=error.start + 1), hint=_("Save the file as UTF-8.")
        ) from error
    except RecursionError as error:
        raise FormatError(
            _("The brackets are nested too deeply."), hint=_("Remove the nested part.")
        ) from error
    except msgspec.ValidationError as error:
        raise _misfit(str(error)) from error
    except msgspec.DecodeError as error:
        raise FormatError(
            _malformed(data, str(error)), hint=_("Write the file again from its source.")
        ) from error


def duplicate_key(data: bytes) -> str | None:
    """The first key that an object in this valid JSON holds twice, None if there is none."""
    twice: list[str] = []

    def look(pairs: list[tuple[str, object]]) -> None:
        if len(pairs) > 1:
            names = [name for name, _value in pairs]
            if len(set(names)) < len(names):
                twice.append(next(name for at, name in enumerate(names) if name in names[:at]))

    json.loads(data, object_pairs_hook=look, parse_int=str)
    return twice[0] if twice else None


def has_plain_keys(data: bytes, written: bytes) -> bool:
    """Whether `data` surely holds no key twice and none unknown: its value, `written` again, has as many keys."""
    if data == written:
        return True
    # Otherwise each key of `data` is counted, and of `written` at the most each: a key more is never made up for.
    if b'\\\\":' in data or _APART.search(data):
        return False
    return data.count(b'":') - data.count(b'\\":') == written.count(b'":') - written.count(b'\\":')


def _misfit(reason: str) -> FormatError:
    what, _at, path = reason.partition(" - at ")
    where = path.strip("`").removeprefix("$").removeprefix(".")
    expected = _EXPECTED.search(what)
    if expected:
        text = _("{expected} is expected here, not {found}.").format(
            expected=expected[1].replace(" | null", ""), found=expected[2]
        )
        return FormatError(text, where=where, hint=_("Correct the value."))
    missing = _MISSING.search(what)
    if missing:
        return FormatError(_("“{key}” is missing.").format(key=missing[1]), where=where, hint=_("Add it."))
    unknown = _UNKNOWN.search(what)
    if unknown:
        return FormatError(
            _("“{key}” is not known here.").format(key=shown(unknown[1], 40)),
            where=where,
            hint=_("Remove it."),
        )
    return FormatError(f"{shown(what)}.", where=where, hint=_("Correct the value."))


def _malformed(data: bytes, reason: str) -> str:
    if data.startswith(BOM):
        return _("A byte-order mark stands before the text.")
    if _lone_surrogate(data):
        return _("An escape such as \\ud83d is half a character.")
    if _NOT_FINITE.search(data):
        return _("NaN and Infinity are no numbers in JSON.")
    control = _CONTROL.search(data.replace(b"\n", b" ").replace(b"\r", b" ").replace(b"\t", b" "))
    if control:
        return _("Byte {number} is a control character.").format(number=control.start() + 1)
    if "truncated" in reason:
        return _("The text breaks off in the middle.")
    at = re.search(r"\(byte (\d+)\)", reason)
    return _("This is not JSON (byte {number}).").format(number=int(at[1]) + 1 if at else 1)


def _lone_surrogate(data: bytes) -> bool:
    high_ends_at = -1
    for found in _ESCAPE.finditer(data):
        code = int(found[1], 16) if found[1] else 0
        if 0xDC00 <= code <= 0xDFFF and high_ends_at == found.start():
            high_ends_at = -1
            continue
        if high_ends_at >= 0 or 0xDC00 <= code <= 0xDFFF:
            return True
        high_ends_at = found.end() if 0xD800 <= code <= 0xDBFF else -1
    return high_ends_at >= 0
