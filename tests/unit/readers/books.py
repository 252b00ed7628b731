"""Small EPUB books for the tests of their reader."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MIMETYPE = "application/epub+zip"
XHTML = "application/xhtml+xml"
ROOT = "OEBPS/content.opf"
CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
ABOUT = "<dc:title>The Night Ferry</dc:title><dc:language>en</dc:language>"


def archive(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive with these parts, `mimetype` not compressed, always the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else method
            file.writestr(info, content)
    return target.getvalue()


def container(root: str = ROOT) -> str:
    """The part that names the package document."""
    return (
        '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
        f'<rootfiles><rootfile full-path="{root}" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )


def package(items: str, spine: str, *, about: str = ABOUT, guide: str = "") -> str:
    """A package document with these elements inside its sections."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE package>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{about}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine><guide>{guide}</guide></package>"
    )


def item(number: int, href: str, kind: str = XHTML, properties: str = "") -> str:
    """An entry of the manifest with the id `p` and its number."""
    return f'<item id="p{number}" href="{href}" media-type="{kind}" properties="{properties}"/>'


def page(body: str, title: str = "") -> str:
    """A page with this inside its body."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml">'
        f'<head><title>{title}</title><link rel="stylesheet" href="style.css"/></head><body>{body}</body></html>'
    )


def encrypted(*names: str) -> str:
    """The list of parts that are encrypted."""
    listed = "".join(
        "<enc:EncryptedData><enc:CipherData>"
        f'<enc:CipherReference URI="{name}"/></enc:CipherData></enc:EncryptedData>'
        for name in names
    )
    return f'<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#">{listed}</encryption>'


def parts_of(*pages: str | bytes, about: str = ABOUT) -> dict[str, str | bytes]:
    """The parts of a book with these pages, to be changed before they become an archive."""
    names = [f"text/page{number}.xhtml" for number in range(len(pages))]
    parts: dict[str, str | bytes] = {
        "mimetype": MIMETYPE,
        CONTAINER: container(),
        ROOT: package(
            "".join(item(number, name) for number, name in enumerate(names)),
            "".join(f'<itemref idref="p{number}"/>' for number in range(len(pages))),
            about=about,
        ),
    }
    return parts | {f"OEBPS/{name}": content for name, content in zip(names, pages, strict=True)}


def book(*bodies: str, about: str = ABOUT) -> bytes:
    """A book whose pages have these bodies."""
    return archive(parts_of(*map(page, bodies), about=about))
