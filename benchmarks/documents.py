"""Documents and spans that are made up, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from desktop_app.model.identity import derived_uid
from desktop_app.model.packed import PackedSpans

KINDS = ("mixed", "english", "log", "oneline", "rtl", "cjk", "emoji")
POOL_BYTES = 400_000
"""So much is really made up; longer texts draw their paragraphs from it."""
TAGS = tuple(derived_uid("benchmark tag", str(number)) for number in range(24))
ANNOTATORS = tuple(derived_uid("benchmark annotator", str(number)) for number in range(3))

_ENGLISH = (
    "the of to and in a is that for on with as was by it at from be said has have an will are not this he "
    "they but who were which their its government minister president would talks agreement parties after "
    "more European Union state new deal leaders countries had been also over about two could negotiations "
    "than when before against energy chancellor trade parliament people policy vote foreign migrants "
    "years border week other under statement commission percent conference security opposition climate "
    "reform spokesman crisis treaty summit election proposal sanctions plan budget council support "
    "federal ministry warned demanded announced rejected criticised promised welcomed called coalition"
)
_FRENCH = (
    "le de la et les des en un du une que est pour qui dans a par plus pas au sur ne se été où déjà "
    "président accord traité négociations"
)
_RUSSIAN = (
    "и в не на что с по как это он для из но президент сказал правительство переговоры соглашение страны "
    "министр заявил"
)
_ARABIC = "في من على إن التي الذي قال الرئيس الحكومة اتفاق مفاوضات وزير الدول بعد NATO 2015 هذا كان مُحَمَّد"
_HEBREW = "של את על לא זה הוא כי אמר ראש הממשלה הסכם שיחות שר מדינות EU 2015 גם היה בְּרֵאשִׁית"
_CHINESE = (
    "中 国 政府 周二 表示 将 签署 该 协议 总统 谈判 的 了 在 是 和 欧盟 德国 总理 部长 反对 支持 计划 改革"
)
_EMOJI = "😀 🎉 👍🏽 👨‍👩‍👧 🇩🇪 ❤️ 🚀 so good lol 🙏🏿 🤷‍♀️ thanks"
_MARKS = "e\u0301te\u0301 na\u0308ive Z\u0361algo क्षि ก็ a\u0323\u0307 Å"

_MIX = {_ENGLISH: 84, _FRENCH: 5, _RUSSIAN: 4, _ARABIC: 2, _HEBREW: 1, _CHINESE: 2, _EMOJI: 1, _MARKS: 1}
_LANGUAGES = {
    "mixed": _MIX,
    "english": {_ENGLISH: 1},
    "log": {_ENGLISH: 1},
    "oneline": _MIX,
    "rtl": {_ARABIC: 2, _HEBREW: 1},
    "cjk": {_CHINESE: 1},
    "emoji": {_EMOJI: 2, _MARKS: 1},
}


def text(kind: str, size: int, *, seed: int = 1) -> str:
    """A text of this kind with about `size` bytes of UTF-8, in paragraphs of 30 to 2,400 characters, 430 on average."""
    chance = random.Random(f"{kind} {seed}")
    pool = [paragraph.encode() for paragraph in _pool(kind, chance, min(size, POOL_BYTES))]
    result = bytearray()
    while len(result) < size:
        for paragraph in chance.choices(pool, k=64):
            result += paragraph
            if len(result) >= size:
                break
    return bytes(result[:size]).decode(errors="ignore")


def _pool(kind: str, chance: random.Random, size: int) -> Iterator[str]:
    made = 0
    while made < size:
        if kind == "log":
            paragraph = _log_line(chance)
        else:
            paragraph = _paragraph(kind, chance) + (" " if kind == "oneline" else "\n")
        made += len(paragraph.encode())
        yield paragraph


def _paragraph(kind: str, chance: random.Random) -> str:
    languages = _LANGUAGES[kind]
    words = chance.choices(list(languages), weights=list(languages.values()))[0].split()
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    length = min(max(int(chance.expovariate(1 / 430)), 30), 2400)
    joint = "" if words == _CHINESE.split() else " "
    sentences: list[str] = []
    while length > 0:
        sentence = joint.join(chance.choices(words, cum_weights=weights, k=chance.randint(5, 24)))
        sentence = sentence[:1].upper() + sentence[1:] + (". " if joint else "。")
        sentences.append(sentence)
        length -= len(sentence)
    return "".join(sentences).rstrip()


def _log_line(chance: random.Random) -> str:
    words = " ".join(chance.choices(_ENGLISH.split(), k=12))
    return (
        f"2015-11-{chance.randint(1, 30):02} {chance.randint(0, 23):02}:{chance.randint(0, 59):02} {words}"[
            :99
        ]
        + "\n"
    )


@dataclass(frozen=True, slots=True)
class Mix:
    """How spans are drawn. `depth`: so many lie on each other everywhere; `whole`: one covers the document."""

    depth: int = 0
    whole: bool = False


def spans(length: int, count: int, *, seed: int = 1, mix: Mix | None = None) -> PackedSpans:
    """Spans for a text of `length` code points: 85 % have 3 to 60, 12 % up to 400, 3 % up to 3,000."""
    mix = mix or Mix()
    chance = np.random.default_rng(seed)
    sizes = chance.integers(3, 61, count)
    kind = chance.random(count)
    sizes = np.where(kind >= 0.85, chance.integers(60, 401, count), sizes)
    sizes = np.where(kind >= 0.97, chance.integers(400, 3001, count), sizes)
    if mix.depth:
        sizes = np.full(count, max(length * mix.depth // max(count, 1), 1))
    sizes = np.minimum(sizes, max(length // 2, 1))
    start = (chance.random(count) * (length - sizes)).astype(np.int64)
    order = np.argsort(start, kind="stable")
    start, end = start[order], (start + sizes)[order]
    if mix.whole and count:
        start[0], end[0] = 0, length
    return PackedSpans(
        start.astype(np.int32),
        end.astype(np.int32),
        chance.integers(0, len(TAGS), count).astype(np.int16),
        chance.integers(0, len(ANNOTATORS), count).astype(np.int16),
        chance.integers(0, 256, (count, 16)).astype(np.uint8),
        np.zeros(count, np.bool_),
        TAGS,
        ANNOTATORS,
    )


def slices(packed: PackedSpans, *, rows: int = 5000) -> Iterator[PackedSpans]:
    """The same in slices, as a project hands them over."""
    count = len(packed)
    for first in range(0, max(count, 1), rows):
        some = slice(first, first + rows)
        last = first + rows >= count
        cursor = None if last else (int(packed.start[first + rows]), packed.uid[first + rows].tobytes().hex())
        yield PackedSpans(
            packed.start[some],
            packed.end[some],
            packed.tag[some],
            packed.annotator[some],
            packed.uid[some],
            packed.pieces[some],
            packed.tags,
            packed.annotators,
            cursor,
        )
