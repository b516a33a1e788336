"""Who reads the guide of which version: published ones everybody, drafts whoever edits frameworks."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.http import Http404

from frameworks.actions.versions import retire_version
from frameworks.editors import CONTENT_EDITORS
from organisations.models import User
from reports.access import may_read_drafts, readable_version
from tests.definitions import tiny_definition
from tests.factories import make_user, make_version

pytestmark = pytest.mark.django_db


def person(*, staff: bool = False, active: bool = True, permission: str = "", group: str = "") -> User:
    """An account with as much as is said."""
    user = make_user("Paula Person")
    User.objects.filter(pk=user.pk).update(is_staff=staff, is_active=active)
    user.user_permissions.set(Permission.objects.filter(codename=permission))
    user.groups.set(Group.objects.filter(name=group))
    return User.objects.get(pk=user.pk)


PEOPLE = [
    ({}, False),
    ({"staff": True}, False),
    ({"permission": "view_frameworkversion"}, False),
    ({"group": CONTENT_EDITORS}, False),
    ({"staff": True, "permission": "change_frameworkversion"}, False),
    ({"staff": True, "permission": "view_framework"}, False),
    ({"staff": True, "permission": "view_frameworkversion", "active": False}, False),
    ({"staff": True, "permission": "view_frameworkversion"}, True),
    ({"staff": True, "group": CONTENT_EDITORS}, True),
]


@pytest.fixture
def versions():
    """1.0, published; 1.1, a draft; 0.9, retired."""
    retire_version(version=make_version(tiny_definition(version="0.9")))
    return make_version(tiny_definition()), make_version(tiny_definition(version="1.1"), published=False)


@pytest.mark.parametrize(("who", "sees_drafts"), PEOPLE)
def test_drafts_are_for_staff_who_may_look_at_versions(versions, who, sees_drafts):
    published, draft = versions
    user = person(**who)
    assert may_read_drafts(user) is sees_drafts
    assert readable_version(user, "tiny", "1.0") == published
    if sees_drafts:
        assert readable_version(user, "tiny", "1.1") == draft
        return
    with pytest.raises(Http404):
        readable_version(user, "tiny", "1.1")


def test_administrator_reads_drafts(versions, admin):
    assert readable_version(admin, "tiny", "1.1") == versions[1]


@pytest.mark.parametrize("staff", [True, False])
def test_guide_of_a_retired_version_stays_readable(versions, staff):
    assert readable_version(person(staff=staff, permission="view_frameworkversion"), "tiny", "0.9").is_retired


@pytest.mark.parametrize(
    ("framework", "number"),
    [
        ("tiny", "1"),
        ("tiny", "1.00"),
        ("tiny", " 1.0"),
        ("tiny", ""),
        ("tiny", "1.0\x00"),
        ("tiny", "1.0' OR '1'='1"),
        ("tiny", "1." * 5000),
        ("Tiny", "1.0"),
        ("other", "1.0"),
        ("", "1.0"),
    ],
)
def test_what_is_not_there_is_not_found_even_by_an_administrator(versions, admin, framework, number):
    with pytest.raises(Http404):
        readable_version(admin, framework, number)


def test_same_number_of_another_framework_is_another_version(versions, admin):
    other = make_version(tiny_definition(framework="other"))
    assert readable_version(admin, "other", "1.0") == other
    assert readable_version(admin, "tiny", "1.0") == versions[0]


def test_version_is_found_with_its_framework_in_one_query(versions, assessor, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert readable_version(assessor, "tiny", "1.0").framework.slug == "tiny"
