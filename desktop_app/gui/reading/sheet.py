"""The sheet of paper: a text with its annotations, painted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.colours import MarkColours, ReadingColours
from desktop_app.gui.reading.edited import Change
from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.flow import Placed
from desktop_app.gui.reading.layers import layers
from desktop_app.gui.reading.marks import Mark
from desktop_app.gui.reading.metrics import SPACING
from desktop_app.gui.reading.overview import Overview
from desktop_app.gui.reading.paint import SPILL, Look, PagePainter, Scene
from desktop_app.gui.reading.retouch import retouched
from desktop_app.gui.reading.runs import Layer
from desktop_app.gui.reading.scroller import Scroller
from desktop_app.gui.reading.spans import SpanIndex
from desktop_app.model.records import Annotation

STRIP_DELAY_MS = 120
LAYER_LIMIT = 32


@dataclass(slots=True)
class Counts:
    """What was done so far: frames painted, paragraphs and links painted in them, layers of annotations made, and
    single lines of layers that came out otherwise.
    """

    frames: int = 0
    paragraphs: int = 0
    layers: int = 0
    lines: int = 0
    arcs: int = 0


class Sheet(Scroller):
    """Shows a text with the spans of an index."""

    def __init__(self, colours: ReadingColours, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(font, parent)
        self.counts = Counts()
        self.look = Look(self.metrics, colours, {})
        self.shown = Filter()
        self.index = SpanIndex()
        self._layers: dict[int, Layer] = {}
        self._pieces: dict[str, list[Mark]] = {}
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.strip = Overview(self)
        self.strip.show_look(self.look)
        self.strip.jumped.connect(self.reveal)
        self.scrolled.connect(lambda: self.strip.show_seen(*self.flow.seen()))
        self.put_beside(self.strip)
        self._strip_timer = QTimer(self, singleShot=True, interval=STRIP_DELAY_MS)
        self._strip_timer.timeout.connect(self.count_overview)

    # What is shown

    def set_document(self, buffer: TextBuffer, index: SpanIndex) -> None:
        """Show another text with its annotations from the start. Both may go on being filled."""
        self.index = index
        self._forget_layers()
        self.strip.forget_text()
        self.show_text(buffer)
        self._strip_timer.start()

    def clear(self) -> None:
        """Show nothing."""
        self.set_document(TextBuffer(b""), SpanIndex())

    def set_marks(self, marks: Mapping[str, MarkColours]) -> None:
        """The colours and names of tags, by uid."""
        self._set_look(Look(self.metrics, self.look.colours, dict(marks)))

    def set_colours(self, colours: ReadingColours) -> None:
        """Paint with the colours of another theme."""
        self._set_look(Look(self.metrics, colours, self.look.marks))

    def set_type(self, font: QFont, spacing: float = SPACING) -> None:
        super().set_type(font, spacing)
        self._set_look(Look(self.metrics, self.look.colours, self.look.marks))

    def _set_look(self, look: Look) -> None:
        self.look = look
        self.strip.show_look(look)
        self.viewport().update()

    def set_filter(self, shown: Filter) -> None:
        """Show other annotations, or show them otherwise.

        The text stays where it is, but for its lines moving apart where more groups need the room.
        """
        if shown == self.shown:
            return
        self.shown = shown
        self.metrics = self.metrics.grouped(len(shown.groups))
        if self.metrics != self.flow.metrics:
            self._set_look(Look(self.metrics, self.look.colours, self.look.marks))
            self._reshape()
        self.marks_loaded()

    def marks_loaded(self) -> None:
        """The index knows more than before."""
        self._forget_layers()
        self.viewport().update()
        self._strip_timer.start()
        self.wake()

    def count_overview(self) -> None:
        """Count the annotations for the strip anew."""
        self.strip.count(self.flow, self.index, self.shown)

    def apply(self, before: Annotation | None, after: Annotation | None) -> None:
        """An annotation of this document was made, changed or removed: repaint what looks different, and no more."""
        spans = [span for item in (before, after) if item is not None for span in item.spans]
        if not spans:
            return
        first = min(self.index.affected_from(span.start, span.end) for span in spans)
        last = max(span.end for span in spans)
        for item, change in ((before, self.index.remove), (after, self.index.add)):
            if item is not None:
                self._pieces.pop(item.uid, None)
                change(item)
        if not self._retouch(first, (before, after)):
            self._renew_layers(first, last)
        self.strip.apply(before, after)
        self.wake()

    def _retouch(self, start: int, change: Change) -> bool:
        """Make a few lines of one paragraph anew, if nothing else can look different. Returns whether that was so."""
        begun = (it for it in reversed(self.flow.visible()) if it.paragraph.start <= start)
        placed = next(begun, None)
        old = None if placed is None else self._layers.get(placed.paragraph.index)
        metrics, shown = self.metrics, self.shown
        found = None if old is None else retouched(old, self.index, change, metrics=metrics, shown=shown)
        if placed is None or found is None:
            return False
        self._layers[placed.paragraph.index], unlike = found
        self.counts.lines += len(unlike)
        for area in unlike:
            self.update_area(area.translated(self.column_x, placed.top))
        return True

    def _renew_layers(self, start: int, end: int) -> None:
        """Make the layers from `start` on anew and repaint those that differ, until behind `end` none does."""
        first, last = self.flow.buffer.segment_at(start), self.flow.buffer.segment_at(end)
        seen = [placed for placed in self.flow.visible() if placed.paragraph.index >= first]
        kept = {index: layer for index, layer in self._layers.items() if index >= first}
        for index in kept:
            del self._layers[index]
        self.layers_of([placed for placed in seen if placed.paragraph.index <= last])
        for placed in seen:
            index = placed.paragraph.index
            old = kept.get(index)
            if old is None:
                self.update_paragraph(placed)
                continue
            new = self.layers_of([placed])[0]
            differ = new.lines_unlike(old)
            if differ:
                self.update_paragraph(placed, differ)
            if index >= last and new.goes_on_like(old):
                # From here on nothing has changed.
                self._layers.update({at: layer for at, layer in kept.items() if at > index})
                return

    # Layers

    def _forget_layers(self) -> None:
        self._layers.clear()
        self._pieces.clear()

    def layers_of(self, seen: Sequence[Placed]) -> list[Layer]:
        """The annotations of neighbouring paragraphs as they are painted."""
        self._make_layers({placed.paragraph.index: self.lines_seen(placed) for placed in seen})
        return [self._layers[placed.paragraph.index] for placed in seen]

    def _prepare(self, indices: range) -> None:
        self._make_layers({index: range(self.flow.paragraph(index).line_count) for index in indices})

    def lines_seen(self, placed: Placed) -> range:
        """The lines of a paragraph that are in the window, and one beyond each of its edges."""
        paragraph, top, height = placed.paragraph, placed.top, self.flow.height
        first = 0 if top >= 0 else max(paragraph.line_at(-top) - 1, 0)
        count = paragraph.line_count
        is_whole = top + paragraph.height <= height
        return range(first, count if is_whole else min(paragraph.line_at(height - top) + 2, count))

    def _make_layers(self, wanted: Mapping[int, range]) -> None:
        """Make sure of the layers of neighbouring paragraphs, at least of these lines of each."""
        missing = [index for index, lines in wanted.items() if not self._covers(index, lines)]
        if not missing:
            return
        if len(self._layers) > LAYER_LIMIT:
            # A layer keeps its paragraph alive.
            self._layers = {at: it for at, it in self._layers.items() if at in wanted or self.flow.holds(at)}
        stretch = range(missing[0], missing[-1] + 1)
        # Where one reads on, what is not seen yet will be soon; after a jump or an edit it can wait.
        goes_on = any(index in self._layers for index in wanted)
        made = layers(
            self.index,
            [self.flow.paragraph(index) for index in stretch],
            metrics=self.metrics,
            shown=self.shown,
            pieces=self._pieces_of,
            known=self._layers.get(missing[0] - 1),
            lines=(0, None) if goes_on else (wanted[missing[0]].start, wanted[missing[-1]].stop),
        )
        made[0].window.forget_lists()
        self.counts.layers += len(made)
        self._layers.update(zip(stretch, made, strict=True))

    def _covers(self, index: int, lines: range) -> bool:
        layer = self._layers.get(index)
        return layer is not None and layer.covered.start <= lines.start and lines.stop <= layer.covered.stop

    def _pieces_of(self, uid: str) -> list[Mark]:
        if uid not in self._pieces:
            self._pieces[uid] = self.index.spans_of(uid)
        return self._pieces[uid]

    # Painting

    def scene(self) -> Scene:
        """What is shown beside the annotations."""
        return Scene()

    def update_area(self, area: QRect) -> None:
        """Paint these pixels again, and around them one more, which a screen with finer ones may share among two."""
        self.viewport().update(area.adjusted(-1, -1, 1, 1))

    def update_paragraph(self, placed: Placed, lines: Collection[int] = ()) -> None:
        """Paint one paragraph again, or only some of its lines."""
        first, last = (min(lines), max(lines)) if lines else (0, placed.paragraph.line_count - 1)
        top = placed.top + placed.paragraph.line_top(first) - SPILL
        bottom = placed.top + placed.paragraph.line_top(last + 1) + SPILL
        self.viewport().update(0, top, self.viewport().width(), bottom - top)

    def update_lines(self, start: int, end: int) -> None:
        """Paint the lines of these offsets again, as far as they are seen."""
        low, high = min(start, end), max(start, end)
        for placed in self.flow.visible():
            paragraph = placed.paragraph
            if low <= paragraph.end + 1 and high >= paragraph.start:
                ends = max(low, paragraph.start), min(high, paragraph.end)
                self.update_paragraph(placed, [paragraph.line_of(end) for end in ends])

    def paintEvent(self, event: QPaintEvent) -> None:
        scene, painter = self.scene(), QPainter(self.viewport())
        for part in _parts(event.region()):
            painter.setClipRect(part)
            self.paint_page(painter, part, scene)
        painter.end()
        self.counts.frames += 1

    def paint_page(self, painter: QPainter, clip: QRect, scene: Scene) -> None:
        """Paint what is seen within some pixels of the viewport."""
        seen = self.flow.visible()
        top, bottom = clip.top() - SPILL, clip.bottom() + SPILL
        touched = [placed for placed in seen if placed.top <= bottom and placed.bottom >= top]
        if not all(self._covers(placed.paragraph.index, self.lines_seen(placed)) for placed in touched):
            self.layers_of(seen)
        page = PagePainter(painter, self.look, x=self.column_x, clip=clip)
        for placed in touched:
            # A line ahead of the text: pixels that were written lately are still at hand for the processor.
            page.paint_ground(placed.bottom + self.metrics.pitch)
            page.paint(placed, self._layers[placed.paragraph.index], scene)
        page.paint_ground(clip.bottom() + 1)
        self.counts.paragraphs += len(touched)
        page.paint_outline(scene.outline)

    def _reshape(self) -> None:
        if (self.flow.metrics, self.flow.width) != (self.metrics, self._column_width()):
            self._forget_layers()
        super()._reshape()
        self._strip_timer.start()

    def _all_indexed(self) -> None:
        self._strip_timer.start()

    def _idle(self) -> None:
        super()._idle()
        if not self._idle_timer.isActive():
            self.index.merge()


def _parts(region: QRegion) -> list[QRect]:
    """What is to be painted at a time: all that lies between the parts as well, unless that is the larger share."""
    parts, around = [*cast("Iterable[QRect]", region)], region.boundingRect()
    return parts if 2 * sum(part.height() for part in parts) < around.height() else [around]
