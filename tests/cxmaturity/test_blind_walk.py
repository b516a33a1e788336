"""While everybody scores alone: every address of the floors above, asked by the manager, tells no figure of it.

The routes come from the map of addresses, so that a new one is asked as well. What shows something else than scores
stands in ``OPEN``, with why.
"""

import uuid
from importlib import import_module

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from assessments.models import Assessment
from assessments.workflow import Mode
from targets.actions.targets import aim_one_level_up
from tests.cxmaturity.test_url_walk import collect
from tests.definitions import tiny_definition
from tests.factories import make_assessment, make_organisation, make_user, make_version, rate_all

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]

APPS = ("results", "targets", "plans", "planner", "comparisons", "benchmarking", "pulses")
TEMPLATE = "assessments/assessment/blind.html"
# The total, the points of D1 and of D3 while everything is rated 2, as pages, tables and pictures write them.
FIGURES = ("32.5", "6.50", "19.50")
OPEN = {
    "comparisons:trend-detail": "says that there is no figure yet",
    "planner:effort-edit": "person-days",
    "planner:scenario-remove": "a name",
    "pulses:pulse-create": "a form",
    "pulses:pulse-list": "what staff are asked",
    "results:calibration-detail": "on to the assessment",
    "results:share-list": "links to what was approved",
    "targets:profile-remove": "a name",
}


def routes():
    """The addresses that lead to an assessment by itself."""
    return [
        route
        for route in collect(get_resolver().url_patterns)
        if route.name.split(":")[0] in APPS and "{assessment_uuid}" in route.address
    ]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Somebody who manages, and what stands in the addresses of an assessment with scores, a target and a plan."""
    with django_db_blocker.unblock(), transaction.atomic():
        manager, assessor = make_user("Mona Manager"), make_user("Amal Assessor")
        organisation = make_organisation("Harbour Bank", managers=[manager], assessors=[assessor])
        version = make_version(tiny_definition())
        assessment = make_assessment(organisation, version, by=manager, assessors=[assessor])
        rate_all(assessment, 2, by=assessor)
        aim_one_level_up(assessment_uuid=assessment.uuid, number=0, reason="", due_on=None, by=manager)
        arguments = {"assessment_uuid": assessment.uuid, "extension": "json", "chart": "picture", "revision": 1}
        arguments |= {"share_uuid": uuid.UUID(int=1), "evidence_uuid": uuid.UUID(int=2)}
        for app in APPS:
            arguments |= import_module(f"tests.{app}.routes").places(assessment, manager)
        yield manager, assessment, arguments
        transaction.set_rollback(True)


@pytest.fixture
def ask(world, db):
    """How the manager is answered."""
    manager, _assessment, arguments = world
    client = Client()
    client.force_login(manager)
    return lambda method, route: getattr(client, method)(route.url(arguments))


def test_the_figures_are_there_to_be_told(world, ask):
    """Else the walk below would find nothing for want of figures."""
    (result,) = [route for route in routes() if route.name == "results:ledger-detail"]
    page = ask("get", result).content.decode()
    assert [figure for figure in FIGURES if figure not in page] == []


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)
def test_no_address_tells_a_figure_of_a_blind_assessment(world, ask, route, method):
    Assessment.objects.filter(pk=world[1].pk).update(mode=Mode.INDEPENDENT)
    response = ask(method, route)
    said = response.content.decode(errors="replace")
    assert [figure for figure in FIGURES if figure in said] == []
    is_refused = response.status_code in {403, 404, 405, 409}
    is_blind = TEMPLATE in [template.name for template in response.templates]
    assert is_refused or is_blind or route.name in OPEN
