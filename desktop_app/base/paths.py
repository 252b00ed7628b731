"""Where things lie: resources in a checkout or a wheel, and the user's own folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

APP = "rubricator"
PROJECT_SUFFIX = ".rubric"


def _beside(name: str) -> Path:
    package = Path(__file__).resolve().parent.parent
    bundled = package / name
    return bundled if bundled.is_dir() else package.parent / name


def resources() -> Path:
    """The folder of fonts, icons, catalogues and starter tagsets."""
    return _beside("resources")


def seeds() -> Path:
    """The folder of sample documents that the first run opens."""
    return _beside("seeds")


@dataclass(frozen=True, slots=True)
class Places:
    """The folders that this user's program keeps things in."""

    config: Path
    data: Path
    documents: Path

    @property
    def settings(self) -> Path:
        """The file of the user's settings."""
        return self.config / "settings.json"

    @property
    def times(self) -> Path:
        """The file of how long the user's documents took."""
        return self.data / "times.json"

    @property
    def backups(self) -> Path:
        """The folder of backups, one folder a project."""
        return self.data / "backups"


def user_places(project_dir: Path | None = None) -> Places:
    """The user's folders: all below `project_dir` if given, else where the system wants them (XDG and its like)."""
    if project_dir is not None:
        home = project_dir.resolve()
        return Places(home / "config", home / "data", home / "documents")
    import platformdirs

    return Places(
        Path(platformdirs.user_config_dir(APP, appauthor=False)),
        Path(platformdirs.user_data_dir(APP, appauthor=False)),
        Path(platformdirs.user_documents_dir()) / "Rubricator",
    )
