"""What the program tells Python and the C library about memory."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

LARGE_BYTES, SPARE_BYTES = 2 * 1024 * 1024, 8 * 1024 * 1024
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3


def return_large_blocks() -> bool:
    """Have each block of `LARGE_BYTES` go back to the system as soon as it is freed. False where that cannot be said.

    glibc otherwise learns from the first large block that is freed to keep such blocks in its heap: after one resize
    it holds the window's picture twice. `SPARE_BYTES` of the heap's end are kept, or it would shrink and grow all the
    time. Source: mallopt(3), which numbers the two thresholds in malloc.h.
    """
    tell = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    return tell is not None and bool(
        tell(_MMAP_THRESHOLD, LARGE_BYTES) and tell(_TRIM_THRESHOLD, SPARE_BYTES)
    )


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Keep the garbage collector from looking through what is all in use: it finds nothing, and takes its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
