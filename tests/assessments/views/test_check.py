"""The standing checks as they are read from the rows, beside an element and over a whole assessment."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.assessments import Duty, assign_duties
from assessments.models import Evidence, EvidenceUse, Remark, Source
from assessments.standing import standing_checks
from assessments.workflow import Mode
from tests.factories import make_assessment, rate_all
from tests.pages import headings, text_of

pytestmark = pytest.mark.django_db


def beside(assessment, element="D1.1"):
    return reverse("assessments:check-list", args=[assessment.uuid, element])


def whole(assessment):
    return reverse("assessments:check-whole", args=[assessment.uuid])


def save_as(person, assessment, item, value, version=0, *, source=Source.DESK, element="D1.1"):
    given = GivenAnswer(value, "", version, source=source)
    save_answer(assessment_uuid=assessment.uuid, element_code=element, item=item, given=given, by=person)


def found(checks):
    return [(check.kind.value, check.element.code, check.item) for check in checks]


def shown(response):
    return found([check for _weight, checks in response.context["groups"] for check in checks])


def use_evidence(assessment, by, element, *, item="", expires_on=None, title="Plan"):
    piece = Evidence.objects.create(
        organisation=assessment.organisation, kind="note", title=title, expires_on=expires_on, added_by=by
    )
    for place in {item, ""}:
        EvidenceUse.objects.create(evidence=piece, assessment=assessment, element=element, item=place, added_by=by)


@pytest.fixture
def sound(assessment, assessor):
    """Everything rated 3: four alike in one element, and nothing else to look at."""
    rate_all(assessment, 3, by=assessor)
    return assessment


def test_rows_of_every_kind_are_read(sound, assessor):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    use_evidence(sound, assessor, "D1.1", item="1", expires_on=yesterday)
    use_evidence(sound, assessor, "D1.1", expires_on=timezone.localdate(), title="Still good today")
    save_as(assessor, sound, "1", "4", 1, element="D1.2", source=Source.LAST_CYCLE)
    for closed, considered in ((None, None), (timezone.now(), None), (timezone.now(), timezone.now())):
        Remark.objects.create(
            assessment=sound,
            element="D2.1",
            kind=Remark.Kind.OPEN_POINT,
            text="Ask.",
            by=assessor,
            closed_at=closed,
            considered_at=considered,
        )
    assert found(standing_checks(sound)) == [
        ("stale", "D1.1", ""),
        ("unsupported", "D1.2", "1"),
        ("taken-over", "D1.2", "1"),
        ("open-point", "D2.1", ""),
        ("finding", "D2.1", ""),
        ("alike", "D3.1", "1"),
    ]


def test_a_remark_is_words_and_an_open_point_is_not(sound, assessor):
    save_as(assessor, sound, "1", "5", 1)
    point = Remark.objects.create(
        assessment=sound,
        element="D1.1",
        kind="open-point",
        text="Ask.",
        by=assessor,
        closed_at=timezone.now(),
        considered_at=timezone.now(),
    )
    assert ("unsupported", "D1.1", "1") in found(standing_checks(sound))
    Remark.objects.filter(pk=point.pk).update(kind="strength")
    assert ("unsupported", "D1.1", "1") not in found(standing_checks(sound))


def test_whole_page_leads_to_each_and_shows_one_kind_alone(signed_in, assessment, assessor):
    rate_all(assessment, 3, by=assessor, leave=["D1.1"])
    Remark.objects.create(assessment=assessment, element="D2.1", kind="open-point", text="Ask.", by=assessor)
    get = signed_in(assessor).get
    response = get(whole(assessment))
    assert shown(response) == [("unanswered", "D1.1", "1"), ("open-point", "D2.1", ""), ("alike", "D3.1", "1")]
    assert headings(response) == ["Checks before sign-off"]
    addresses = re.findall(r'<a href="(/assessments/[^"]*/elements/[^"]*)">', response.content.decode())
    base = f"/assessments/{assessment.uuid}/elements"
    assert addresses == [f"{base}/D1.1/#answer-1", f"{base}/D2.1/remarks/", f"{base}/D3.1/#answer-1"]
    assert shown(get(whole(assessment), {"kind": "alike"})) == [("alike", "D3.1", "1")]
    assert "There is nothing of this kind." in text_of(get(whole(assessment), {"kind": "stale"}))


def test_sound_assessment_has_nothing_to_look_at(signed_in, sound, assessor):
    save_as(assessor, sound, "1", "2", 1, element="D3.1")
    assert "Nothing to look at" in text_of(signed_in(assessor).get(whole(sound)))
    assert "Nothing here asks for a second look." in text_of(signed_in(assessor).get(beside(sound)))


def test_element_shows_its_own_checks_alone(signed_in, assessment, assessor):
    response = signed_in(assessor).get(beside(assessment, "D1.2"))
    assert found(response.context["checks"]) == [("unanswered", "D1.2", "1")]
    panel = signed_in(assessor).get(beside(assessment, "D1.2"), headers={"hx-request": "true"})
    assert panel.content.strip().startswith(b'<section class="panel"')


def test_blind_round_checks_the_own_sheet_as_far_as_one_scores(
    signed_in, organisation, version, manager, assessor, team_mate
):
    pair = [assessor, team_mate]
    alone = make_assessment(organisation, version, by=manager, assessors=pair, mode=Mode.INDEPENDENT)
    assign_duties(assessment=alone, duties={assessor: Duty(scope="D1"), team_mate: Duty()}, by=manager)
    save_as(team_mate, alone, "1", "5")
    mine = alone.sheets.get(assessor=team_mate)
    Remark.objects.create(assessment=alone, sheet=mine, element="D1.1", kind="open-point", text="Ask.", by=team_mate)
    own = shown(signed_in(assessor).get(whole(alone)))
    assert own == [("unanswered", "D1.1", "1"), ("unanswered", "D1.2", "1")]
    assert found(signed_in(assessor).get(beside(alone)).context["checks"]) == own[:1]
    theirs = found(signed_in(team_mate).get(beside(alone)).context["checks"])
    assert theirs == [("unanswered", "D1.1", "2"), ("unsupported", "D1.1", "1"), ("open-point", "D1.1", "")]
    for address in (whole(alone), beside(alone)):
        assert "missing" not in text_of(signed_in(manager).get(address))
    assert "Everybody scores alone" in text_of(signed_in(manager).get(whole(alone)))


@pytest.mark.parametrize("count", [1, 3])
def test_checks_cost_the_same_whatever_they_find(signed_in, assessment, assessor, django_assert_num_queries, count):
    for element in ["D1.1", "D1.2", "D2.1"][:count]:
        use_evidence(assessment, assessor, element, expires_on=datetime.date(2020, 1, 1))
        Remark.objects.create(assessment=assessment, element=element, kind="open-point", text="Ask.", by=assessor)
    with django_assert_num_queries(3):  # answers, uses of evidence, remarks
        standing_checks(assessment)
    client = signed_in(assessor)
    for address in (whole(assessment), beside(assessment)):
        with django_assert_num_queries(6):  # session, person, assessment, and the three
            client.get(address)
