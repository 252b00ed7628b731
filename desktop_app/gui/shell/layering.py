"""What is shown of the annotations: whose, which tags, in which lanes, and which tag is not muted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop_app.base.i18n import _
from desktop_app.gui.documents.legend import Shown, ShownRow, TagLegend
from desktop_app.gui.documents.legend_buttons import TagLine
from desktop_app.gui.reading.controller import ReadingController
from desktop_app.gui.tagging.palette import TagPalette
from desktop_app.gui.theme.reading import mark_colours
from desktop_app.gui.theme.style import theme
from desktop_app.gui.theme.tags import colours_by_tag
from desktop_app.model.changes import Changes
from desktop_app.model.records import Annotation, Annotator
from desktop_app.model.review import Setting
from desktop_app.model.tagset import Tag
from desktop_app.ops import annotators, sight
from desktop_app.ops.annotators import Layer


class Layering(QObject):
    """Keeps the view, the row under the heading and the legend in line. Nothing of it moves the text.

    `changed` after each change of what is shown; `said` carries a remark for the person.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(
        self,
        controller: ReadingController,
        palette: TagPalette,
        row: ShownRow,
        legend: TagLegend,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._project = controller.project
        self._view = controller.view
        self._palette = palette
        self._row = row
        self._legend = legend
        self.layers: tuple[Layer, ...] = ()
        self.side_by_side = False
        self._document = ""
        palette.filter_changed.connect(self._hide_tags)
        row.switched.connect(self.switch)
        row.sides_switched.connect(self.switch_sides)
        row.focus_left.connect(self.end_focus)
        row.filter_left.connect(self.show_all_tags)
        legend.picked.connect(self._pick)
        legend.closed.connect(self.switch_legend)

    # What the window tells

    def show_document(self, uid: str) -> None:
        """Turn to another document ('' for none). Who was hidden stays so."""
        self._document = uid
        self._read()

    def apply(self, changes: Changes) -> None:
        """Take an action into account."""
        people = changes.touches(Annotator) or changes.touches(Setting)
        if people or changes.touches(Annotation) or changes.touches(Tag):
            if self.focus and self._project.tagset.find(self.focus) is None:
                self._show(focus="")
            self._read()
        if changes.touches(Tag):
            self.show_colours()

    def show_colours(self) -> None:
        """Paint the marks in the colours that their tags have now."""
        look, tagset = theme(), self._project.tagset
        colours = colours_by_tag(tagset)
        self._view.set_marks({tag.uid: mark_colours(look, colours[tag.uid], tag.name) for tag in tagset.tags})

    # Annotators

    @property
    def hidden_people(self) -> frozenset[str]:
        """The annotators whose marks are hidden."""
        return self._view.shown.annotators

    def switch(self, annotator_uid: str) -> None:
        """Hide an annotator's marks, or show them again."""
        self._show(annotators=self.hidden_people ^ {annotator_uid})

    @property
    def veiled(self) -> bool:
        """Whether blind mode keeps others' marks of the document away."""
        return bool(self._document) and sight.hides(self._project, self._document)

    def others(self) -> frozenset[str]:
        """Everybody who has marks in the document besides oneself."""
        me = self._project.annotator.uid
        return frozenset(layer.annotator.uid for layer in self.layers) - {me}

    def is_of_another(self) -> bool:
        """Whether the chosen mark was made by somebody else."""
        chosen = self._controller.annotation
        return (
            bool(self._view.chosen)
            and chosen is not None
            and chosen.annotator_uid != self._project.annotator.uid
        )

    def switch_others(self) -> None:
        """Show one's own marks only, or everybody's again."""
        others = self.others()
        if self.veiled:
            self.said.emit(_("Others' marks show once you are done with this document: blind mode is on."))
        elif not others:
            self.said.emit(_("Only you have marked passages here."))
        elif others <= self.hidden_people:
            self._show(annotators=frozenset())
        else:
            self._show(annotators=others)

    def switch_sides(self) -> None:
        """Give every annotator lanes of their own, one's own next to the text, or let all share them."""
        if len(self.layers) < 2:
            self.said.emit(_("There is only one annotator here."))
            return
        self.side_by_side = not self.side_by_side
        self._show()

    # Tags

    @property
    def hidden_tags(self) -> frozenset[str]:
        """The tags whose marks are hidden."""
        return self._view.shown.tags

    @property
    def focus(self) -> str:
        """The tag that is not muted, '' for none."""
        return self._view.shown.focus

    def switch_focus(self) -> None:
        """Mute all tags but that of the chosen mark, the armed tag or the one in the palette; or end that."""
        if self.focus:
            self.end_focus()
            return
        uid = self._tag_meant()
        if uid:
            self._show(focus=uid)
        else:
            self.said.emit(_("Choose a mark or a tag first: the others will be muted."))

    def end_focus(self) -> None:
        """All tags in colour again."""
        self._show(focus="")

    def show_only(self) -> None:
        """Hide all tags but the one that `switch_focus` would take."""
        uid = self._tag_meant()
        if uid:
            self._palette.show_only(uid)
        else:
            self.said.emit(_("Choose a mark or a tag first: the others will be hidden."))

    def show_all_tags(self) -> None:
        """Hide no tag."""
        self._palette.set_hidden(frozenset())

    def switch_legend(self) -> None:
        """Show which colour is which tag, or put that away."""
        self._legend.setVisible(self._legend.isHidden())
        self._tell()

    # Inside

    def _tag_meant(self) -> str:
        chosen = self._controller.annotation
        if chosen is not None and self._view.chosen:
            return chosen.tag_uid
        seen = [mark for mark in self._view.index.at(self._view.caret) if not self._view.shown.hides(mark)]
        shortest = min(seen, key=lambda mark: mark.end - mark.start, default=None)
        return (
            self._controller.armed or self._palette.current or (shortest.tag if shortest is not None else "")
        )

    def _pick(self, tag_uid: str) -> None:
        if tag_uid in self._view.shown.tags:
            self._palette.set_hidden(self._palette.hidden - {tag_uid})
        else:
            self._show(focus="" if tag_uid == self.focus else tag_uid)

    def _hide_tags(self, uids: frozenset[str]) -> None:
        self._show(tags=uids)

    def _read(self) -> None:
        self.layers = annotators.layers(self._project, self._document) if self._document else ()
        self._show()

    def _show(
        self,
        *,
        tags: frozenset[str] | None = None,
        annotators: frozenset[str] | None = None,
        focus: str | None = None,
    ) -> None:
        now = self._view.shown
        off = now.annotators if annotators is None else annotators
        people = tuple(layer.annotator.uid for layer in self.layers)
        apart = self.side_by_side and len(people) > 1
        self._view.set_filter(
            replace(
                now,
                tags=now.tags if tags is None else tags,
                annotators=off,
                focus=now.focus if focus is None else focus,
                # The text stays where it is when somebody is hidden: only the lanes of the others close up.
                groups=people if apart else (),
            )
        )
        chosen = self._controller.annotation
        if chosen is not None and self._view.chosen and self._is_hidden(chosen):
            self._view.select("")
        self._tell()

    def _is_hidden(self, annotation: Annotation) -> bool:
        shown = self._view.shown
        return annotation.tag_uid in shown.tags or annotation.annotator_uid in shown.annotators

    def _tell(self) -> None:
        shown, tagset = self._view.shown, self._project.tagset
        colours = colours_by_tag(tagset)
        tag = tagset.find(shown.focus)
        here = {uid for layer in self.layers for uid in layer.tags}
        lanes = {uid: place for place, uid in enumerate(shown.seen_groups)} if shown.groups else None
        self._row.show_state(
            Shown(
                self.layers,
                shown.annotators,
                lanes,
                (tag.name, colours[tag.uid]) if tag is not None else None,
                len(shown.tags & here),
                self.veiled,
            )
        )
        if not self._legend.isHidden():
            counts = self._counts()
            self._legend.show_tags(
                [
                    TagLine(item.uid, item.name, colours[item.uid], counts[item.uid], item.uid in shown.tags)
                    for item in tagset.tags
                    if counts[item.uid]
                ]
            )
        self.changed.emit()

    def _counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for layer in self.layers:
            if layer.annotator.uid not in self._view.shown.annotators:
                counts.update(layer.tags)
        return counts
