"""An assessment with everything that an office file can say, and its files, each made once a module."""

from collections.abc import Callable

import pytest

from assessments.models import Assessment
from reports.kinds import Kind
from tests.reports.office.stories import source, story


@pytest.fixture
def told(assessment, assessor, manager) -> Assessment:
    """Everything answered, commented, supported, aimed at and planned; see stories."""
    return story(assessment, assessor, manager)


@pytest.fixture(scope="module")
def made_once() -> Callable[..., bytes]:
    """A file by who writes it; whoever only reads it waits for nothing."""
    made: dict[Callable[..., bytes], bytes] = {}

    def ask(request: pytest.FixtureRequest, write: Callable[..., bytes], kind: Kind) -> bytes:
        if write not in made:
            told, manager = request.getfixturevalue("told"), request.getfixturevalue("manager")
            made[write] = write(source(told, manager, kind))
        return made[write]

    return ask
