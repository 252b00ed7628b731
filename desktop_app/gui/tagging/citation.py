"""A passage with where it was found, ready to be pasted into a text. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.base.i18n import _, in_quotes
from desktop_app.model.records import Document
from desktop_app.model.span import Span
from desktop_app.ops import documents
from desktop_app.ops.project import Project

LONGEST = 20_000
"""Characters of one passage that are copied."""


def cited(passages: Iterable[str], document: Document, spans: Iterable[Span]) -> str:
    """“passage” (author, title, outlet, date, address, characters from–to); what is not known is left out."""
    quoted = " […] ".join(passage.strip() for passage in passages)
    places = ", ".join(f"{span.start}–{span.end}" for span in spans)
    known = (
        document.author,
        document.title or document.name,
        document.outlet,
        document.published,
        document.url,
        _("characters {places}").format(places=places) if places else "",
    )
    return f"{in_quotes(quoted)} ({', '.join(part for part in known if part)})"


def cite(project: Project, document_uid: str, spans: Iterable[Span]) -> str:
    """The citation of some passages (code points) of a document, with their full words."""
    document = documents.get(project, document_uid)
    text = project.text(document.sha256)
    chosen = tuple(spans)
    words = [text.slice(span.start, min(span.end, span.start + LONGEST)) for span in chosen]
    return cited(words, document, chosen)
