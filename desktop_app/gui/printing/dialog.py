"""What is asked before a document is printed or saved as a PDF."""

from __future__ import annotations

from PySide6.QtGui import QFont, QPageSize
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from desktop_app.base.i18n import _, ngettext
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.documents.dates import number
from desktop_app.gui.printing.paper import Paper, page_layout, units, usual_size
from desktop_app.gui.widgets import plain_label, primary_button, push_button

MANY_PAGES = 200
_NOTE = units(36)
SIZES = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}


class PaperDialog(Dialog):
    """Asks for the size of paper and whether the marks are listed; says how many pages it will be, about.

    `length` are the code points of the text, `breaks` its line breaks, `marks` its passages. `accepted` when it may
    go on.
    """

    def __init__(self, title: str, go: str, counts: tuple[int, int, int], parent: QWidget) -> None:
        super().__init__(title, parent, width=460, height=220)
        self._counts = counts
        self.size_box = QComboBox(self)
        for name in SIZES:
            self.size_box.addItem(name)
        self.size_box.setAccessibleName(_("Paper"))
        usual = next((name for name, size in SIZES.items() if size is usual_size()), "A4")
        self.size_box.setCurrentText(usual)
        self.notes = QCheckBox(_("List the marks at the end, with values and notes"), self)
        self.notes.setChecked(True)
        self.about = plain_label("", look="muted", parent=self)
        self.about.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(plain_label(_("Paper"), weight=QFont.Weight.Medium, parent=self))
        row.addWidget(self.size_box, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.notes)
        self.body.addWidget(self.about)
        self.body.addStretch(1)
        self.go = primary_button(go, self.accept, self)
        self.go.setDefault(True)
        self.close_with(push_button(_("Cancel"), self.reject, self), self.go)
        self.size_box.currentIndexChanged.connect(lambda _place: self._say())
        self.notes.toggled.connect(lambda _on: self._say())
        self._say()
        self.go.setFocus()

    @property
    def page_size(self) -> QPageSize.PageSizeId:
        """The size of paper that was chosen."""
        return SIZES[self.size_box.currentText()]

    def _say(self) -> None:
        length, breaks, marks = self._counts
        paper = Paper.of(page_layout(self.page_size))
        pages = about_pages(paper, length, breaks, marks if self.notes.isChecked() else 0)
        words = ngettext("About {number} page.", "About {number} pages.", pages)
        said = words.format(number=number(pages))
        many = pages > MANY_PAGES
        if many:
            said += " " + _("This takes a while; you can go on working, or cancel it.")
        self.about.setText(said)
        self.about.set_look("missing" if many else "muted")


def about_pages(paper: Paper, length: int, breaks: int, marks: int) -> int:
    """How many pages a text will take, roughly: two figures of it count."""
    lines = length / (paper.characters * 0.95) + 0.45 * breaks
    pages = max(1, round((lines * paper.metrics.pitch + marks * _NOTE + units(150)) / paper.room + 0.5))
    return round(pages, min(2 - len(str(pages)), 0))
