"""What folding the history came to, and how that lies in the project now."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.store.database import Database
from desktop_app.store.folding import Dispute, Fields
from desktop_app.store.rows import table_called
from desktop_app.store.step import current_images
from desktop_app.store.table import Row

_SLICE = 500


@dataclass
class Plan:
    """What folding came to: by uid the record's table and its image (None: it is not there), what had to be mended,
    and what nobody has decided yet.
    """

    images: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    mends: dict[str, tuple[str, Fields]] = field(default_factory=dict)
    disputes: list[Dispute] = field(default_factory=list)
    _taken_apart: dict[str, tuple[str, Row]] = field(default_factory=dict)

    def cells(self, uid: str) -> Row:
        """The cells of a record that is there; each image is taken apart once. Raises DamagedError."""
        record, image = self.images[uid]
        known = self._taken_apart.get(uid)
        if known is None or known[0] is not image:
            known = image or "", table_called(record).cells_of(image or "")
            self._taken_apart[uid] = known
        return known[1]


def current(database: Database, plan: Plan) -> dict[str, str]:
    """The images of the planned records as they lie in the project now, by uid. Raises DamagedError."""
    found: dict[str, str] = {}
    by_table: dict[str, list[str]] = {}
    for uid, (record, _image) in plan.images.items():
        by_table.setdefault(record, []).append(uid)
    for name, uids in by_table.items():
        for first in range(0, len(uids), _SLICE):
            found |= current_images(database, table_called(name), uids[first : first + _SLICE])
    return found
