"""Names that travel, and times."""

from __future__ import annotations

import os
import re
import time
import uuid
from datetime import UTC, datetime
from functools import lru_cache

NAMESPACE = uuid.UUID("6b0f0c4e-8a4b-4d65-9c1f-2f1f6f0f7a51")
_ANY, _RANDOM = ~(0xF << 76 | 0x3 << 62), 0x4 << 76 | 0x2 << 62
"""The bits of a uid that are free, and those that say that they were drawn by lot."""
_UID = re.compile(r"[0-9a-f]{32}")


def is_uid(text: str) -> bool:
    """Whether this is a uid: 32 hexadecimal digits in small letters."""
    return _UID.fullmatch(text) is not None


def new_uid() -> str:
    """A fresh uid: uuid4 as 32 hexadecimal digits."""
    # What the library does, which takes several times as long: an action needs two or three.
    number = int.from_bytes(os.urandom(16), "big") & _ANY | _RANDOM
    return f"{number:032x}"


def derived_uid(*parts: str) -> str:
    """The uid that belongs to these parts, the same on every machine: uuid5 as 32 hexadecimal digits."""
    return uuid.uuid5(NAMESPACE, "\x1f".join(parts)).hex


def now() -> str:
    """The present moment in UTC, ISO 8601 with milliseconds: 2015-11-02T09:30:00.000Z."""
    seconds, milliseconds = divmod(time.time_ns() // 1_000_000, 1000)
    return f"{_to_the_second(seconds)}.{milliseconds:03}Z"


@lru_cache(maxsize=1)
def _to_the_second(seconds: int) -> str:
    """A moment since 1970 without its fraction: most actions need the same one several times."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
