"""Web addresses that a document names as its source. They are never opened."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown

LONGEST = 2_000
"""Characters of an address that are kept."""

_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]", re.ASCII | re.IGNORECASE)
_DAMAGE = re.compile(r"[\s\x00-\x1f\x7f<>\"{}|\\^`\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]")


def looks_like_address(text: str) -> bool:
    """Whether a line begins as a web address does, whole or damaged."""
    return text.lower().startswith(("http:", "https:", "http//", "https//", "www.")) or (
        " " not in text and outlet_of(f"http://{text}") != ""
    )


def outlet_of(url: str) -> str:
    """The host of a web address in lower case, without 'www.' and port; '' when it has none that could exist."""
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    known = parts.scheme in ("", "http", "https")
    try:
        ascii_host = host.encode("idna").decode("ascii") if host else ""
    except UnicodeError:
        return ""
    return host if known and len(host) <= 253 and _HOST.fullmatch(ascii_host) else ""


def address_notes(url: str) -> tuple[str, ...]:
    """Warnings about an address: blanks or impossible signs in it, or no host. Empty for a sound or an empty one."""
    if not url:
        return ()
    if _DAMAGE.search(url):
        text = _("The address looks damaged, it holds blanks or signs that no address has: {url}")
    elif not outlet_of(url):
        text = _("The address looks damaged, it names no website: {url}")
    else:
        return ()
    return (text.format(url=shown(url)),)
