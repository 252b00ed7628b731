"""Steps through a text by character, word, sentence and paragraph, over the borders of its segments. No Qt here.

Offsets are code points of the document. A line break is one step, CR LF too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict

from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.model.graphemes import next_boundary, previous_boundary, snap_to_graphemes
from desktop_app.model.phrases import phrases_at
from desktop_app.model.span import Span
from desktop_app.model.words import sentence_at, sentences, trim, words

_KEPT = 8
_FAR = 8
"""So many pieces of one endless line are searched for the edge of a sentence."""

Word = tuple[int, int]


class Steps:
    """Boundaries in a text. What lies behind the indexed part of the buffer does not exist yet."""

    def __init__(self, buffer: TextBuffer) -> None:
        self._buffer = buffer
        self._words: OrderedDict[int, list[Word]] = OrderedDict()

    @property
    def end(self) -> int:
        """The end of the text."""
        return self._buffer.length

    def text_of(self, index: int) -> str:
        """What can be seen of a segment."""
        return self._buffer.text(index)[: self._buffer.painted_length(index)]

    def words_of(self, index: int) -> list[Word]:
        """The words and signs of a segment, in order, as offsets."""
        found = self._words.get(index)
        if found is None:
            start = self._buffer.start(index)
            found = [(start + first, start + last) for first, last in words(self.text_of(index))]
            self._words[index] = found
            if len(self._words) > _KEPT:
                self._words.popitem(last=False)
        return found

    # By character

    def next_character(self, offset: int) -> int:
        """The end of the cluster or line break that the offset is in front of."""
        index = self._buffer.segment_at(offset)
        start, text = self._buffer.start(index), self.text_of(index)
        if offset - start >= len(text):
            return self._buffer.start(index + 1) if index + 1 < self._buffer.count else self.end
        return start + next_boundary(text, offset - start)

    def previous_character(self, offset: int) -> int:
        """The start of the cluster or line break that the offset is behind."""
        index = self._buffer.segment_at(offset)
        start = self._buffer.start(index)
        if offset <= start:
            return self._line_end(index - 1, offset) if index else 0
        return start + previous_boundary(self.text_of(index), offset - start)

    def _line_end(self, index: int, offset: int) -> int:
        start, text = self._buffer.start(index), self.text_of(index)
        if start + len(text) < offset:
            return start + len(text)
        return start + previous_boundary(text, len(text))

    # By word

    def next_word(self, offset: int) -> int:
        """The start of the next word; the end of the text after the last one."""
        for index in range(self._buffer.segment_at(offset), self._buffer.count):
            found = self.words_of(index)
            place = bisect_right(found, offset, key=lambda word: word[0])
            if place < len(found):
                return found[place][0]
        return self.end

    def previous_word(self, offset: int) -> int:
        """The start of the word that the offset is in or behind; the start of the text before the first one."""
        for index in range(self._buffer.segment_at(offset), -1, -1):
            found = self.words_of(index)
            place = bisect_left(found, offset, key=lambda word: word[0])
            if place:
                return found[place - 1][0]
        return 0

    def next_word_end(self, offset: int) -> int:
        """The end of the word that the offset is in or in front of; the offset itself after the last one."""
        for index in range(self._buffer.segment_at(offset), self._buffer.count):
            found = self.words_of(index)
            place = bisect_right(found, offset, key=lambda word: word[1])
            if place < len(found):
                return found[place][1]
        return offset

    def previous_word_end(self, offset: int) -> int:
        """The end of the last word before the offset; the offset itself before the first one."""
        for index in range(self._buffer.segment_at(offset), -1, -1):
            found = self.words_of(index)
            place = bisect_left(found, offset, key=lambda word: word[1])
            if place:
                return found[place - 1][1]
        return offset

    # By sentence

    def next_sentence(self, offset: int) -> int:
        """The start of the next sentence; the end of the text after the last one."""
        pieces = 0
        for index in range(self._buffer.segment_at(offset), self._buffer.count):
            later = [start for start in self._sentence_starts(index) if start > offset]
            if later:
                return later[0]
            pieces += self._buffer.is_cut(index)
            if pieces > _FAR:
                return self._buffer.start(index + 1)
        return self.end

    def previous_sentence(self, offset: int) -> int:
        """The start of the sentence that the offset is in or behind; the start of the text before the first one."""
        pieces = 0
        for index in range(self._buffer.segment_at(offset), -1, -1):
            earlier = [start for start in self._sentence_starts(index) if start < offset]
            if earlier:
                return earlier[-1]
            pieces += self._buffer.is_continued(index)
            if pieces > _FAR:
                return self._buffer.start(index - 1)
        return 0

    def next_sentence_end(self, offset: int) -> int:
        """The end of the sentence that the offset is in or in front of; the end of the text after the last one."""
        for index in range(self._buffer.segment_at(offset), self._buffer.count):
            later = [end for end in self._sentence_ends(index) if end > offset]
            if later:
                return later[0]
        return self.end

    def previous_sentence_end(self, offset: int) -> int:
        """The end of the last sentence before the offset; the start of the text before the first one."""
        for index in range(self._buffer.segment_at(offset), -1, -1):
            earlier = [end for end in self._sentence_ends(index) if end < offset]
            if earlier:
                return earlier[-1]
        return 0

    def _sentence_starts(self, index: int) -> list[int]:
        """Where sentences begin in the line of a segment, as far as one can see from there."""
        start, text = self._line(index)
        found = [start + first for first, _last in sentences(text)]
        # What the first piece begins with may have begun in the piece before.
        return found[1:] if self._buffer.is_continued(self._buffer.segment_at(start)) else found

    def _sentence_ends(self, index: int) -> list[int]:
        start, text = self._line(index)
        return [start + last for _first, last in sentences(text)]

    # By paragraph

    def next_paragraph_end(self, offset: int) -> int:
        """The end of the words of a line, the first such behind the offset; the end of the text after the last."""
        places = range(self._buffer.segment_at(offset), self._buffer.count)
        ends = (self._end_of_words(index) for index in places if self.text_of(index).strip())
        return next((end for end in ends if end > offset), self.end)

    def previous_paragraph_end(self, offset: int) -> int:
        """The end of the words of a line, the last such before the offset; the start of the text before the first."""
        places = range(self._buffer.segment_at(offset), -1, -1)
        ends = (self._end_of_words(index) for index in places if self.text_of(index).strip())
        return next((end for end in ends if end < offset), 0)

    def _end_of_words(self, index: int) -> int:
        text = self.text_of(index)
        return self._buffer.start(index) + trim(text, 0, len(text))[1]

    # Around

    def word_around(self, offset: int) -> Span | None:
        """The word that covers the offset, or else ends there; None among blanks."""
        found = self.words_of(self._buffer.segment_at(offset))
        place = bisect_right(found, offset, key=lambda word: word[0]) - 1
        if place >= 0 and offset <= found[place][1]:
            return self.by_characters(*found[place])
        return None

    def phrases_around(self, offset: int) -> list[Span]:
        """What one may mean by the phrase at an offset, the nearest first: see `phrases_at`."""
        start, text = self._line(self._buffer.segment_at(offset))
        return [Span(start + first, start + last) for first, last in phrases_at(text, offset - start)]

    def sentence_around(self, offset: int) -> Span | None:
        """The sentence that the offset is in, without outer blanks; None in an empty line."""
        start, text = self._line(self._buffer.segment_at(offset))
        return _span(start, sentence_at(text, offset - start))

    def paragraph_around(self, offset: int) -> Span | None:
        """The whole line that the offset is in, without outer blanks; None in an empty line."""
        start, text = self._line(self._buffer.segment_at(offset))
        return _span(start, trim(text, 0, len(text)))

    def _line(self, index: int) -> tuple[int, str]:
        """The segment with those next to it that are pieces of the same line: its start and text."""
        first = last = index
        if self._buffer.is_continued(index):
            first -= 1
        if self._buffer.is_cut(index) and index + 1 < self._buffer.count:
            last += 1
        texts = [self._buffer.text(place) for place in range(first, last)]
        return self._buffer.start(first), "".join([*texts, self.text_of(last)])

    # Tidying what was drawn by hand

    def by_words(self, start: int, end: int) -> Span | None:
        """The stretch grown to whole words, without outer blanks; None if it touches none."""
        first = self.next_word_end(start)
        if first == start or end <= start:
            return None
        low = self._word_ending(first)[0]
        if low >= end:
            return None
        return self.by_characters(low, max(first, self._word_starting(self.previous_word(end))[1]))

    def _word_ending(self, end: int) -> Word:
        found = self.words_of(self._buffer.segment_at(max(end - 1, 0)))
        return found[bisect_left(found, end, key=lambda word: word[1])]

    def _word_starting(self, start: int) -> Word:
        found = self.words_of(self._buffer.segment_at(start))
        return found[bisect_left(found, start, key=lambda word: word[0])]

    def by_characters(self, start: int, end: int) -> Span | None:
        """The stretch grown to whole clusters; None if it is empty."""
        if start >= end:
            return None
        return Span(self._cluster(start)[0], self._cluster(end)[1])

    def _cluster(self, offset: int) -> tuple[int, int]:
        """The nearest boundaries at or before, and at or after the offset."""
        index = self._buffer.segment_at(offset)
        start, text = self._buffer.start(index), self.text_of(index)
        inside = offset - start
        if inside > len(text):
            # Between CR and LF.
            return start + len(text), self.next_character(start + len(text))
        if inside in (0, len(text)):
            return offset, offset
        first, last = snap_to_graphemes(text, inside, inside)[0], inside
        if first < inside:
            last = next_boundary(text, inside - 1)
        return start + first, start + last


def _span(start: int, found: tuple[int, int]) -> Span | None:
    first, last = found
    return Span(start + first, start + last) if first < last else None
