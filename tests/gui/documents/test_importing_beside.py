"""What goes on in the window while documents come in: counted, since time depends on the machine."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer

from desktop_app.model.records import Annotation
from desktop_app.ops import backups, check, documents
from tests.gui.shell.seat import CONTROL, Seat, articles

MANY = 120
IN_ONE_TURN = 8


def many(seat: Seat) -> None:
    folder = articles(seat.home / "many", **{f"n{number:03}": f"Article {number}." for number in range(MANY)})
    seat.window.tasks.add([folder])


def commits(seat: Seat) -> list[str]:
    """Fills up with the transactions that the window writes from now on."""
    asked: list[str] = []
    connection = seat.space.project.file.database.connection
    connection.set_trace_callback(lambda line: asked.append(line) if line == "COMMIT" else None)
    return asked


def test_the_window_gets_its_turn_between_any_two_transactions(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The mayors asked the state to pay."))
    written = commits(seat)
    by_turn: list[int] = [0]
    turns = QTimer(seat.window, interval=0)
    turns.timeout.connect(lambda: by_turn.append(len(written)))
    turns.start()
    many(seat)
    seat.wait(lambda: not seat.window.tasks.adding)
    turns.stop()
    by_turn.append(len(written))
    steps = [after - before for before, after in pairwise(by_turn)]
    assert max(steps) <= 2, "more than one slice and the end of the import in one turn"
    assert len(written) >= MANY // IN_ONE_TURN
    assert len(seat.titles()) == MANY + 1


def test_a_mark_made_meanwhile_is_saved_and_outlives_the_undoing_of_the_import(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The mayors asked the state to pay."))
    many(seat)
    importing = seat.window.tasks.importing
    assert importing is not None
    made: list[Annotation] = []

    def mark_between_two_turns(done: int, total: int) -> None:
        if not made and 0 < done < total:
            made.append(seat.mark("mayors"))
            assert importing.busy
            assert seat.space.project.saved_at

    importing.progressed.connect(mark_between_two_turns)
    seat.wait(lambda: not seat.window.tasks.adding)
    assert made
    assert seat.space.project.undo_label == f"Add {MANY} documents"
    seat.press(Qt.Key.Key_Z, CONTROL)
    seat.wait(lambda: len(seat.titles()) == 1)
    assert seat.marks() == made
    path = seat.space.project.path
    seat.get_up()
    assert check.check(path).findings == ()
    seat.sit_down(path)
    assert seat.marks() == made


def test_a_project_is_backed_up_before_documents_come_in(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The first article."))
    project = seat.space.project
    seat.wait_for_the_backup()
    before = {item.path for item in backups.list_backups(project)}
    many(seat)
    seat.wait(lambda: not seat.window.tasks.adding)
    (made,) = [item for item in backups.list_backups(project) if item.path not in before]
    assert documents.states(project)
    seat.get_up()
    seat.sit_down(made.path)
    assert len(seat.titles()) == 1


def test_an_import_can_be_given_up_while_the_project_is_backed_up(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The first article."))
    many(seat)
    importing = seat.window.tasks.importing
    assert importing is not None
    # A look in every turn: what a child process did is heard of only in a later one.
    looks = QTimer(seat.window, interval=0)
    looks.timeout.connect(lambda: importing.cancel() if importing.backing_up else None)
    looks.start()
    seat.wait(lambda: not importing.busy)
    looks.stop()
    assert "Stopped." in seat.said()
    assert len(seat.titles()) == 1
    assert seat.space.project.undo_label == "Add document"
