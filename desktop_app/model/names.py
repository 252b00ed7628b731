"""The names of entities, to be found by a few typed letters: whole, by their beginnings, by words, or alike."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from enum import IntEnum
from itertools import accumulate
from typing import NamedTuple

from desktop_app.model.entity import Alias, Entity

_SILENT = re.compile(r"[.'’\u00ad]+")
_GAPS = re.compile(r"[\W_]+")
_PLAIN = {code: None if chr(code) in ".'" else " " for code in range(128) if not chr(code).isalnum()}
"""What both patterns do to ASCII, which most names are."""
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that Unicode does not take apart."""
_MOST_HITS = 1000
"""So many places of what was typed are looked at: of a single letter there are thousands."""
_FUZZY_FROM = 3
_ALIKE = 70.0


class Fit(IntEnum):
    """How well a name fits what was typed, the best first."""

    EXACT = 0
    START = 1
    WORD = 2
    INSIDE = 3
    ALIKE = 4


class Name(NamedTuple):
    """A name or alias of the entity `uid`."""

    text: str
    uid: str
    alias: Alias | None = None


def folded(text: str) -> str:
    """A name as it is compared: small letters without accents, words parted by single spaces."""
    if text.isascii():
        return " ".join(text.casefold().translate(_PLAIN).split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return _GAPS.sub(" ", _SILENT.sub("", letters.casefold().translate(_LETTERS))).strip()


class NameIndex:
    """The names of entities, each at a place of its own. What is taken out leaves its place empty."""

    def __init__(self) -> None:
        self._names: list[Name | None] = []
        self._folded: list[str | None] = []
        self._places: dict[str, range] = {}
        self._words: dict[str, list[int]] | None = None
        self._blob = ""
        self._offsets: list[int] = []
        self._stale = True

    def put(self, entity: Entity) -> None:
        """Take the names of an entity in, unless they are there."""
        if entity.uid in self._places:
            return
        first = len(self._names)
        self._names.append(Name(entity.name, entity.uid))
        self._names += [Name(alias.text, entity.uid, alias) for alias in entity.aliases]
        self._places[entity.uid] = range(first, len(self._names))
        self._stale = True

    def take(self, uid: str) -> None:
        """Take the names of an entity out."""
        if uid not in self._places:
            return
        for place in self._places.pop(uid):
            self._names[place] = None
            if place < len(self._folded):
                self._folded[place] = None
        self._stale = True

    def of(self, uid: str) -> Iterator[tuple[Name, str]]:
        """An entity's names, each with how it is compared."""
        self.fold()
        for place in self._places.get(uid, ()):
            name = self._names[place]
            if name is not None:
                yield name, self._folded[place] or ""

    def exactly(self, text: str) -> Iterator[Name]:
        """The names that are equal to a text with letters or figures. Capitals count where an alias asks for them."""
        self._index()
        sought = folded(text)
        for place in self._find(f"\n{sought}\n", first=True) if sought else ():
            name = self._names[place]
            if name is not None and (name.alias is None or not name.alias.exact or name.text == text.strip()):
                yield name

    def fold(self) -> None:
        """Make the names that are new ready to be compared."""
        for place in range(len(self._folded), len(self._names)):
            name = self._names[place]
            self._folded.append(None if name is None else folded(name.text))
            if self._words is not None:
                self._learn(place, self._words)

    def _index(self) -> None:
        """Lay all names end to end: searching one text is quickest."""
        if not self._stale:
            return
        self.fold()
        self._blob = "\n" + "\n".join(text or "" for text in self._folded) + "\n"
        self._offsets = list(accumulate((len(text or "") + 1 for text in self._folded), initial=1))
        self._stale = False

    def _learn(self, place: int, words: dict[str, list[int]]) -> None:
        for word in (self._folded[place] or "").split():
            words.setdefault(word, []).append(place)

    def _find(self, sought: str, *, first: bool = False) -> Iterator[int]:
        """The names in which something occurs. `first`: it begins with the line break before the name."""
        at, hits = self._blob.find(sought), 0
        while at >= 0 and hits < _MOST_HITS:
            yield bisect_right(self._offsets, at + first) - 1
            at, hits = self._blob.find(sought, at + 1), hits + 1

    def hits(self, typed: str) -> Iterator[tuple[Name, Fit]]:
        """The names in which what was typed occurs, the best fits first; a name may come more than once."""
        self._index()
        for place, fit in self._placed(typed):
            name = self._names[place]
            if name is not None:
                yield name, fit

    def _placed(self, typed: str) -> Iterator[tuple[int, Fit]]:
        for sought, fit in ((f"\n{typed}\n", Fit.EXACT), (f"\n{typed}", Fit.START), (f" {typed}", Fit.WORD)):
            for place in self._find(sought, first=fit <= Fit.START):
                yield place, fit
        words = sorted(typed.split(), key=len)
        if len(words) > 1:
            for sought in (f"\n{words[-1]}", f" {words[-1]}"):
                for place in self._find(sought, first=sought[0] == "\n"):
                    inside = f" {self._folded[place]}"
                    if all(f" {word}" in inside for word in words):
                        yield place, Fit.WORD
        for place in self._find(typed):
            yield place, Fit.INSIDE

    def alike(self, typed: str) -> Iterator[tuple[Name, float]]:
        """The names that are like what was typed, or have a word that is, with how much (up to 100)."""
        if len(typed) < _FUZZY_FROM:
            return
        for place, score in self._scored(typed):
            name = self._names[place]
            if name is not None:
                yield name, score

    def _scored(self, typed: str) -> Iterator[tuple[int, float]]:
        from rapidfuzz import fuzz, process
        from rapidfuzz.distance import OSA

        self._index()
        for _text, score, place in process.extract(
            typed, self._folded, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=20
        ):
            yield place, score
        if " " in typed:
            return
        if self._words is None:
            self._words = {}
            for place in range(len(self._folded)):
                self._learn(place, self._words)
        for word, score, _place in process.extract(
            typed, self._words.keys(), scorer=OSA.normalized_similarity, score_cutoff=_ALIKE / 100, limit=20
        ):
            for place in self._words[word][:20]:
                yield place, 100 * score - 1


def fit_of(name: str, typed: str) -> Fit | None:
    """How a name fits what was typed, both folded; None where it does not occur in it."""
    if name == typed:
        return Fit.EXACT
    if name.startswith(typed):
        return Fit.START
    inside = f" {name}"
    if all(f" {word}" in inside for word in typed.split()):
        return Fit.WORD
    return Fit.INSIDE if typed in name else None
