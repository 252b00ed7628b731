"""The settings. Everything applies at once; there is nothing to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFontComboBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QTabWidget,
    QWidget,
)

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import LANGUAGES, _
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.dialogs.keys_page import KeysPage
from desktop_app.gui.shell import zoom
from desktop_app.gui.theme import style
from desktop_app.gui.theme.style import Choice
from desktop_app.gui.widgets import InlineMessage, inset, plain_label, primary_button

if TYPE_CHECKING:
    from desktop_app.gui.shell.main_window import MainWindow


def theme_label(choice: Choice) -> str:
    """A theme in words."""
    words = {
        Choice.SYSTEM: _("As the system"),
        Choice.LIGHT: _("Light"),
        Choice.DARK: _("Dark"),
        Choice.CONTRAST_LIGHT: _("High contrast, light"),
        Choice.CONTRAST_DARK: _("High contrast, dark"),
    }
    return words[choice]


class SettingsDialog(Dialog):
    """General, reading, keys. A change of language opens the dialog anew in that language."""

    def __init__(self, window: MainWindow, page: int = 0) -> None:
        super().__init__(_("Settings"), window, width=720, height=560)
        self._window = window
        self.message = InlineMessage(self, stay_ms=0)
        self.pages = QTabWidget(self)
        self.pages.addTab(self._general(), _("General"))
        self.pages.addTab(self._reading(), _("Reading"))
        self.keys = KeysPage(window, self)
        self.pages.addTab(self.keys, _("Keys"))
        self.pages.setCurrentIndex(page)
        self.body.addWidget(self.pages, 1)
        self.body.addWidget(self.message)
        self.close_with(primary_button(_("Close"), self.close, self))
        self.name.setFocus()

    def _change(self, **values: Any) -> None:
        try:
            self._window.preferences.change(**values)
        except AppError as error:
            self.message.say_error(error)

    def _general(self) -> QWidget:
        page, form = _form(self)
        settings = self._window.preferences.settings
        self.name = QLineEdit(settings.annotator_name or self._window.preferences.annotator().name, page)
        self.name.setMaxLength(80)
        self.name.editingFinished.connect(self._name_given)
        self.language = QComboBox(page)
        self.language.addItem(_("As the system"), "")
        for code, title in LANGUAGES.items():
            self.language.addItem(title, code)
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        self.language.activated.connect(self._language_chosen)
        self.theme = QComboBox(page)
        for choice in Choice:
            self.theme.addItem(theme_label(choice), str(choice))
        self.theme.setCurrentIndex(max(0, self.theme.findData(settings.theme or str(Choice.SYSTEM))))
        self.theme.activated.connect(lambda place: self._change(theme=self.theme.itemData(place)))
        self.interface_size = self._number("interface_size_px", style.SMALLEST_PX, style.LARGEST_PX, " px")
        self.still = QCheckBox(_("No animations"), page)
        self.still.setChecked(settings.less_motion)
        self.still.toggled.connect(lambda on: self._change(less_motion=on))
        _row(form, _("Your name"), self.name)
        _row(form, _("Language"), self.language)
        _row(form, _("Colours"), self.theme)
        _row(form, _("Size of the interface"), self.interface_size)
        form.addRow(self.still)
        privacy = plain_label(
            _("Projects are not encrypted: who can read the file can read the documents and the marks."),
            look="muted",
            parent=page,
        )
        privacy.setWordWrap(True)
        form.addRow(privacy)
        return page

    def _reading(self) -> QWidget:
        page, form = _form(self)
        settings = self._window.preferences.settings
        self.own_font = QCheckBox(_("Another font than the one that comes with the program"), page)
        self.font_box = QFontComboBox(page)
        self.own_font.setChecked(bool(settings.reading_font))
        self.font_box.setEnabled(bool(settings.reading_font))
        if settings.reading_font:
            self.font_box.setCurrentText(settings.reading_font)
        self.own_font.toggled.connect(self._font_switched)
        self.font_box.currentFontChanged.connect(lambda font: self._change(reading_font=font.family()))
        self.text_size = self._number("reading_size_px", zoom.SMALLEST_PX, zoom.LARGEST_PX, " px")
        self.zoom = self._number("zoom", zoom.LEVELS[0], zoom.LEVELS[-1], " %")
        self.pitch = QDoubleSpinBox(page)
        self.pitch.setRange(1.4, 4.0)
        self.pitch.setSingleStep(0.1)
        self.pitch.setDecimals(1)
        inset(self.pitch)
        self.pitch.setValue(settings.line_pitch)
        self.pitch.valueChanged.connect(lambda value: self._change(line_pitch=round(value, 1)))
        self.snap = QCheckBox(_("Select whole words (hold Alt for single characters)"), page)
        self.snap.setChecked(settings.snap_to_words)
        self.snap.toggled.connect(lambda on: self._change(snap_to_words=on))
        form.addRow(self.own_font)
        _row(form, _("Font"), self.font_box)
        _row(form, _("Text size"), self.text_size)
        _row(form, _("Zoom"), self.zoom)
        _row(form, _("Line pitch"), self.pitch)
        form.addRow(self.snap)
        return page

    def _number(self, key: str, least: int, most: int, unit: str) -> QSpinBox:
        """A field for one of the settings."""
        field = QSpinBox(self)
        field.setRange(least, most)
        field.setSuffix(unit)
        inset(field)
        field.setValue(getattr(self._window.preferences.settings, key))
        field.valueChanged.connect(lambda value: self._change(**{key: value}))
        return field

    def _name_given(self) -> None:
        name = " ".join(self.name.text().split())
        if name and name != self._window.preferences.settings.annotator_name:
            self._window.notices.attempt(lambda: self._window.pages.use_name(name))
            self._window.central.drop_name()

    def _font_switched(self, on: bool) -> None:
        self.font_box.setEnabled(on)
        self._change(reading_font=self.font_box.currentFont().family() if on else "")

    def _language_chosen(self, place: int) -> None:
        code = self.language.itemData(place)
        if code != self._window.preferences.settings.language:
            window, page = self._window, self.pages.currentIndex()
            self._change(language=code)
            self.close()
            SettingsDialog(window, page).open()


def _form(parent: QWidget) -> tuple[QWidget, QFormLayout]:
    page = QWidget(parent)
    form = QFormLayout(page)
    form.setContentsMargins(0, 16, 0, 0)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(12)
    return page, form


def _row(form: QFormLayout, words: str, widget: QWidget) -> None:
    label = plain_label(words, look="muted", parent=widget.parentWidget())
    label.setBuddy(widget)
    widget.setAccessibleName(words)
    form.addRow(label, widget)
