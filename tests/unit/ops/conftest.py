from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.ops.project import Project
from tests.builders import a_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with a_project(tmp_path) as opened:
        yield opened
