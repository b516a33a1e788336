"""A warm PDF engine of the tests' own."""

from collections.abc import Iterator

import pytest

from press.press import Press, packaged_assets


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """A warm engine for all tests of this process."""
    press = Press(assets=packaged_assets(), slots=tmp_path_factory.mktemp("slots"))
    yield press
    press.stop()
