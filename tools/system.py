"""What comes from the system's own packages: found out, installed where we may, named in one command where not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.base import syslibs

if TYPE_CHECKING:
    from collections.abc import Sequence

TRIES = 3
PAUSE_S = 5
# The window is tested on a display in memory, with a mouse, a keyboard and a screen reader: program, package.
DISPLAY_PROGRAMS = (("Xvfb", "xvfb"), ("xdotool", "xdotool"), ("dbus-daemon", "dbus"))
# Who starts what screen readers and programs speak through: its programs are on nobody's path.
SPEECH_SERVICE, SPEECH_PACKAGE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service"), "at-spi2-core"


class MissingPackagesError(Exception):
    """The system lacks packages, and a person has to install them. Says which, and how where that is known."""

    def __init__(self, what: str, packages: Sequence[str], *, debian: bool = True) -> None:
        names = " ".join(packages)
        how = "Install it with this one command, then try again:\n  sudo apt-get install "
        elsewhere = "Install what your system has for these packages of Debian, then try again:\n  "
        super().__init__(f"{what}\n{how if debian else elsewhere}{names}")


def packages_for_venv(executable: str = sys.executable) -> list[str]:
    """The package that makes `python -m venv` work with this Python; empty if it works already."""
    if find_spec("ensurepip") is not None:
        return []
    standard = os.path.realpath("/usr/bin/python3") == os.path.realpath(executable)
    return ["python3-venv" if standard else "python{}.{}-venv".format(*sys.version_info)]


def packages_for_display() -> list[str]:
    """The packages of a display in memory, of hands and of a screen reader before it, for the tests of the real window;
    none off Linux.
    """
    if not sys.platform.startswith("linux"):
        return []
    speech = [] if SPEECH_SERVICE.exists() else [SPEECH_PACKAGE]
    return [package for program, package in DISPLAY_PROGRAMS if shutil.which(program) is None] + speech


def ensure(packages: list[str], what: str, *, may_install: bool | None = None) -> None:
    """Install the packages, or raise MissingPackagesError with the command for a person to type.

    Only the administrator of a Debian may install, unless `may_install` says otherwise.
    """
    if not packages:
        return
    if not (_may_install() if may_install is None else may_install):
        raise MissingPackagesError(what, packages, debian=syslibs.is_debian(syslibs.os_release()))
    print(f"{what}\nInstalling from the system's packages: {' '.join(packages)}", flush=True)
    if not _apt_get(packages):
        raise MissingPackagesError(
            f"{what} apt-get could not install it.", "apt-get install " + " ".join(packages)
        )


def _may_install() -> bool:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and syslibs.is_debian(syslibs.os_release()) and shutil.which("apt-get") is not None


def _apt_get(packages: list[str]) -> bool:
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for attempt in range(TRIES):
        if attempt:
            time.sleep(PAUSE_S)
        # An index that is partly out of reach is no reason to stop: what counts is whether the packages arrive.
        _quietly("apt-get", "update", "-qq")
        done = _quietly(*install)
        if done.returncode == 0:
            return True
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr, flush=True)
    return False


def _quietly(*command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
