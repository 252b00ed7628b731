"""The bar on top in windows of all widths."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_app.gui.shell.top_bar import TopBar


def test_the_name_of_the_program_gives_way_to_the_words_of_the_command_field(qtbot: QtBot) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    for key in ("Annotate", "Review", "Insight"):
        bar.rooms.add(key, key)
    bar.field.cap.set_key("Ctrl+K")
    bar.show()
    whole = bar.field.words.fontMetrics().horizontalAdvance(bar.field.words.text())
    seen: list[bool] = []
    for width in range(1400, 500, -20):
        bar.resize(width, bar.height())
        seen.append(bar.brand.isVisible())
        if bar.brand.isVisible():
            assert bar.field.words.width() >= whole
    assert seen == sorted(seen, reverse=True)
    assert seen[0]
    assert not seen[-1]
