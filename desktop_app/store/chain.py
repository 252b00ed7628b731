"""The chain of digests: what a step changed, and all before it, in one number."""

from __future__ import annotations

import hashlib


def change_payload(name: str, uid: str, before: str | None, after: str | None) -> bytes:
    """One change as the bytes that the step's digest covers."""
    images = (before or "").encode(), (after or "").encode()
    return b"%b\x1e%b\x1e%b\x1e%b\x1e" % (name.encode(), uid.encode(), *images)


def chained(previous: str, header: tuple[str | int | None, ...], payload: bytes) -> str:
    """The digest of a step: SHA-256 over the digest before it (same replica), its header and its changes, as hex."""
    head = "\x1f".join((previous, *map(str, header)))
    return hashlib.sha256(head.encode() + payload).hexdigest()
