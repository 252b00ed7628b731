"""The look for system libraries, on systems that are made up, and on this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_app.base import syslibs

if TYPE_CHECKING:
    from pathlib import Path

DEBIAN_12 = {"ID": "debian", "VERSION_ID": "12"}


def all_but(*absent: str) -> syslibs.Loadable:
    return lambda soname: soname not in absent


def test_a_complete_system_misses_nothing() -> None:
    for platform in syslibs.NEEDED:
        assert syslibs.missing_libraries(platform, system="linux", loadable=all_but()) == []


def test_a_missing_library_is_named_on_the_platforms_that_need_it() -> None:
    loadable = all_but("libxcb-cursor.so.0", "libEGL.so.1")
    found = {
        platform: [
            library.package
            for library in syslibs.missing_libraries(platform, system="linux", loadable=loadable)
        ]
        for platform in ("offscreen", "xcb", "wayland", "minimal")
    }
    assert found == {
        "offscreen": ["libegl1"],
        "xcb": ["libegl1", "libxcb-cursor0"],
        "wayland": ["libegl1"],
        "minimal": ["libegl1"],
    }


def test_other_systems_bring_what_qt_needs() -> None:
    assert syslibs.missing_libraries("cocoa", system="darwin", loadable=lambda _: False) == []
    assert syslibs.platforms({}, system="win32") == ("native",)


def test_a_name_that_no_library_has_cannot_be_loaded() -> None:
    assert not syslibs.is_loadable("libthere-is-no-such-library.so.7")
    assert syslibs.is_loadable("libc.so.6")


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, ()),
        ({"DISPLAY": ":0"}, ("xcb",)),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ("wayland", "xcb")),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, ("offscreen",)),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, ("vnc",)),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, ("wayland",)),
        ({"DISPLAY": "", "WAYLAND_DISPLAY": ""}, ()),
    ],
)
def test_the_variables_say_which_platforms_there_are(
    environ: dict[str, str], expected: tuple[str, ...]
) -> None:
    assert syslibs.platforms(environ, system="linux") == expected


def test_one_complete_platform_is_enough_for_a_window() -> None:
    only_x = all_but("libwayland-cursor.so.0")
    neither = all_but("libwayland-cursor.so.0", "libxcb-shape.so.0")
    both = ("wayland", "xcb")
    assert syslibs.missing_for_a_window(both, system="linux", loadable=only_x) == []
    missing = syslibs.missing_for_a_window(both, system="linux", loadable=neither)
    assert [library.package for library in missing] == ["libwayland-cursor0"]
    assert syslibs.missing_for_a_window((), system="linux", loadable=neither) == []


def test_the_hint_is_one_command_with_every_package_once() -> None:
    missing = [*syslibs.EVERYWHERE[:2], *syslibs.ON_X[:1], syslibs.EVERYWHERE[0]]
    assert syslibs.install_hint(missing, DEBIAN_12) == "sudo apt-get install libgl1 libegl1 libxcb-cursor0"
    assert syslibs.install_hint([], DEBIAN_12) == ""


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        (DEBIAN_12, "libglib2.0-0"),
        ({"ID": "debian", "VERSION_ID": "13"}, "libglib2.0-0t64"),
        ({"ID": "debian", "VERSION_CODENAME": "trixie"}, "libglib2.0-0t64"),
        ({"ID": "debian", "PRETTY_NAME": "Debian GNU/Linux forky/sid"}, "libglib2.0-0t64"),
        ({"ID": "ubuntu", "ID_LIKE": "debian", "VERSION_ID": "22.04"}, "libglib2.0-0"),
        ({"ID": "ubuntu", "ID_LIKE": "debian", "VERSION_ID": "24.04"}, "libglib2.0-0t64"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian", "VERSION_ID": "22"}, "libglib2.0-0t64"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian", "VERSION_ID": "21.3"}, "libglib2.0-0"),
        ({"ID": "pop", "ID_LIKE": "ubuntu debian", "VERSION_ID": "22.04"}, "libglib2.0-0"),
    ],
)
def test_a_renamed_package_is_named_as_the_release_names_it(release: dict[str, str], expected: str) -> None:
    assert syslibs.package_names([syslibs.EVERYWHERE[-1]], release) == [expected]


def test_where_there_is_no_apt_the_libraries_themselves_are_named() -> None:
    assert syslibs.install_hint(syslibs.EVERYWHERE[:2], {"ID": "fedora"}) == "libGL.so.1 libEGL.so.1"
    assert syslibs.install_hint(syslibs.EVERYWHERE[:1], {}) == "libGL.so.1"


def test_the_release_file_is_read_with_and_without_quotes(tmp_path: Path) -> None:
    file = tmp_path / "os-release"
    file.write_text("# words\nID=debian\nVERSION_ID=\"12\"\nNAME='Debian'\n\nno pair\n", encoding="utf-8")
    assert syslibs.os_release(file) == {"ID": "debian", "VERSION_ID": "12", "NAME": "Debian"}
    assert syslibs.os_release(tmp_path / "none") == {}
