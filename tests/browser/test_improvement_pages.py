"""Every page from target to pulse, wide and narrow, light and dark: usable by all, and nothing over the edge."""

import datetime
import uuid
from decimal import Decimal

import pytest
from playwright.sync_api import Page

from assessments.actions.approval import sign_off
from assessments.models import Assessment
from assessments.moves import Move
from organisations.models import Organisation, Unit, User
from plans.actions.actions import GivenAction, add_action
from pulses.actions.pulses import GivenPulse, create_pulse
from pulses.models import Pulse
from targets.actions.targets import aim_one_level_up
from tests.browser.test_pages import faults
from tests.factories import make_assessment, rate_all

pytestmark = pytest.mark.django_db(transaction=True)

OF_RESULT = [
    "/assessments/{now}/result/",
    "/assessments/{now}/result/why/",
    "/assessments/{now}/targets/",
    "/assessments/{now}/targets/edit/",
    "/assessments/{before}/targets/",
    "/assessments/{now}/planner/",
    "/assessments/{now}/planner/what-if/",
    "/assessments/{now}/planner/best/",
    "/assessments/{now}/planner/efforts/",
    "/assessments/{now}/planner/scenarios/",
    "/assessments/{now}/plan/",
    "/assessments/{now}/plan/board/",
    "/assessments/{now}/plan/time-line/",
    "/assessments/{now}/plan/road-map/",
    "/assessments/{now}/plan/ownership/",
    "/assessments/{now}/plan/suggestions/",
    "/assessments/{now}/plan/approve/",
    "/assessments/{now}/plan/actions/new/",
    "/assessments/{now}/plan/actions/{action}/",
    "/assessments/{now}/plan/actions/{action}/edit/",
    "/assessments/{now}/trend/",
    "/assessments/{now}/benchmark/",
    "/assessments/{now}/pulses/",
    "/pulses/{pulse}/",
    "/p/{token}/",
    "/p/thanks/",
]
OF_ORGANISATION = [
    "/organisations/{slug}/overview/",
    "/organisations/{slug}/roll-up/",
    "/organisations/{slug}/benchmark/",
    "/organisations/{slug}/units/",
    "/portfolio/",
    "/comparisons/",
    "/comparisons/?of={now}&of={before}&compare=1",
]


@pytest.fixture
def addresses(organisation: Organisation, assessment: Assessment, version, manager: User, assessor: User) -> list[str]:
    """The pages of a manager with two cycles, a target, a plan, and a pulse."""
    rate_all(assessment, 2, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    now = make_assessment(organisation, version, by=manager, assessors=[manager, assessor], title="2027")
    rate_all(now, 3, by=assessor)
    Unit.objects.create(organisation=organisation, name="Branches")
    aim_one_level_up(assessment_uuid=now.uuid, number=0, by=manager)
    code = version.definition().elements[0].code
    today = datetime.date.today()  # noqa: DTZ011 - as the pages count
    given = GivenAction(
        title="Ask the front line",
        owner=assessor,
        function="operations",
        effort=Decimal(10),
        cost=Decimal(5000),
        currency="EUR",
        start=today - datetime.timedelta(days=30),
        due=today - datetime.timedelta(days=1),
        moves=(Move(code, "1", "4"),),
    )
    action = add_action(assessment_uuid=now.uuid, given=given, by=manager)
    asked = GivenPulse("Autumn", Pulse.Kind.ELEMENTS, today, today + datetime.timedelta(days=9))
    pulse = create_pulse(assessment_uuid=now.uuid, given=asked, operation=uuid.uuid4(), by=manager)
    names = {"slug": organisation.slug, "now": now.uuid, "before": assessment.uuid, "action": action.uuid}
    names |= {"pulse": pulse.pulse.uuid, "token": pulse.token}
    return [address.format(**names) for address in (*OF_RESULT, *OF_ORGANISATION)]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light")])
def test_page_of_improvement_is_usable_by_all(page: Page, live_server, sign_in, addresses, manager, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    sign_in(manager)
    seen = {address: faults(page, live_server.url + address) for address in addresses}
    assert {address: wrong for address, wrong in seen.items() if wrong} == {}
