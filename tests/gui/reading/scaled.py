"""Random steps in a window on a screen of some scale: what grew out of small repaints against a repaint of everything.

The scale is fixed at the start of a process: `QT_SCALE_FACTOR=1.25 python -m tests.gui.reading.scaled SEED STEPS`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from desktop_app.gui import app
from desktop_app.gui.reading.arcs import Tie
from desktop_app.gui.reading.filter import Filter
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span
from tests.gui.reading.bench import ME, NO_MODIFIER, TAGS, Bench, annotation, reading_font

Key = Qt.Key
PARAGRAPH = "A paragraph of many lines, each of which has other words for what is said in it. "
TEXT = "\n".join(PARAGRAPH * (1 + number % 7) for number in range(40))
KEYS = (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_End, Key.Key_PageDown, Key.Key_PageUp)


class Hands:
    """Does what people do, in any order."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.bench = Bench()
        self.view = self.bench.view
        self.window = QWidget()
        row = QHBoxLayout(self.window)
        # The pixels of the view do not begin with those of the screen.
        row.setContentsMargins(*self.chance.choices(range(12), k=4))
        row.addWidget(QLabel("beside"))
        row.addWidget(self.view)
        self.window.resize(761, 451)
        self.window.show()
        QTest.qWaitForWindowExposed(self.window)
        self.bench.open(TEXT)
        # It is painted later, by a clock.
        self.view.strip.hide()
        self.there: list[Annotation] = []
        self.made = 0

    def _place(self) -> int:
        first, last = self.view.flow.seen()
        return min(self.chance.randrange(first, last), len(TEXT) - 20)

    def _span(self) -> tuple[int, int]:
        start = self._place()
        return start, min(start + self.chance.choice([1, 5, 30, 90, 700]), len(TEXT))

    def _spot(self) -> QPoint:
        viewport = self.view.viewport()
        return QPoint(self.chance.randrange(viewport.width()), self.chance.randrange(viewport.height()))

    def add(self) -> None:
        self.made += 1
        start, end = self._span()
        more = [(end + 5, end + 15)] if self.chance.random() < 0.3 and end + 15 < len(TEXT) else []
        self.there.append(annotation(self.made, (start, end), *more, tag=self.chance.choice(list(TAGS))))
        self.view.apply(None, self.there[-1])

    def remove(self) -> None:
        if self.there:
            self.view.apply(self.there.pop(self.chance.randrange(len(self.there))), None)

    def choose(self) -> None:
        self.view.select(self.chance.choice(self.there).uid if self.there else "")

    def tie(self) -> None:
        ends = self.chance.sample(self.there, min(len(self.there), 2))
        self.view.show_ties([Tie(item.uid, "said by") for item in ends[: self.chance.randrange(3)]])

    def scroll(self) -> None:
        self.view.scroll_pixels(self.chance.choice([-1, 1]) * self.chance.choice([1, 2, 4, 7, 60, 211, 400]))

    def press(self) -> None:
        modifiers = self.chance.choice([NO_MODIFIER, Qt.KeyboardModifier.ShiftModifier])
        self.bench.key(self.chance.choice(KEYS), modifiers)

    def pull(self) -> None:
        self.bench.drag(self._spot(), self._spot())

    def select(self) -> None:
        self.view.set_selection(Span(*self._span()))

    def find(self) -> None:
        self.view.show_found([Span(self._place(), len(TEXT) - 1)], 0)

    def filter(self) -> None:
        tag = annotation(0, (0, 1)).tag_uid
        self.view.set_filter(
            Filter(focus=self.chance.choice(["", tag]), groups=self.chance.choice([(), (ME,)]))
        )

    def zoom(self) -> None:
        self.view.set_type(reading_font(self.chance.choice([13, 17, 22])), self.chance.choice([1.4, 2.0]))

    def resize(self) -> None:
        self.window.resize(self.chance.choice([655, 761]), self.chance.choice([377, 451]))

    def some(self) -> str:
        """Do one thing. Returns its name."""
        often: list[Callable[[], object]] = [self.add, self.scroll, self.choose, self.press, self.remove]
        seldom = [self.tie, self.pull, self.select, self.find, self.filter, self.zoom, self.resize]
        done = self.chance.choice([*often, *often, *often, *seldom])
        done()
        return done.__name__

    def on_screen(self) -> QImage:
        """What stands on the screen now."""
        self.bench.settle()
        # The scroll bar hears of the last idle moment, and is painted after it.
        QApplication.processEvents()
        shown = self.view.screen().grabWindow(self.window.winId()).toImage()
        return shown.convertToFormat(QImage.Format.Format_RGB32)

    def painted_anew(self) -> QImage:
        """What a repaint of everything gives."""
        self.window.update()
        self.view.viewport().update()
        return self.on_screen()


def main(seed: int, steps: int) -> None:
    """Take steps until one leaves another picture than a repaint of everything does. Says the scale at the end."""
    app.application()
    hands = Hands(seed)
    hands.painted_anew()
    for step in range(steps):
        done = hands.some()
        if hands.on_screen() != hands.painted_anew():
            sys.exit(f"step {step} of seed {seed} left something behind: {done}")
    print(hands.view.devicePixelRatioF())


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
