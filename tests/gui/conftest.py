"""Windows for tests: each at a seat with a home of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot, _WaitWidgetContextManager
from pytestqt.wait_signal import SignalBlocker

from desktop_app.gui import pieces
from desktop_app.gui.shell import checking
from desktop_app.gui.widgets import messages
from tests.gui.shell.seat import Seat

WAIT_MS = 60_000


class PatientBot(QtBot):
    """Waits longer than any busy machine needs: how quick it is decides about no test."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = WAIT_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(
        self,
        signal: SignalInstance,
        *,
        timeout: int = WAIT_MS,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)

    def waitActive(self, widget: QWidget, *, timeout: int = WAIT_MS) -> _WaitWidgetContextManager:
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = WAIT_MS) -> _WaitWidgetContextManager:
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """In the place of pytest-qt's own, which waits for one second or for five."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a message stay however long a test takes to look at it, and a check end at once however long it takes."""
    monkeypatch.setattr(messages, "STAY_MS", 0)
    monkeypatch.setattr(checking, "AT_ONCE_S", 60.0)


@pytest.fixture
def piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long action takes one piece a turn, as on the slowest of machines: it is met half-way on the quickest too."""
    monkeypatch.setattr(pieces, "TURN_S", 0.0)


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path) -> Iterator[Seat]:
    """A seat at the window, nobody sitting there yet."""
    made = Seat(qtbot, tmp_path)
    yield made
    made.leave()
