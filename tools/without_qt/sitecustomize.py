"""Read by Python at its start when this folder is on `PYTHONPATH`: Qt cannot be imported, as if it were not there."""

import sys
from importlib.abc import MetaPathFinder

BARRED = {"PySide6", "shiboken6", "pytestqt"}


class QtIsNotHere(MetaPathFinder):
    """Refuses the packages of Qt before any other finder is asked."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        """Raise ModuleNotFoundError for Qt, and leave all else to the finders behind."""
        if fullname.partition(".")[0] in BARRED:
            raise ModuleNotFoundError(f"No module named {fullname!r}: Qt is barred here", name=fullname)


sys.meta_path.insert(0, QtIsNotHere())
