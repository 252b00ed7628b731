"""Shows the links of the chosen annotation in the text."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import _
from desktop_app.gui.reading.arcs import Tie
from desktop_app.gui.reading.controller import ReadingController
from desktop_app.model.changes import Changes
from desktop_app.model.records import Annotation, Link, TargetKind
from desktop_app.ops import links


class ChosenLinks(QObject):
    """Follows what is chosen, and what becomes of its links."""

    def __init__(self, controller: ReadingController, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        controller.annotation_selected.connect(self._show)

    def apply(self, changes: Changes) -> None:
        """Take an action into account."""
        if changes.touches(Link):
            self._show(self._controller.annotation)

    def _show(self, annotation: Annotation | None) -> None:
        self._controller.view.show_ties(self._ties(annotation) if annotation is not None else ())

    def _ties(self, annotation: Annotation) -> list[Tie]:
        project = self._controller.project
        try:
            away = links.of_annotation(project, annotation.uid)
            back = links.to_annotation(project, annotation.uid)
        except NotFoundError:
            return []
        # Several links between the same two marks are one line, with all their names.
        words: dict[str, list[str]] = {}
        order = {slot.uid: place for place, slot in enumerate(project.tagset.slots)}
        for item in sorted(away, key=lambda link: order.get(link.slot_uid, len(order))):
            if item.target_kind is TargetKind.ANNOTATION:
                words.setdefault(item.target_uid, []).append(self._name(item))
        for item in back:
            words.setdefault(item.source_uid, []).append(_("“{slot}” of").format(slot=self._name(item)))
        return [Tie(uid, ", ".join(names)) for uid, names in words.items()]

    def _name(self, link: Link) -> str:
        try:
            found = links.slot_of(self._controller.project.tagset, link.slot_uid)
        except NotFoundError:
            return ""
        return found.name if link.slot_uid else _("related")
