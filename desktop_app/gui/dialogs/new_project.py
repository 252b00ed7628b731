"""Which tags a new project begins with."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.tagging.card_scroll import CardScroll
from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.gui.widgets import plain_label, primary_button, push_button
from desktop_app.ops import tagset_files

FILE = ""
"""The answer of who wants a tagset file of their own."""
_INDENT = 26


class NewProjectDialog(Dialog):
    """The tagsets that come with the program, each with a sentence, and a file of one's own; the first is chosen.

    `answer` is the KEY that was chosen, or FILE, and None until then; it outlives the dialog.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("New project"), parent, width=560, height=520)
        self.answer: str | None = None
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        inside = QWidget(self)
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(2)
        for item in tagset_files.offered():
            self._add(item.key, item.title, item.about)
        self._add(FILE, _("A tagset file"), _("One that was saved from another project."))
        self._list.addStretch(1)
        scroll = CardScroll()
        scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        what = plain_label(_("Which tags will it begin with? You can change all of them later."), parent=self)
        what.setWordWrap(True)
        self.body.addWidget(what)
        self.body.addWidget(scroll, 1)
        self.go_on = primary_button(_("Choose a place"), self.accept, self)
        self.go_on.setDefault(True)
        self.close_with(push_button(_("Cancel"), self.reject, self), self.go_on)
        first = self._group.button(0)
        first.setChecked(True)
        first.setFocus()

    def _add(self, key: str, title: str, about: str) -> None:
        button = QRadioButton(shown(title, 60))
        button.setAccessibleDescription(about)
        self._group.addButton(button, len(self._keys))
        self._keys.append(key)
        words = WrappedText(lines=4, role="muted", step=-1)
        words.set_text(about)
        line = QHBoxLayout()
        line.setContentsMargins(_INDENT, 0, 0, 10)
        line.addWidget(words)
        self._list.addWidget(button)
        self._list.addLayout(line)

    def accept(self) -> None:
        self.answer = self._keys[self._group.checkedId()]
        super().accept()

    def choose(self, key: str) -> None:
        """Choose a tagset by its KEY, or FILE."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def keys(self) -> tuple[str, ...]:
        """What can be chosen, in order."""
        return tuple(self._keys)
