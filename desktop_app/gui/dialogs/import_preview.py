"""Before files with a guessed encoding come in: how they would read, and with which encoding."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.documents.dates import number
from desktop_app.gui.jobs import Job, Jobs
from desktop_app.gui.theme import fonts
from desktop_app.gui.widgets import InlineMessage, plain_label, primary_button, quiet_button
from desktop_app.gui.work import Guess, beginning
from desktop_app.ops.adding import Source
from desktop_app.readers import ENCODINGS, encoding_title


class ImportPreview(Dialog):
    """Lists the files, shows how each begins, and lets the encoding be changed. `chosen` is valid once accepted."""

    def __init__(self, guesses: Sequence[Guess], jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(_("Check the encoding"), parent, width=820, height=560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self._guesses = tuple(guesses)
        self._encodings = {guess.source: guess.encoding for guess in guesses}
        self._texts = {(guess.source, guess.encoding): guess.text for guess in guesses}
        self._bad: set[Source] = set()
        self._jobs = jobs
        self._job: Job | None = None
        self.files = QListWidget(self)
        self.files.ensurePolished()
        self.encoding = QComboBox(self)
        self.same = QCheckBox(_("Use it for all files with the same guess"), self)
        self.text = QPlainTextEdit(self)
        self.message = InlineMessage(self, stay_ms=0)
        self._lay_out()
        self.files.addItems([shown(guess.source.name) for guess in guesses])
        self.files.currentRowChanged.connect(self._show)
        self.encoding.activated.connect(self._choose)
        self.files.setCurrentRow(0)

    def _lay_out(self) -> None:
        words = ngettext(
            "The encoding of {number} file was guessed. Does it read right? It cannot be changed later.",
            "The encoding of {number} files was guessed. Do they read right? It cannot be changed later.",
            len(self._guesses),
        ).format(number=number(len(self._guesses)))
        intro = plain_label(words, parent=self)
        intro.setWordWrap(True)
        self.body.addWidget(intro)
        self.body.addWidget(self._parts(), 1)
        leave = quiet_button(_("Leave them out"), self.reject, self)
        self.add = primary_button(_("Add them"), self.accept, self)
        self.close_with(leave, self.add)

    def _parts(self) -> QSplitter:
        self.files.setAccessibleName(_("Files"))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("How the file begins"))
        self.text.setFont(fonts.reading_font(15))
        self.encoding.setAccessibleName(_("Encoding"))
        label = plain_label(_("Encoding"), look="muted", parent=self)
        label.setBuddy(self.encoding)
        choice = QHBoxLayout()
        choice.addWidget(label)
        choice.addWidget(self.encoding)
        choice.addStretch(1)
        choice.addWidget(self.same)
        self.same.setVisible(len(self._guesses) > 1)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(8 if len(self._guesses) > 1 else 0, 0, 0, 0)
        column.addLayout(choice)
        column.addWidget(self.text, 1)
        column.addWidget(self.message)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.files)
        split.addWidget(right)
        split.setSizes([220, 580])
        split.setChildrenCollapsible(False)
        self.files.setVisible(len(self._guesses) > 1)
        return split

    def chosen(self) -> list[tuple[Source, str]]:
        """Each file with its encoding; those that do not fit theirs are left out."""
        return [(source, encoding) for source, encoding in self._encodings.items() if source not in self._bad]

    def choose(self, encoding: str) -> None:
        """Read the current file (and, if wanted, all with the same guess) with another encoding."""
        guess = self._guesses[self.files.currentRow()]
        alike = [guess]
        if self.same.isChecked():
            alike = [item for item in self._guesses if item.encoding == guess.encoding]
        for item in alike:
            self._encodings[item.source] = encoding
            self._bad.discard(item.source)
        self._show(self.files.currentRow())

    def _choose(self, place: int) -> None:
        self.choose(str(self.encoding.itemData(place)))

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._guesses):
            return
        guess = self._guesses[row]
        encoding = self._encodings[guess.source]
        self.encoding.clear()
        for name in dict.fromkeys([guess.encoding, *guess.candidates, *ENCODINGS]):
            self.encoding.addItem(encoding_title(name), name)
        self.encoding.setCurrentIndex(self.encoding.findData(encoding))
        self.message.dismiss()
        if self._job is not None:
            self._jobs.cancel(self._job)
            self._job = None
        known = self._texts.get((guess.source, encoding))
        if known is not None:
            self.text.setPlainText(known)
            return
        self._job = self._jobs.start(
            beginning,
            guess.source,
            encoding,
            done=lambda text: self._arrived(guess.source, encoding, text),
            failed=lambda error: self._refused(guess.source, error),
        )

    def _arrived(self, source: Source, encoding: str, text: str) -> None:
        self._job = None
        self._texts[source, encoding] = text
        self.text.setPlainText(text)

    def _refused(self, source: Source, error: AppError) -> None:
        self._job = None
        self._bad.add(source)
        self.text.clear()
        self.message.say_error(error)
