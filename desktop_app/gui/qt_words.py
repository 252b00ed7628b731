"""Qt's own words (context menus, file dialogs, the names of keys) in the language of the program."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication


def speak(language: str) -> bool:
    """Let Qt speak this language in windows that are made from now on. Returns False where it knows only English.

    Numbers and dates follow: in the way of the person's country where its language is the same.
    """
    app = QApplication.instance()
    if app is None:
        return False
    children = Qt.FindChildOption.FindDirectChildrenOnly
    for before in app.findChildren(QTranslator, options=children):
        app.removeTranslator(before)
        before.deleteLater()
    locale, own = QLocale(language), QLocale.system()
    QLocale.setDefault(own if own.language() is locale.language() else locale)
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    found = translator.load(locale, "qtbase", "_", folder)
    return found and app.installTranslator(translator)
