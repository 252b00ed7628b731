"""The right pane of Review: the list of differences, and below it the verdict card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.agreement.clusters import Difference, Item
from desktop_app.agreement.opinions import majority
from desktop_app.agreement.opinions import voices as said_in
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number as written
from desktop_app.gui.review.case_model import CaseModel
from desktop_app.gui.review.filters import FilterButton
from desktop_app.gui.review.lanes_card import Bar, Lane, LanesCard
from desktop_app.gui.review.lines import LineList
from desktop_app.gui.review.opinions import Opinion
from desktop_app.gui.review.verdict_card import KeyButton, VerdictCard
from desktop_app.gui.review.words import kind_words, pieces, quoted, slot_name, tag_name
from desktop_app.gui.tagging.card_scroll import CardScroll
from desktop_app.gui.tagging.words import capitalised
from desktop_app.gui.theme.style import theme
from desktop_app.gui.theme.tags import colours_by_tag
from desktop_app.gui.widgets import Card, ElidedLabel, SectionHeader, Surface, plain_label
from desktop_app.model.records import Annotation
from desktop_app.model.tagset import Tagset
from desktop_app.ops.case_records import Decision

LEAST, LEAST_LIST = 244, 88


class AlikeCard(Card):
    """Offers the verdict that was given last to other cases with the same words and tags."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = plain_label("", parent=self)
        self.words.setWordWrap(True)
        self.lines = [ElidedLabel("", look="muted", parent=self) for _line in range(4)]
        self.key = KeyButton("A", _("same verdict for them"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        for part in (self.words, *self.lines, self.key):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if part is self.key else Qt.AlignmentFlag(0))
        self.hide()

    def offer(self, decision: Decision | None, others: Sequence[Decision], titles: Sequence[str]) -> None:
        """Offer it for these cases, in documents with these titles; or nothing."""
        self.setHidden(not others or decision is None)
        if decision is None or not others:
            return
        words = ngettext(
            "{quote}: {number} other case like it", "{quote}: {number} other cases like it", len(others)
        )
        self.words.setText(words.format(quote=quoted(decision), number=written(len(others))))
        for place, label in enumerate(self.lines):
            label.setText(titles[place] if place < len(titles) else "")
            label.setHidden(place >= len(titles))


class LowerPart(CardScroll):
    """The cards below the list: as high as they are, and scrolled where there is no room for them."""

    def __init__(self, parts: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = QWidget(self)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(self._body)
        self._body.setAutoFillBackground(False)
        self._body.installEventFilter(self)
        self.setMinimumHeight(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        column, width = self._body.layout(), self.viewport().width()
        if column is None:
            return super().sizeHint()
        return QSize(
            width, column.heightForWidth(width) if column.hasHeightForWidth() else column.sizeHint().height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._body and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class ReviewPanel(Surface):
    """List, card, offer and lanes, from the top."""

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__("panel", "left", parent=parent)
        self.header = SectionHeader(_("Differences in this project"), parent=self)
        self.filter = FilterButton(self)
        self.list = LineList(_("Differences"), self)
        self.list.setModel(model)
        self.nothing: QLabel = plain_label("", look="muted", parent=self)
        self.nothing.setWordWrap(True)
        self.card = VerdictCard(self)
        self.alike = AlikeCard(self)
        self.lanes = LanesCard(self)
        self.setMinimumWidth(theme().sign_px(LEAST))
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.header)
        column.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        self.list.setMinimumHeight(LEAST_LIST)
        self.lower_part = LowerPart((self.card, self.alike, self.lanes), self)
        column.addWidget(self.lower_part)

    def show_counts(self, waiting: int, listed: int, *, reading: bool) -> None:
        """Say how many cases are left; `listed` fit the filter, and while `reading` more may come."""
        left = ngettext("{number} left", "{number} left", waiting).format(number=written(waiting))
        self.header.set_remark(f"{left} …" if reading else left)
        words = "" if listed or reading else _("No difference fits the filter.")
        if not waiting and not listed and not reading:
            words = _("All differences are decided.")
        self.nothing.setText(words)
        self.nothing.setHidden(not words)

    def show_nothing(self) -> None:
        """There is no document to compare: the page says so, and here nothing is decided or open."""
        self.header.set_remark("")
        self.nothing.hide()

    def show_case(
        self,
        decision: Decision | None,
        called: Mapping[str, str],
        tagset: Tagset,
        gold: Sequence[Annotation],
        *,
        lanes: bool,
    ) -> None:
        """Show a case with what everybody says, and its gold; or none."""
        self.card.setVisible(decision is not None)
        self.lanes.setVisible(decision is not None and lanes and not decision.is_slot)
        if decision is None:
            return
        voices, colours = said_in(decision.case), colours_by_tag(tagset)
        # Where values alone differ, the form says everything.
        opinions = [
            _opinion(decision, voices[uid], (name, str(number) if number < 10 else ""), tagset)
            for number, (uid, name) in enumerate(called.items(), 1)
            if decision.case.difference is not Difference.VALUES
        ]
        title = capitalised(kind_words(decision.case.difference))
        if decision.is_slot:
            title = f"{title}: {slot_name(tagset, decision.slot_uid or '')}"
        self.card.show_case(title, agreeing(decision), opinions)
        rows = [Lane(shown(name, 24), _bars(voices[uid], tagset, colours)) for uid, name in called.items()]
        top = tuple(
            Bar(span.start, span.end, tag_name(tagset, item.tag_uid), colours.get(item.tag_uid, ""))
            for item in gold
            for span in item.spans
        )
        self.lanes.show_lanes(rows if decision.is_gold else [Lane(_("gold"), top), *rows])


def agreeing(decision: Decision) -> str:
    """'· 2 of 3 agree', '' where no opinion has more than any other."""
    most = majority(decision.case)
    if most is None:
        return ""
    voices = said_in(decision.case)
    said = {tuple(sorted(item.uid for item in items)) for items in voices.values()}
    chosen = {item.annotator for item in decision.case.items if item.uid in most}
    count = len(chosen) if most else sum(not items for items in voices.values())
    return _("· {number} of {all} agree").format(number=count, all=len(voices)) if said else ""


def _opinion(decision: Decision, items: Sequence[Item], named: tuple[str, str], tagset: Tagset) -> Opinion:
    name, key = named
    if not items:
        return Opinion(name, key, nothing=_("nothing here"))
    case, verdict = decision.case, decision.verdict
    words = dict(zip((item.uid for item in case.items), decision.words, strict=True))
    place = case.items.index(items[0])
    said = pieces(case.items, decision.words, place)
    if len(items) > 1:
        said = [said[0]._replace(text=" + ".join(words[item.uid] for item in items), differs=True)]
    return Opinion(
        name,
        key,
        tuple(said),
        "" if decision.is_slot else tag_name(tagset, items[0].label),
        colours_by_tag(tagset).get(items[0].label, ""),
        taken=verdict is not None and not decision.waits and items[0].uid in verdict.taken,
    )


def _bars(items: Sequence[Item], tagset: Tagset, colours: Mapping[str, str]) -> tuple[Bar, ...]:
    return tuple(
        Bar(start, end, tag_name(tagset, item.label), colours.get(item.label, ""))
        for item in items
        for start, end in item.ranges
    )
