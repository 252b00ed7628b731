"""What is printed, as it was when printing began: the text, the annotations that are shown, the words about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QDate
from PySide6.QtGui import QColor

from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import _
from desktop_app.base.shown import quote_words, shown
from desktop_app.gui.documents.dates import locale
from desktop_app.gui.printing.paper import line_and_tint
from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.spans import SpanIndex
from desktop_app.gui.tagging.people import People
from desktop_app.gui.tagging.words import values_words
from desktop_app.gui.theme.tags import painted_tag
from desktop_app.model.graphemes import next_boundary
from desktop_app.model.packed import PackedSpans
from desktop_app.model.records import QUOTE_LIMIT, Annotation, Document
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents
from desktop_app.ops.project import Project

_SLICE = 200
_NAME_LIMIT, _NOTE_LIMIT = 120, 2000
_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class PrintedTag:
    """A tag that occurs. `code` stands for it in the text: the shortest beginning of its name that no other has."""

    path: str
    code: str
    line: QColor
    tint: QColor


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation in the list at the end."""

    uid: str
    start: int
    end: int
    tag_uid: str
    annotator_uid: str
    quote: str
    values: str
    note: str

    @property
    def order(self) -> tuple[int, int, str]:
        """By place in the text, the longer first."""
        return self.start, -self.end, self.uid


@dataclass(slots=True)
class Gathered:
    """All that is printed of a document. `left_out` counts what the view does not show, by name of tag or annotator.

    `counts` are annotations by tag, `by_annotator` by annotator; `numbers` are their places in the list, from 1.
    """

    document: Document
    shown: Filter
    project: str
    annotator: str
    day: str
    buffer: TextBuffer
    index: SpanIndex = field(default_factory=SpanIndex)
    tags: dict[str, PrintedTag] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    by_annotator: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[Note] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def code(self, tag_uid: str, annotation_uid: str) -> str:
        """What stands at the beginning of a passage: the code of its tag, and its number if there is a list."""
        number = self.numbers.get(annotation_uid)
        return f"{self.tags[tag_uid].code}{number if number is not None else ''}"


def begin(project: Project, document_uid: str, shown_now: Filter) -> Gathered:
    """The document and its first pages of text. Raises NotFoundError, DamagedError."""
    document = documents.get(project, document_uid)
    return Gathered(
        document=document,
        shown=shown_now,
        project=shown(project.path.stem, _NAME_LIMIT),
        annotator=shown(project.annotator.name, _NAME_LIMIT),
        day=locale().toString(QDate.currentDate(), "d MMMM yyyy"),
        buffer=TextBuffer.begin(documents.text_bytes(project, document_uid)),
    )


def gather(project: Project, found: Gathered, *, with_notes: bool) -> Iterator[int]:
    """Fill in everything, in steps of a few milliseconds; yields how many annotations were read."""
    people = People(project)
    done = 0
    for slice_ in _annotations(project, found.document.uid):
        kept = [item for item in slice_ if _is_shown(found, item, project, people)]
        _take(project, found, kept, with_notes=with_notes)
        done += len(slice_)
        yield done
    found.index.extend(PackedSpans.of(()))
    while found.buffer.index_more(_BYTES):
        yield done
    _name_all(project, found, people)
    if with_notes:
        found.numbers = {note.uid: place for place, note in enumerate(found.notes, 1)}
    yield done


def _annotations(project: Project, document_uid: str) -> Iterator[list[Annotation]]:
    cursor: tuple[int, str] | None = None
    while True:
        packed = marks.packed(project, document_uid, after=cursor, limit=_SLICE)
        digits = packed.uid.tobytes().hex()
        uids = dict.fromkeys(digits[place : place + 32] for place in range(0, len(digits), 32))
        yield [item for uid in uids for item in _found(project, uid)]
        cursor = packed.cursor
        if cursor is None:
            return


def _found(project: Project, uid: str) -> Iterable[Annotation]:
    try:
        return (marks.get(project, uid),)
    except NotFoundError:
        # It was removed since its place was looked up.
        return ()


def _is_shown(found: Gathered, item: Annotation, project: Project, people: People) -> bool:
    filter_ = found.shown
    if item.annotator_uid in filter_.annotators:
        found.left_out[shown(people.name(item.annotator_uid), _NAME_LIMIT)] += 1
        return False
    if item.tag_uid in filter_.tags or (filter_.focus and item.tag_uid != filter_.focus):
        found.left_out[_path(project, item.tag_uid)] += 1
        return False
    return True


def _take(project: Project, found: Gathered, items: list[Annotation], *, with_notes: bool) -> None:
    # A slice with a cursor is not the last one.
    found.index.extend(PackedSpans.of(items, cursor=(0, "")))
    found.counts.update(item.tag_uid for item in items)
    found.by_annotator.update(item.annotator_uid for item in items)
    if with_notes and items:
        # They come by their start; only those that start at the same place are to be put in order.
        first = len(found.notes)
        while first and found.notes[first - 1].start == items[0].start:
            first -= 1
        fresh = [*found.notes[first:], *(_note(project, item) for item in items)]
        found.notes[first:] = sorted(fresh, key=lambda note: note.order)


def _note(project: Project, item: Annotation) -> Note:
    asked = project.tagset.attributes_of(item.tag_uid)
    quote = quote_words(item.quotes)
    cut = any(span.end - span.start > len(words) for span, words in zip(item.spans, item.quotes, strict=True))
    return Note(
        item.uid,
        item.start,
        item.end,
        item.tag_uid,
        item.annotator_uid,
        shown(quote, QUOTE_LIMIT * len(item.quotes)) + (" […]" if cut else ""),
        values_words(project, item.values, asked),
        shown(" ".join(item.note.split()), _NOTE_LIMIT),
    )


def _path(project: Project, tag_uid: str) -> str:
    known = project.tagset.find(tag_uid) is not None
    return shown(project.tagset.path(tag_uid), _NAME_LIMIT) if known else _("unknown tag")


def _name_all(project: Project, found: Gathered, people: People) -> None:
    """Name tags in the order of the tagset, annotators by their name."""
    order = {tag.uid: place for place, tag in enumerate(project.tagset.tags)}
    taken: set[str] = set()
    for uid in sorted(found.counts, key=lambda uid: order.get(uid, len(order))):
        tag = painted_tag(project.tagset, uid)
        line, tint = line_and_tint(tag.colour if tag is not None else "")
        code = short_code(shown(tag.name) if tag is not None else "", taken)
        found.tags[uid] = PrintedTag(_path(project, uid), code, line, tint)
    names = {uid: shown(people.name(uid), _NAME_LIMIT) for uid in found.by_annotator}
    found.names = dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))


def short_code(name: str, taken: set[str]) -> str:
    """The shortest beginning of a name that is not taken, with a capital letter; it is taken from now on."""
    name = "".join(name.split()) or "?"
    name = name[:1].upper() + name[1:]
    code, end = name, 0
    while end < len(name):
        end = next_boundary(name, end)
        # A number may follow, from which the code has to stand apart.
        if name[:end] not in taken and not name[end - 1].isdigit():
            code = name[:end]
            break
    while code in taken or code[-1].isdigit():
        code += "′"
    taken.add(code)
    return code
