"""The system libraries that Qt needs, looked for before Qt is imported: without some of them it ends the process.

Only the standard library is used, and nothing of this program: the set-up script asks here as well, when nothing
is installed yet.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Loadable = Callable[[str], bool]

OFFSCREEN = "offscreen"
XCB = "xcb"
WAYLAND = "wayland"
OS_RELEASE = Path("/etc/os-release")


@dataclass(frozen=True)
class Library:
    """A shared library and the Debian package that brings it; `renamed` is the package's name in newer releases."""

    soname: str
    package: str
    renamed: str = ""


EVERYWHERE = (
    Library("libGL.so.1", "libgl1"),
    Library("libEGL.so.1", "libegl1"),
    Library("libxkbcommon.so.0", "libxkbcommon0"),
    Library("libdbus-1.so.3", "libdbus-1-3"),
    Library("libfontconfig.so.1", "libfontconfig1"),
    Library("libglib-2.0.so.0", "libglib2.0-0", renamed="libglib2.0-0t64"),
)
ON_X = (
    Library("libxcb-cursor.so.0", "libxcb-cursor0"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Library("libxcb-shape.so.0", "libxcb-shape0"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
ON_WAYLAND = (Library("libwayland-cursor.so.0", "libwayland-cursor0"),)
NEEDED = {OFFSCREEN: EVERYWHERE, XCB: EVERYWHERE + ON_X, WAYLAND: EVERYWHERE + ON_WAYLAND}


def platforms(environ: Mapping[str, str], system: str = sys.platform) -> tuple[str, ...]:
    """The Qt platforms that could show a window here, best first; none where there is no display.

    What `QT_QPA_PLATFORM` asks for is the only choice then. Windows and macOS need no libraries and always have
    a display, which `native` stands for.
    """
    asked = environ.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if asked:
        return (asked,)
    if not system.startswith("linux"):
        return ("native",)
    found = []
    if environ.get("WAYLAND_DISPLAY"):
        found.append(WAYLAND)
    if environ.get("DISPLAY"):
        found.append(XCB)
    return tuple(found)


def is_loadable(soname: str) -> bool:
    """Whether the system's loader finds the library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_libraries(
    platform: str, *, system: str = sys.platform, loadable: Loadable = is_loadable
) -> list[Library]:
    """The libraries that Qt needs on this platform and that are not there, in the order of the table.

    `platform` is a name as `QT_QPA_PLATFORM` has it. Other systems than Linux bring all that is needed.
    """
    if not system.startswith("linux"):
        return []
    needed = NEEDED.get(platform.partition(":")[0], EVERYWHERE)
    return [library for library in needed if not loadable(library.soname)]


def missing_for_a_window(
    candidates: Sequence[str], *, system: str = sys.platform, loadable: Loadable = is_loadable
) -> list[Library]:
    """What is missing on the best platform, or nothing if any of them is complete: Qt tries them in turn."""
    lacking = [missing_libraries(platform, system=system, loadable=loadable) for platform in candidates]
    return next((missing for missing in lacking if not missing), lacking[0] if lacking else [])


def os_release(path: Path = OS_RELEASE) -> dict[str, str]:
    """What the system says of itself: ID, VERSION_ID and so on; empty where it says nothing."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}


def is_debian(release: Mapping[str, str]) -> bool:
    """Whether packages come from apt here: Debian, Ubuntu and what is made from them."""
    return bool(_family(release) & {"debian", "ubuntu"})


def package_names(missing: Iterable[Library], release: Mapping[str, str]) -> list[str]:
    """The packages to install, each once, in order, by the names that this release of the system has for them."""
    newer = _is_after_the_renaming(release)
    names = (library.renamed if newer and library.renamed else library.package for library in missing)
    return list(dict.fromkeys(names))


def install_hint(missing: Iterable[Library], release: Mapping[str, str] | None = None) -> str:
    """The one command that brings what is missing, or the bare names of the libraries where packages are not apt's.

    Empty if nothing is missing.
    """
    lacking = list(missing)
    if not lacking:
        return ""
    system = os_release() if release is None else release
    if not is_debian(system):
        return " ".join(library.soname for library in lacking)
    return "sudo apt-get install " + " ".join(package_names(lacking, system))


def _is_after_the_renaming(release: Mapping[str, str]) -> bool:
    # Packages were renamed when their time stamps grew to 64 bits: in Debian 13, Ubuntu 24.04, Mint 22.
    number = release.get("VERSION_ID", "").partition(".")[0]
    if not number.isdigit():
        # A Debian that is not released yet has no number.
        return "VERSION_ID" not in release and is_debian(release)
    if release.get("ID") == "linuxmint":
        return int(number) >= 22
    return int(number) >= (24 if "ubuntu" in _family(release) else 13)


def _family(release: Mapping[str, str]) -> set[str]:
    return {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
