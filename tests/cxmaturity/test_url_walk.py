"""Every address of the project, for every kind of person: what GET and what POST answer.

The table names each route once for each method that it takes. A route without a row fails, a row without a route fails,
and a method without a row has to be refused. To add a route, add its row; an argument that no route had before also
needs a line in ``arguments``, and in ``MISSING`` when it names something that belongs to an organisation.

    200 …     the status        sign-in   on to the sign-in page        moved    on to another page
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from assessments.models import IndividualSheet
from assessments.notice_links import unsubscribe_path
from tests.assessments.evidence import add_file
from tests.definitions import tiny_definition
from tests.factories import (
    make_assessment,
    make_invitation,
    make_notice,
    make_organisation,
    make_snapshot,
    make_upload,
    make_user,
    make_version,
)
from tests.words import point, said

PEOPLE = ("anonymous", "assessor", "team_mate", "manager", "admin", "stranger")
TABLE = """
                                            anonymous  assessor   team_mate  manager    admin      stranger
GET  home                                   sign-in    200        200        200        200        200

GET  gallery                                sign-in    404        404        404        200        404
POST gallery                                sign-in    404        404        404        200        404

GET  organisations:invitation-accept        200        403        403        403        403        403
POST organisations:invitation-accept        200        403        403        403        403        403
GET  organisations:invitation-create        sign-in    403        403        200        404        404
POST organisations:invitation-create        sign-in    403        403        200        404        404
POST organisations:invitation-resend        sign-in    403        403        moved      404        404
POST organisations:invitation-revoke        sign-in    403        403        moved      404        404
GET  organisations:member-edit              sign-in    403        403        200        404        404
POST organisations:member-edit              sign-in    403        403        200        404        404
GET  organisations:member-list              sign-in    403        403        200        404        404
GET  organisations:member-remove            sign-in    403        403        200        404        404
POST organisations:member-remove            sign-in    403        403        moved      404        404
GET  organisations:unit-create              sign-in    403        403        200        404        404
POST organisations:unit-create              sign-in    403        403        200        404        404
GET  organisations:unit-edit                sign-in    403        403        200        404        404
POST organisations:unit-edit                sign-in    403        403        200        404        404
GET  organisations:unit-list                sign-in    403        403        200        404        404
GET  organisations:unit-remove              sign-in    403        403        200        404        404
POST organisations:unit-remove              sign-in    403        403        moved      404        404
GET  organisations:organisation-detail      sign-in    200        200        200        404        404

GET  frameworks:difference-detail           sign-in    200        200        200        200        200

GET  account_change_password                sign-in    200        200        200        200        200
POST account_change_password                sign-in    200        200        200        200        200
GET  account_confirm_email                  sign-in    404        404        404        404        404
POST account_confirm_email                  sign-in    404        404        404        404        404
GET  account_confirm_login_code             sign-in    moved      moved      moved      moved      moved
POST account_confirm_login_code             sign-in    moved      moved      moved      moved      moved
GET  account_email                          sign-in    404        404        404        404        404
POST account_email                          sign-in    404        404        404        404        404
GET  account_email_verification_sent        sign-in    404        404        404        404        404
POST account_email_verification_sent        sign-in    404        404        404        404        404
GET  account_inactive                       200        200        200        200        200        200
GET  account_login                          200        moved      moved      moved      moved      moved
POST account_login                          200        moved      moved      moved      moved      moved
GET  account_logout                         moved      200        200        200        200        200
POST account_logout                         moved      moved      moved      moved      moved      moved
GET  account_reauthenticate                 sign-in    200        200        200        200        200
POST account_reauthenticate                 sign-in    200        200        200        200        200
GET  account_reset_password                 200        200        200        200        200        200
POST account_reset_password                 200        200        200        200        200        200
GET  account_reset_password_done            200        200        200        200        200        200
GET  account_reset_password_from_key        200        200        200        200        200        200
POST account_reset_password_from_key        200        200        200        200        200        200
GET  account_reset_password_from_key_done   200        200        200        200        200        200
GET  account_set_password                   sign-in    moved      moved      moved      moved      moved
POST account_set_password                   sign-in    moved      moved      moved      moved      moved
GET  account_signup                         200        moved      moved      moved      moved      moved
POST account_signup                         200        moved      moved      moved      moved      moved
"""
# The administration is closed to everybody but administrators, whatever page of it is asked for.
ADMINISTRATION = "admin:"
CLOSED = {"sign-in", "moved", "403", "405"}

MISSING = {
    "slug": "nowhere",
    "assessment_uuid": uuid.UUID(int=1),
    "membership_uuid": uuid.UUID(int=2),
    "invitation_uuid": uuid.UUID(int=3),
    "unit_uuid": uuid.UUID(int=6),
    "snapshot_uuid": uuid.UUID(int=4),
    "evidence_uuid": uuid.UUID(int=50),
    "use_uuid": uuid.UUID(int=51),
    "sheet_uuid": uuid.UUID(int=5),
    "upload_uuid": uuid.UUID(int=60),
    "notice_uuid": uuid.UUID(int=40),
    "remark_uuid": uuid.UUID(int=50),
    "thread_uuid": uuid.UUID(int=51),
    "post_uuid": uuid.UUID(int=52),
    "share_uuid": uuid.UUID(int=53),
}
TOKEN = "the-token-of-a-link"
# What a POST sends where one without data would be refused before anybody asks who sent it.
POSTED: dict[str, dict[str, str]] = {}
# Newer apps bring their rows, and what those need, in a file of their own.
APPS = [
    import_module(f"tests.{app}.routes")
    for app in [
        "assessments",
        "targets",
        "planner",
        "plans",
        "comparisons",
        "benchmarking",
        "pulses",
        "results",
        "reports",
    ]
]
for app in APPS:
    MISSING |= app.MISSING
    POSTED |= app.POSTED
# An argument in an address as it is declared: <uuid:name>, or (?P<name>...) in an expression.
PLACE = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
# A sign-in's session and its counted attempts are kept on reading too.
WRITES = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "(?!django_session|cache")')


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """What stands in the addresses, and who asks: made once, because asking changes nothing that is kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        assessor, team_mate, manager, stranger = map(
            make_user, ("Amal Assessor", "Tom Teammate", "Mona Manager", "Sami Stranger")
        )
        organisation = make_organisation("Harbour Bank", managers=[manager], assessors=[assessor, team_mate])
        make_organisation("Quiet Clinic", managers=[stranger])
        version = make_version(tiny_definition())
        assessment = make_assessment(organisation, version, by=manager, assessors=[assessor, team_mate])
        people = [None, assessor, team_mate, manager, make_user("Ada Admin", staff=True), stranger]
        yield dict(zip(PEOPLE, people, strict=True)), addresses(organisation, assessment, assessor, team_mate, manager)
        transaction.set_rollback(True)


@pytest.fixture
def people(world, db):
    return world[0]


@pytest.fixture
def arguments(world, db):
    return world[1]


def addresses(organisation, assessment, assessor, team_mate, manager):
    """What stands in the addresses: all of it belongs to the one organisation."""
    return {
        "slug": organisation.slug,
        "assessment_uuid": assessment.uuid,
        "membership_uuid": organisation.memberships.get(user=team_mate).uuid,
        "invitation_uuid": make_invitation(organisation, by=manager, token=TOKEN).uuid,
        "unit_uuid": organisation.units.create(name="Retail").uuid,
        "token": TOKEN,
        "code": "D1.1",
        "item": "1",
        "notice_uuid": make_notice(assessment, assessor).uuid,
        "signature": unsubscribe_path(assessor).split("/")[-2],
        "snapshot_uuid": make_snapshot(assessment, by=manager).uuid,
        "remark_uuid": point(assessment, assessor).uuid,
        "thread_uuid": (post := said(assessment, assessor)).thread.uuid,
        "post_uuid": post.uuid,
        "share_uuid": uuid.UUID(int=54),
        "upload_uuid": make_upload(assessment, by=assessor).uuid,
        **piece_of_evidence(assessment, manager),
        "sheet_uuid": IndividualSheet.objects.create(assessment=assessment, assessor=assessor).uuid,
        "newer": make_version(tiny_definition(version="1.1")).number,
        "version_uuid": assessment.version.uuid,
        "framework": assessment.version.framework.slug,
        "number": assessment.version.number,
        "revision": 1,
        "uidb36": "1",
        "key": "not-a-key",
        # the administration's
        "object_id": str(organisation.pk),
        "version_id": assessment.version_id,
        "kind": "element",
        "extension": "csv",
        "chart": "picture",
        "row_id": assessment.version.elements.get(code="D1.1").pk,
        "field": "title",
        "id": str(manager.pk),
        "app_label": "organisations",
        "content_type_id": 1,
        "url": "nothing-here/",
        **{name: value for app in APPS for name, value in app.places(assessment, manager).items()},
    }


def piece_of_evidence(assessment, person):
    """A file that is used in the place that the other arguments name."""
    piece = add_file(assessment, person)
    return {"evidence_uuid": piece.uuid, "use_uuid": piece.uses.get().uuid, "revision": 1}


@dataclass(frozen=True)
class Route:
    """A route by its full name (or its address, where it has none), and its address with places for arguments."""

    name: str
    address: str

    @property
    def takes(self) -> set[str]:
        return set(re.findall(r"{(\w+)}", self.address))

    def url(self, arguments) -> str:
        return self.address.format(**arguments)


def collect(patterns, namespaces: tuple[str, ...] = (), before: str = "/") -> Iterator[Route]:
    for each in patterns:
        address = before + PLACE.sub(r"{\1\2}", str(each.pattern)).strip("^$").replace("\\Z", "")
        if isinstance(each, URLResolver):
            inner = (*namespaces, each.namespace) if each.namespace else namespaces
            yield from collect(each.url_patterns, inner, address)
        elif isinstance(each, URLPattern):
            yield Route(":".join((*namespaces, each.name or address)), address)


def rows(table: str) -> dict[tuple[str, str], dict[str, str]]:
    header, *lines = [line.split() for line in table.splitlines() if line]
    assert tuple(header) == PEOPLE
    found = {(method, name): dict(zip(PEOPLE, outcomes, strict=True)) for method, name, *outcomes in lines}
    assert len(found) == len(lines), "a row is there twice"
    return found


ROUTES = {route.name: route for route in collect(get_resolver().url_patterns)}
EXPECTED = {row: outcomes for table in (TABLE, *(app.TABLE for app in APPS)) for row, outcomes in rows(table).items()}
OURS = sorted(name for name in ROUTES if not name.startswith(ADMINISTRATION))
METHODS = ("GET", "POST")


def ask(method: str, route: Route, arguments, person):
    """The response, and what asking wrote; all of that is undone before the next person asks."""
    url = route.url(arguments)
    data = {name: value.format(**arguments) for name, value in POSTED.get(route.name, {}).items()}
    client = Client()
    with transaction.atomic():
        if person:
            client.force_login(person)
        with CaptureQueriesContext(connection) as queries:
            response = client.post(url, data) if method == "POST" else client.get(url)
        transaction.set_rollback(True)
    for close in response._resource_closers:
        close()  # a file that is handed over; to close the response would close the database's connection with it
    return response, [query["sql"] for query in queries if WRITES.match(query["sql"])]


def outcome(response) -> str:
    if response.status_code != 302:
        return str(response.status_code)
    return "sign-in" if response.url.startswith(("/accounts/login/", "/admin/login/")) else "moved"


def test_table_names_every_route_and_no_other():
    assert sorted({name for _method, name in EXPECTED}) == OURS


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", OURS)
def test_every_route_answers_each_person_as_the_table_says(people, arguments, name, method):
    asked = {person: ask(method, ROUTES[name], arguments, user) for person, user in people.items()}
    outcomes = {person: outcome(response) for person, (response, _writes) in asked.items()}
    refused = dict.fromkeys(PEOPLE, "405")
    if outcomes["anonymous"] == "sign-in":
        refused["anonymous"] = "sign-in"
    assert outcomes == EXPECTED.get((method, name), refused)
    if method == "GET":
        assert {person: writes for person, (_response, writes) in asked.items() if writes} == {}


@pytest.mark.parametrize("name", sorted(name for name in ROUTES if name.startswith(ADMINISTRATION)))
def test_administration_is_closed_to_all_but_administrators(people, arguments, name):
    outcomes = {
        (method, person): outcome(ask(method, ROUTES[name], arguments, user)[0])
        for person, user in people.items()
        for method in METHODS
    }
    opened = outcomes.pop(("GET", "admin"))
    outcomes.pop(("POST", "admin"))
    assert set(outcomes.values()) <= CLOSED
    if name.endswith(("_changelist", ":index")):
        assert opened == "200"


@pytest.mark.parametrize(("method", "name"), [row for row in EXPECTED if ROUTES[row[1]].takes & set(MISSING)])
def test_what_is_somebody_elses_and_what_is_nowhere_are_the_same_bytes(people, arguments, name, method):
    route = ROUTES[name]
    theirs, _writes = ask(method, route, arguments, people["stranger"])
    for argument in route.takes & set(MISSING):
        nowhere, _writes = ask(method, route, arguments | {argument: MISSING[argument]}, people["stranger"])
        assert (theirs.status_code, nowhere.status_code) == (404, 404)
        assert nowhere.content == theirs.content
        assert dict(nowhere.headers) == dict(theirs.headers)
