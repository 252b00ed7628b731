"""Words of a time expression to the readings that they may have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, product

from desktop_app.suggest.dates import _lexicon as sorts
from desktop_app.suggest.dates._lexicon import Lexicon, Token

LONGEST = 120
"""Code points of a phrase that is looked at; longer ones are no time expressions."""
MOST_WORDS = 16
MOST_READINGS = 32

_PIECES = re.compile(
    r"(?P<iso>[0-9]{4}-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?(?![0-9]))"
    r"|(?P<dotted>[0-9]{1,2}\.\s?[0-9]{1,2}\.(?:\s?(?:[0-9]{4}|[0-9]{2})(?![0-9]))?)"
    r"|(?P<slashed>[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})(?![0-9]))"
    r"|(?P<month>[0-9]{1,2}/[0-9]{4}(?![0-9]))"
    r"|(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9]))"
    r"|(?P<decade>['’]?(?:[0-9]{4}|[0-9]0)(?:s|['’]s|er)\b)"
    r"|(?P<nth>[0-9]{1,2}(?:st|nd|rd|th|\.)(?!\w))"
    r"|(?P<quarter>[QqHh][1-4]\b)"
    r"|(?P<short>['’][0-9]{2}(?![0-9]))"
    r"|(?P<decimal>[0-9]{1,4}[.,][0-9]{1,2}(?![0-9]))"
    r"|(?P<number>[0-9]{1,6})"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)
_ABBREVIATED = re.compile(r"\b([ap])\.\s?m\b\.?", re.IGNORECASE)


def readings(
    phrase: str, lexicon: Lexicon, *, whole: bool = True, listed: bool = False
) -> Iterator[tuple[Token, ...]]:
    """The ways to read a phrase, likely ones first, without words that say nothing; none if a word is unknown.

    `whole` keeps together what the table has as an expression of several words. `listed` takes commas for “and”, unless
    that stands behind them.
    """
    text = " ".join(phrase.split())
    if not text or len(text) > LONGEST:
        return
    pieces = list(_pieces(_ABBREVIATED.sub(r"\1m", text)))
    pieces = _aliased(pieces, lexicon)
    if not pieces or len(pieces) > MOST_WORDS:
        return
    slots = list(_slots(pieces, lexicon, lexicon.longest if whole else 1))
    if listed:
        slots = list(_enumerated(slots))
    if slots and all(slots):
        for chosen in islice(product(*slots), MOST_READINGS):
            yield tuple(token for token in chosen if token.sort != sorts.FILLER)


def _enumerated(slots: Sequence[Slot]) -> Iterator[Slot]:
    """The same with commas that may be “and”; nothing where there is no list."""
    joints = [any(token.sort == sorts.AND for token in slot) for slot in slots]
    for place, slot in enumerate(slots if any(joints) and (_COMMA,) in slots else ()):
        joins = slot == (_COMMA,) and place + 1 < len(slots) and not joints[place + 1]
        yield (Token(sorts.AND, ","), _COMMA) if joins else slot


Piece = tuple[str, str]
Slot = tuple[Token, ...]
_COMMA = Token(sorts.FILLER, ",")


def _pieces(text: str) -> Iterator[Piece]:
    for found in _PIECES.finditer(text):
        yield found.lastgroup or "", found[0].lower().replace("’", "'")


def _aliased(pieces: Sequence[Piece], lexicon: Lexicon) -> list[Piece]:
    found: list[Piece] = []
    place = 0
    while place < len(pieces):
        taken = 1
        for count in range(min(lexicon.longest, len(pieces) - place), 0, -1):
            alias = lexicon.aliases.get(_joined(pieces[place : place + count]))
            if alias is not None:
                found.extend(_pieces(alias))
                taken = count
                break
        else:
            found.append(pieces[place])
        place += taken
    return found


def _joined(pieces: Sequence[Piece]) -> str:
    return " ".join(text for _kind, text in pieces)


def _slots(pieces: Sequence[Piece], lexicon: Lexicon, longest: int) -> Iterator[Slot]:
    place = 0
    while place < len(pieces):
        for count in range(min(longest, len(pieces) - place), 0, -1):
            known = lexicon.entries.get(_joined(pieces[place : place + count]))
            if known is not None:
                break
        else:
            known, count = _unlisted(pieces[place], lexicon), 1
        yield known
        place += count


def _unlisted(piece: Piece, lexicon: Lexicon) -> tuple[Token, ...]:
    kind, text = piece
    if kind == "word":
        number = lexicon.number(text)
        return (Token(sorts.NUMBER, str(number), number),) if number is not None else ()
    if kind == "sign":
        return _sign(text)
    return tuple(_figures(kind, text, lexicon))


def _sign(text: str) -> tuple[Token, ...]:
    if text in "-–—−/":
        return (Token(sorts.TO, text), Token(sorts.FILLER))
    return (Token(sorts.FILLER, text),) if text in ",.;()[]\"'“”„" else ()


def _figures(kind: str, text: str, lexicon: Lexicon) -> Iterator[Token]:
    digits = [int(part) for part in re.findall("[0-9]+", text)]
    if kind == "iso":
        yield from _day(*digits) if len(digits) == 3 else _month(*digits)
    elif kind == "dotted":
        yield from _dotted(digits, text)
    elif kind == "slashed":
        yield from _slashed(digits, text, lexicon)
    elif kind == "month":
        yield from _month(digits[1], digits[0])
    elif kind == "clock":
        yield from _clock(*digits)
    elif kind == "nth":
        yield Token(sorts.ORDINAL, number=digits[0])
        if text.endswith("."):
            yield Token(sorts.NUMBER, str(digits[0]), digits[0])
    elif kind == "decimal":
        if re.fullmatch("[0-9]+[.][0-9]{2}", text):
            yield from _clock(*digits)
        yield Token(sorts.NUMBER, text.replace(",", "."), digits[0])
    elif kind == "number":
        yield from _number(digits[0], text)
    else:
        sort = {"decade": sorts.DECADE, "quarter": sorts.QUARTER, "short": sorts.SHORT_YEAR}[kind]
        yield Token(sort, text.upper(), digits[0])


def _slashed(digits: Sequence[int], text: str, lexicon: Lexicon) -> Iterator[Token]:
    """Both days that may be meant, first the one that is usual in the language."""
    day, month = digits[:2] if lexicon.day_first else digits[1::-1]
    yield from _day(_full(digits[2], text), month, day)
    if day != month:
        yield from _day(_full(digits[2], text), day, month)


def _number(number: int, text: str) -> Iterator[Token]:
    if len(text) == 4 and 1000 <= number < 2200:
        yield Token(sorts.YEAR, number=number)
    if len(text) == 4 and number < 1000:
        yield from _clock(*divmod(number, 100))
    yield Token(sorts.NUMBER, str(number), number)


def _dotted(digits: Sequence[int], text: str) -> Iterator[Token]:
    if len(digits) == 3:
        yield from _day(_full(digits[2], text), digits[1], digits[0])
    elif 1 <= digits[1] <= 12 and 1 <= digits[0] <= 31:
        yield Token(sorts.NUMERIC, f"XXXX-{digits[1]:02}-{digits[0]:02}")


def _full(year: int, text: str) -> int:
    """A year of two figures in the hundred years up to 2039."""
    short = not re.search("[0-9]{4}", text)
    return year + (2000 if year < 40 else 1900) if short else year


def _day(year: int, month: int, day: int) -> Iterator[Token]:
    try:
        yield Token(sorts.NUMERIC, date(year, month, day).isoformat())
    except ValueError:
        return


def _month(year: int, month: int) -> Iterator[Token]:
    if 1 <= month <= 12 and year > 0:
        yield Token(sorts.NUMERIC, f"{year:04}-{month:02}")


def _clock(hour: int, minute: int, second: int = 0) -> Iterator[Token]:
    if hour <= 24 and minute < 60 and second < 60:
        yield Token(sorts.CLOCK, f"{hour:02}:{minute:02}")
