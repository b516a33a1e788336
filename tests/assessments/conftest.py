"""What the stories of assessments share."""

from pathlib import Path

import pytest


@pytest.fixture
def files_apart(settings, tmp_path: Path) -> Path:
    """A storage of evidence of the test's own, and its folder."""
    folder = tmp_path / "evidence"
    storage = settings.STORAGES["evidence"]
    settings.STORAGES = settings.STORAGES | {
        "evidence": storage | {"OPTIONS": storage["OPTIONS"] | {"location": folder}}
    }
    return folder
