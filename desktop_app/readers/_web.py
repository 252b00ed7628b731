"""From the bytes of a web page to a reading. Apart from `html`, so that the program starts without it."""

from __future__ import annotations

import re

from desktop_app.base.errors import ReadError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.readers._choose import MOST_CHARACTERS, MOST_TAGS, article_lines, is_text
from desktop_app.readers._encoding import Decoded, decode, fits, mark_of
from desktop_app.readers._encodings import canonical
from desktop_app.readers._head import Head, describe_page
from desktop_app.readers._language import language_of
from desktop_app.readers._page import Line, Page, read_page, text_of
from desktop_app.readers._reading import PATH_SHOWN, Reading

BRACKETS = 400_000
"""Tags and comments that a page may have."""
_SHORT = 500
_LITTLE = 0.5
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})",
    re.IGNORECASE,
)
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}


def read_web(data: bytes, name: str, encoding: str | None) -> Reading:
    """What `html.read` promises."""
    where = shown(name, PATH_SHOWN)
    decoded = _decoded(data, name, encoding)
    source = decoded.text
    if source.count("<") > BRACKETS:
        raise ReadError(
            _("The page has more than {limit} tags.").format(limit=BRACKETS),
            where=where,
            hint=_("Open it in a browser, copy its text and save that as plain text."),
        )
    page = read_page(source)
    head = describe_page(page)
    lines, notes = _chosen(source, page, head)
    text = text_of(lines) if page.marked else source
    if not text:
        raise ReadError(
            _("There is nothing to read on this page."),
            where=where,
            hint=_("Pages that scripts fill are empty when saved: copy the text from the browser."),
        )
    return _reading(text, page, head, decoded, notes)


def _reading(text: str, page: Page, head: Head, decoded: Decoded, notes: tuple[str, ...]) -> Reading:
    stated = re.match("[a-z]{2,3}(?![a-z])", page.language.lower())
    return Reading(
        text=text,
        title=head.title,
        author=head.author,
        outlet=head.outlet,
        published=head.published,
        url=head.url,
        language=stated[0] if stated else language_of(text),
        fields=head.fields,
        encoding=decoded.encoding,
        bom=decoded.bom,
        guessed=decoded.guessed,
        candidates=decoded.candidates,
        notes=decoded.notes + head.notes + notes,
    )


def _decoded(data: bytes, name: str, encoding: str | None) -> Decoded:
    """The source; what the page says of its encoding counts unless it has a mark, or is UTF-8 all the same."""
    declared = "" if encoding or mark_of(data)[1] else declared_encoding(data)
    if not declared:
        return decode(data, name, encoding)
    try:
        return decode(data, name, declared)
    except ReadError:
        return decode(data, name)


def declared_encoding(data: bytes) -> str:
    """The encoding that a page declares, '' when there is none to follow: it is UTF-8, or not known."""
    found = _DECLARED.search(data[:4096])
    if found is None or 0 in data[:4096]:
        return ""
    try:
        encoding = canonical((found[1] or found[2]).decode("ascii"))
    except ReadError:
        return ""
    if data.isascii():
        return encoding if encoding.startswith(("iso2022", "hz")) else ""
    return "" if encoding.startswith("utf-") or fits(data, "utf-8") else _MEANT.get(encoding, encoding)


def _chosen(source: str, page: Page, head: Head) -> tuple[list[Line], tuple[str, ...]]:
    """The lines to keep, and what to tell about those that were left out."""
    notes = [_("A script without an end hides the rest of this page.")] if page.cut else []
    if page.tags > MOST_TAGS or len(source) > MOST_CHARACTERS:
        notes.append(_("The page is very large: all of its text was kept, menus too."))
        return page.lines, tuple(notes)
    if page.length <= _SHORT:
        return page.lines, tuple(notes)
    lines = article_lines(source, page.lines, head.title)
    kept, whole = (sum(len(line.text) for line in some if is_text(line)) for some in (lines, page.lines))
    if not lines:
        notes.append(_("No article was found on this page: all of its text was kept, menus too."))
        return page.lines, tuple(notes)
    if kept < whole * _LITTLE:
        notes.append(
            _("Only the article was kept: {kept} of {whole} characters outside of menus.").format(
                kept=kept, whole=whole
            )
        )
    return lines, tuple(notes)
