"""What stands around the running text: the heading above it; the legend and the list of marks below it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number, short_date
from desktop_app.gui.documents.lines import DOT
from desktop_app.gui.printing.blocks import Block, RuleBlock, Stack, TextBlock, Words, draw_shape
from desktop_app.gui.printing.body import CODE_POINTS
from desktop_app.gui.printing.gathering import Gathered, Note, PrintedTag
from desktop_app.gui.printing.paper import colour, sans, serif, units
from desktop_app.model.records import Document

_BOLD, _HALF_BOLD = QFont.Weight.Bold, QFont.Weight.DemiBold
_TITLE_POINTS, _HEAD_POINTS, _POINTS, _SMALL = 17, 10.5, 8.5, 7.5
_ROW = units(19)
_SWATCH, _SWATCH_ROOM = units(26), units(36)
_TWO_COLUMNS_FROM = 5
_LABEL = units(34)


def heading(document: Document, width: int) -> Block:
    """Title, outlet, published date, author, the document's name."""
    title = TextBlock(
        [Words(shown(document.title or document.name, 400), serif(_TITLE_POINTS, _BOLD))],
        width,
        after=units(3),
    )
    published = short_date(document.published)
    known = [
        shown(document.outlet, 120),
        shown(document.author, 120),
        _("published {date}").format(date=published) if published else "",
        shown(document.name, 200) if document.title else "",
    ]
    facts = DOT.join(part for part in known if part) or _("no date")
    line = TextBlock([Words(facts, sans(_POINTS), "muted")], width, after=units(7))
    return Stack([title, line, RuleBlock(width, after=units(6))], after=units(8), keeps=True)


def legend(found: Gathered, width: int, *, with_notes: bool) -> Block:
    """Each tag that occurs, who marked, what is left out, and how to read all that."""
    parts: list[Block] = [
        RuleBlock(width, before=units(12), after=units(9)),
        TextBlock([Words(_("Legend"), serif(_HEAD_POINTS, _BOLD))], width, after=units(3)),
    ]
    if found.tags:
        parts.append(TagRows(found, width))
    sentences = _sentences(found, with_notes=with_notes)
    parts += [TextBlock([Words(text, sans(_SMALL), "muted")], width, after=units(1)) for text in sentences]
    return Stack(parts, after=units(16))


class TagRows:
    """The tags with their swatches, names and numbers of marks, in two columns where there are many."""

    whole = True
    keeps = True

    def __init__(self, found: Gathered, width: int) -> None:
        self.after = units(5)
        self._tags = list(found.tags.items())
        self._counts = found.counts
        self._columns = 2 if len(self._tags) >= _TWO_COLUMNS_FROM else 1
        self._cell = (width - units(16) * (self._columns - 1)) // self._columns
        self._stride = self._cell + units(16)
        self.heights = [_ROW] * -(-len(self._tags) // self._columns)

    def paint(self, painter: QPainter, first: int, stop: int) -> None:
        rows = len(self.heights)
        for row in range(first, stop):
            for column in range(self._columns):
                place = column * rows + row
                if place < len(self._tags):
                    painter.save()
                    painter.translate(column * self._stride, (row - first) * _ROW)
                    uid, tag = self._tags[place]
                    self._paint_tag(painter, tag, self._counts[uid])
                    painter.restore()

    def _paint_tag(self, painter: QPainter, tag: PrintedTag, count: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tag.tint)
        painter.drawRoundedRect(QRectF(0, units(2), _SWATCH, units(11)), units(1.2), units(1.2))
        painter.fillRect(QRectF(0, units(13), _SWATCH, units(1.25)), tag.line)
        draw_shape(painter, QPointF(units(1), units(3)), Words(tag.code, sans(CODE_POINTS)), tag.line)
        baseline = units(11)
        marks = ngettext("{number} mark", "{number} marks", count).format(number=number(count))
        small = sans(_SMALL)
        right = self._cell - QFontMetricsF(small).horizontalAdvance(marks)
        painter.setFont(small)
        painter.setPen(colour("muted"))
        painter.drawText(QPointF(right, baseline), marks)
        font = sans(_POINTS, _HALF_BOLD)
        room = right - _SWATCH_ROOM - units(6)
        name = QFontMetricsF(font).elidedText(f"{tag.code}  {tag.path}", Qt.TextElideMode.ElideMiddle, room)
        painter.setFont(font)
        painter.setPen(colour("ink"))
        painter.drawText(QPointF(_SWATCH_ROOM, baseline), name)


def _sentences(found: Gathered, *, with_notes: bool) -> list[str]:
    """How to read the page, as far as there is something to be read."""
    if not found.tags:
        said = [_("Nothing is marked.") if not found.left_out else _("No mark is shown.")]
    elif with_notes:
        said = [_("The letters over a passage name its tag, the number its place in the list of marks.")]
    else:
        said = [_("The letters over a passage name its tag.")]
    if any(uid in found.shown.dashed for uid in found.names):
        said.append(_("A dashed line is a suggestion that nobody has accepted yet."))
    if any(name != found.annotator for name in found.names.values()):
        people = "; ".join(_who(found, uid) for uid in found.names)
        said.append(_("Marked by: {people}.").format(people=people))
    groups = [found.names[uid] for uid in found.shown.seen_groups if uid in found.names]
    if len(groups) > 1:
        said.append(_("Lines below the text, from the top: {people}.").format(people=", ".join(groups)))
    if found.left_out:
        what = "; ".join(f"{name} ({number(count)})" for name, count in sorted(found.left_out.items()))
        said.append(_("Left out, as in the window: {what}.").format(what=what))
    return said


def _who(found: Gathered, uid: str) -> str:
    count = found.by_annotator[uid]
    marks = ngettext("{number} mark", "{number} marks", count).format(number=number(count))
    return f"{found.names[uid]} ({marks})"


def notes_heading(width: int) -> Block:
    """The title of the list."""
    return TextBlock([Words(_("Marks"), serif(_HEAD_POINTS, _BOLD))], width, after=units(5), keeps=True)


def note_block(found: Gathered, note: Note, width: int) -> Block:
    """One mark of the list: what stands over its passage, its words, its tag and values, its note."""
    code = Words(found.code(note.tag_uid, note.uid), sans(_SMALL, _HALF_BOLD))
    indent = max(_LABEL, round(QFontMetricsF(code.font).horizontalAdvance(code.text)) + units(6))
    who = found.names.get(note.annotator_uid, "") if len(found.names) > 1 else ""
    facts = DOT.join(part for part in (note.values, who) if part)
    details = [Words(found.tags[note.tag_uid].path, sans(_SMALL, _HALF_BOLD), "muted")]
    if facts:
        details.append(Words(DOT + facts, sans(_SMALL), "muted"))
    parts: list[Block] = [
        TextBlock([Words(note.quote, serif(9))], width, indent=indent, label=code),
        TextBlock(details, width, indent=indent),
    ]
    if note.note:
        parts.append(TextBlock([Words(note.note, sans(_POINTS))], width, indent=indent))
    return Stack(parts, after=units(5))
