"""Names that travel, and times."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

NAMESPACE = uuid.UUID("6b0f0c4e-8a4b-4d65-9c1f-2f1f6f0f7a51")


def new_uid() -> str:
    """A fresh uid: uuid4 as 32 hexadecimal digits."""
    return uuid.uuid4().hex


def derived_uid(*parts: str) -> str:
    """The uid that belongs to these parts, the same on every machine: uuid5 as 32 hexadecimal digits."""
    return uuid.uuid5(NAMESPACE, "\x1f".join(parts)).hex


def now() -> str:
    """The present moment in UTC, ISO 8601 with milliseconds: 2015-11-02T09:30:00.000Z."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
