"""The report on agreement as a PDF: what was compared, how, and every number with its unit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPdfWriter

from desktop_app import __version__
from desktop_app.agreement.intervals import REPLICATES
from desktop_app.agreement.metrics import METRICS
from desktop_app.agreement.metrics.span_f1 import KEY as SPANS
from desktop_app.agreement.study import Measure
from desktop_app.base.files import replacing
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number
from desktop_app.gui.insight.cells import score
from desktop_app.gui.printing.blocks import Block, RuleBlock, TextBlock, Words
from desktop_app.gui.printing.output import with_blanks
from desktop_app.gui.printing.pages import Place, fill
from desktop_app.gui.printing.paper import UNITS_PER_INCH, Paper, colour, page_layout, sans, units, usual_size
from desktop_app.ops.agreement import Agreement, Differences

_POINTS = 8.5
_WIDTHS = (0.34, 0.22, 0.1, 0.16, 0.18)
"""The columns of a table, as parts of its width: of what, between whom, value, interval, number."""


class RowBlock:
    """A line of a table: cells at fixed places, cut where they are too long."""

    whole = True

    def __init__(self, cells: Sequence[str], width: int, *, head: bool = False) -> None:
        self.keeps = head
        self.after = 0
        self._cells = cells
        self._width = width
        self._head = head
        self._font = sans(_POINTS, QFont.Weight.DemiBold if head else QFont.Weight.Normal)
        self.heights = [round(QFontMetricsF(self._font).height() * 1.35)]

    def paint(self, painter: QPainter, first: int, stop: int) -> None:
        measure = QFontMetricsF(self._font)
        painter.setFont(self._font)
        painter.setPen(colour("muted" if self._head else "ink"))
        left = 0.0
        for share, text in zip(_WIDTHS, self._cells, strict=True):
            room = share * self._width
            words = measure.elidedText(text, Qt.TextElideMode.ElideRight, room - units(4))
            painter.drawText(QPointF(left, measure.ascent()), words)
            left += room


class _Contents:
    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self.count = len(blocks)

    def block(self, number: int) -> Block:
        """The block with this number."""
        return self._blocks[number]


def write_pdf(found: Agreement, title: str, target: Path) -> int:
    """Write the report; how many pages it has. Raises DiskFullError, ReadOnlyError, DiskError."""
    layout = page_layout(usual_size())
    paper = Paper.of(layout)
    contents = _Contents(_blocks(found, title, paper.column))
    starts, place = [], Place()
    while place.block < contents.count:
        starts.append(place)
        place = fill(contents, place, paper.room)[1]
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(UNITS_PER_INCH)
    writer.setPageLayout(layout)
    writer.setTitle(_("Agreement in {project}").format(project=shown(title, 80)))
    writer.setCreator(f"Rubricator {__version__}")
    painter = QPainter(writer)
    for page, start in enumerate(starts):
        if page:
            writer.newPage()
        for piece in fill(contents, start, paper.room)[0]:
            painter.save()
            painter.translate(0, piece.top)
            piece.block.paint(painter, piece.first, piece.stop)
            painter.restore()
        _paint_footer(painter, paper, _("{page} / {total}").format(page=page + 1, total=len(starts)))
    painter.end()
    with replacing(target) as file:
        file.write(with_blanks(bytes(buffer.data().data())))
    return len(starts)


def _paint_footer(painter: QPainter, paper: Paper, words: str) -> None:
    font = sans(7)
    painter.setFont(font)
    painter.setPen(colour("muted"))
    right = paper.column - QFontMetricsF(font).horizontalAdvance(words)
    painter.drawText(QPointF(right, paper.height - units(3)), words)


def _blocks(found: Agreement, title: str, width: int) -> list[Block]:
    names = {item.uid: shown(item.name, 60) for item in found.people}
    heading = Words(
        _("Agreement in {project}").format(project=shown(title, 80)), sans(16, QFont.Weight.DemiBold)
    )
    blocks: list[Block] = [TextBlock([heading], width, after=units(8), keeps=True)]
    blocks += [
        TextBlock([Words(line, sans(_POINTS))], width, after=units(2)) for line in _about(found, names)
    ]
    by_metric: dict[str, list[Measure]] = {}
    for item in found.measures:
        by_metric.setdefault(item.metric, []).append(item)
    for key, measures in by_metric.items():
        blocks += _title(_(METRICS[key].TITLE), width)
        blocks.append(
            RowBlock((_("Of"), _("Between"), _("Value"), _("95 % interval"), _("n")), width, head=True)
        )
        blocks.append(RuleBlock(width, after=units(2)))
        blocks += _rows(measures, names, width)
    blocks += _title(_("Kinds of difference"), width)
    return blocks + [
        TextBlock([Words(_kinds(item, names), sans(_POINTS))], width, after=units(2))
        for item in found.differences
    ]


def _kinds(found: Differences, names: dict[str, str]) -> str:
    same, label, boundary, both, missing, spurious = (number(count) for count in found.kinds)
    return _(
        "{pair}: agreed {same} (with other values {values}), other tag {label}, other boundary {boundary}, "
        "other tag and boundary {both}, "
        "only the first {missing}, only the second {spurious}"
    ).format(
        pair=" – ".join(names[uid] for uid in found.annotators),
        same=same,
        values=number(found.values),
        label=label,
        boundary=boundary,
        both=both,
        missing=missing,
        spurious=spurious,
    )


def _title(words: str, width: int) -> list[Block]:
    text = [Words(words, sans(11, QFont.Weight.DemiBold))]
    return [
        RuleBlock(width, before=units(8), after=units(6)),
        TextBlock(text, width, after=units(4), keeps=True),
    ]


def _about(found: Agreement, names: dict[str, str]) -> list[str]:
    finished = [
        ngettext("{name}: {n} document", "{name}: {n} documents", count).format(
            name=names[uid], n=number(count)
        )
        for uid, count in found.finished.items()
    ]
    which = _("Begun documents count.") if found.unfinished else _("Only finished documents count.")
    return [
        f"Rubricator {__version__}",
        ngettext("{n} document in all.", "{n} documents in all.", found.documents).format(
            n=number(found.documents)
        )
        + f" {which}",
        ", ".join(finished),
        *_rounds(found),
        _(
            "Intervals: documents drawn with replacement, {times} times, seed 0, 2.5th to 97.5th percentile. "
            "F1 is not corrected for chance; kappa and alpha are. There is no value from which on agreement is good: "
            "look at the interval, the number of units, and the passages."
        ).format(times=number(REPLICATES)),
    ]


def _rounds(found: Agreement) -> list[str]:
    """By which guideline each round of reviewing went."""
    words = _("Round {number}: by guideline {guideline}, {verdicts}")
    parts = []
    for item in found.rounds:
        count = ngettext("{n} verdict", "{n} verdicts", item.verdicts).format(n=number(item.verdicts))
        parts.append(words.format(number=item.number, guideline=item.guideline, verdicts=count))
    return ["; ".join(parts)] if parts else []


def _rows(measures: Sequence[Measure], names: dict[str, str], width: int) -> list[Block]:
    blocks: list[Block] = []
    for item in measures:
        who = " – ".join(names[uid] for uid in item.annotators) or _("all")
        label = item.label or (_("all tags") if item.metric == SPANS else "")
        about = ", ".join(shown(part, 60) for part in (label, item.attribute, item.detail) if part)
        value, spread = item.coefficient, item.interval
        between = ""
        if spread is not None and spread.low is not None and spread.high is not None:
            between = f"{score(spread.low)} – {score(spread.high)}"
        count = " ".join((number(value.n), _(value.unit)))
        blocks.append(RowBlock((about or _("all tags"), who, score(value.value), between, count), width))
        if value.value is None and not item.label:
            text = [Words(_("Undefined: {reason}").format(reason=value.reason), sans(7), "muted")]
            blocks.append(TextBlock(text, width, indent=units(8)))
    return blocks
