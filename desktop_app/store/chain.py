"""The chain of digests: what a step changed, and all before it, in one number."""

from __future__ import annotations

import hashlib


def change_text(name: str, uid: str, before: str | None, after: str | None) -> str:
    """One change as the text that the step's digest covers."""
    return f"{name}\x1e{uid}\x1e{before or ''}\x1e{after or ''}\x1e"


def change_payload(name: str, uid: str, before: str | None, after: str | None) -> bytes:
    """The same in bytes."""
    return change_text(name, uid, before, after).encode()


def chained(previous: str, header: tuple[str | int | None, ...], payload: bytes) -> str:
    """The digest of a step: SHA-256 over the digest before it (same replica), its header and its changes, as hex."""
    head = "\x1f".join((previous, *(str(part) for part in header)))
    return hashlib.sha256(head.encode() + payload).hexdigest()
