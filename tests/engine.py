"""A warm PDF engine of the tests' own."""

from collections.abc import Iterator

import pytest

from press.manuscript import Manuscript
from press.press import Press, packaged_assets

BARE = ("css/fonts.css", "css/tokens.css")
REPORT = (*BARE, "css/spots.css", "css/report.css")


def page(body: str, title: str = "A page", **more: object) -> Manuscript:
    """A small English page with the project's fonts."""
    html = f'<html lang="en"><head><title>{title}</title></head><body>{body}</body></html>'
    return Manuscript(html, BARE, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """A warm engine for all tests of this process."""
    press = Press(assets=packaged_assets(), slots=tmp_path_factory.mktemp("slots"))
    press.render(page("x"))  # the engine starts, so that copies of this press share it
    yield press
    press.stop()
