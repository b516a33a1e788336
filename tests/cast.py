"""The cast of every story: the same six people in the same two organisations."""

import pytest
from django.contrib.auth.models import Group

from assessments.models import Assessment
from frameworks.editors import CONTENT_EDITORS
from frameworks.models import FrameworkVersion
from organisations.models import Organisation, User
from tests.definitions import tiny_definition
from tests.factories import make_assessment, make_organisation, make_user, make_version, shipped_content


@pytest.fixture
def assessor(db: None) -> User:
    """Scores the assessment that they are assigned to."""
    return make_user("Amal Assessor")


@pytest.fixture
def team_mate(db: None) -> User:
    """Scores beside the assessor."""
    return make_user("Tom Teammate")


@pytest.fixture
def manager(db: None) -> User:
    """Manages the organisation."""
    return make_user("Mona Manager")


@pytest.fixture
def admin(db: None) -> User:
    """Administers frameworks and accounts, and belongs to no organisation."""
    return make_user("Ada Admin", staff=True)


@pytest.fixture
def editor(db: None) -> User:
    """Edits framework content, and is to learn nothing of any organisation."""
    user = make_user("Edith Editor")
    User.objects.filter(pk=user.pk).update(is_staff=True)
    user.groups.add(Group.objects.get(name=CONTENT_EDITORS))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def stranger(db: None) -> User:
    """Manages another organisation."""
    return make_user("Sami Stranger")


@pytest.fixture
def organisation(assessor: User, team_mate: User, manager: User) -> Organisation:
    """The organisation that the stories are about."""
    return make_organisation("Harbour Bank", managers=[manager], assessors=[assessor, team_mate])


@pytest.fixture
def other_organisation(stranger: User) -> Organisation:
    """The organisation that nobody else here may learn anything about."""
    return make_organisation("Quiet Clinic", managers=[stranger])


@pytest.fixture
def version(db: None) -> FrameworkVersion:
    """A published version of the small framework."""
    return make_version(tiny_definition())


@pytest.fixture
def shipped_version(db: None) -> FrameworkVersion:
    """The shipped framework, published."""
    return make_version(shipped_content())


@pytest.fixture
def assessment(
    organisation: Organisation, version: FrameworkVersion, manager: User, assessor: User, team_mate: User
) -> Assessment:
    """An open assessment with the small framework, given to the assessor and the team-mate."""
    return make_assessment(organisation, version, by=manager, assessors=[assessor, team_mate])


@pytest.fixture
def other_assessment(other_organisation: Organisation, version: FrameworkVersion, stranger: User) -> Assessment:
    """An assessment of the other organisation."""
    return make_assessment(other_organisation, version, by=stranger, assessors=[stranger])
