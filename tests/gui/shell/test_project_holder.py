"""Whether the file is sound: found out beside the window, and nothing is written to one that is not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop_app.ops.backups import list_backups
from tests.gui.shell.seat import Seat, articles

TEXT = "The mayors asked the state to pay."


def made(seat: Seat) -> Path:
    """A project with a document, closed again."""
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    path = seat.space.project.path
    seat.get_up()
    return path


def wipe_a_page(path: Path) -> None:
    """Overwrite the root of an index that opening a project does not look at."""
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'ghost_place'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))


def test_the_window_leaves_the_proof_of_the_file_to_another_process(seat: Seat) -> None:
    path = made(seat)
    seat.sit_down(path)
    asked: list[str] = []
    seat.space.project.file.database.connection.set_trace_callback(asked.append)
    seat.window.holder.look_after()
    seat.wait(lambda: not seat.window.jobs.busy)
    seat.wait(lambda: list_backups(seat.space.project))
    seat.mark("mayors")
    assert any(line == "COMMIT" for line in asked)
    assert not any("quick_check" in line for line in asked)


def test_a_damaged_project_is_told_and_not_written_to(seat: Seat) -> None:
    path = made(seat)
    wipe_a_page(path)
    before = path.read_bytes()
    seat.sit_down(path)
    seat.wait(lambda: "damaged" in seat.said())
    seat.drag("mayors")
    seat.press("a")
    assert seat.marks() == []
    assert "damaged" in seat.said()
    seat.get_up()
    assert path.read_bytes() == before
