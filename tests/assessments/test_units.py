import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.actions.approval import sign_off
from assessments.actions.assessments import About, SetUp, UnitFixedError, create_assessment, set_up_assessment
from assessments.models import Assessment, Snapshot
from assessments.names import names_now, names_of
from organisations.actions.units import ForeignUnitError
from tests.factories import make_assessment, rate_all
from tests.pages import text_of


@pytest.fixture
def retail(organisation):
    return organisation.units.create(name="Retail")


@pytest.fixture
def ward(other_organisation):
    return other_organisation.units.create(name="Canary Ward")


def set_up(assessment, unit, by):
    given = SetUp(assessment.title, assessment.period, None, about=About(unit))
    return set_up_assessment(assessment_uuid=assessment.uuid, given=given, by=by)


def about(organisation, version, unit, by):
    return create_assessment(
        organisation=organisation, version=version, title="2026", period="", assessors=[], by=by, unit=unit
    )


def test_assessment_is_about_a_unit_of_its_organisation_alone(organisation, version, retail, ward, manager):
    assert about(organisation, version, retail, manager).unit == retail
    with pytest.raises(ForeignUnitError):
        about(organisation, version, ward, manager)
    assert Assessment.objects.count() == 1


def test_manager_says_later_which_unit_it_is_about(assessment, retail, ward, manager):
    assert set_up(assessment, retail, manager).unit == retail
    with pytest.raises(ForeignUnitError):
        set_up(assessment, ward, manager)
    assert set_up(assessment, None, manager).unit is None


def test_lead_leaves_the_unit_as_it_is(assessment, retail, assessor, manager):
    assessment.assignments.filter(user=assessor).update(is_lead=True)
    with pytest.raises(PermissionDenied):
        set_up(assessment, retail, assessor)
    given = SetUp("Another title", "", None)
    assert set_up_assessment(assessment_uuid=assessment.uuid, given=given, by=assessor).unit is None


def test_what_was_approved_keeps_its_unit(assessment, retail, assessor, manager):
    rate_all(assessment, 3, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    Assessment.objects.filter(pk=assessment.pk).update(state=Assessment.State.SCORING, revision=2)
    with pytest.raises(UnitFixedError):
        set_up(assessment, retail, manager)


def test_forms_offer_the_units_of_the_organisation_alone(client, organisation, assessment, retail, ward, manager):
    client.force_login(manager)
    for name, key in (("assessment-create", organisation.slug), ("assessment-edit", assessment.uuid)):
        page = client.get(reverse(f"assessments:{name}", args=[key])).content.decode()
        assert f'value="{retail.pk}"' in page
        assert "Canary" not in page


def test_foreign_unit_in_the_form_is_refused(client, organisation, version, retail, ward, manager):
    client.force_login(manager)
    form = {"title": "2026", "version": version.pk, "mode": "joint", "tolerance": "1", "then": "draft"}
    address = reverse("assessments:assessment-create", args=[organisation.slug])
    assert "Select a valid choice" in text_of(client.post(address, form | {"unit": ward.pk}))
    client.post(address, form | {"unit": retail.pk})
    assert Assessment.objects.get().unit == retail


def test_page_asks_for_no_unit_where_there_is_none(client, assessment, manager):
    client.force_login(manager)
    page = client.get(reverse("assessments:assessment-edit", args=[assessment.uuid])).content.decode()
    assert 'name="unit"' not in page


def test_unit_stands_beside_the_organisation_and_is_kept_with_what_was_approved(assessment, retail, assessor, manager):
    set_up(assessment, retail, manager)
    assessment.refresh_from_db()
    assert assessment.whose == names_now(assessment).whose == "Harbour Bank · Retail"
    rate_all(assessment, 3, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    retail.name = "Branches"
    retail.save()
    assert names_of(Assessment.objects.get(pk=assessment.pk)).whose == "Harbour Bank · Retail"


def test_what_was_approved_before_units_names_the_organisation(assessment, assessor, manager):
    rate_all(assessment, 3, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    snapshot = Snapshot.objects.get()
    del snapshot.names["unit"]
    snapshot.save()
    assert names_of(Assessment.objects.get(pk=assessment.pk)).whose == "Harbour Bank"


def test_cycles_keep_to_their_unit(organisation, version, retail, manager, assessor):
    whole, unit, later = (
        make_assessment(organisation, version, by=manager, assessors=[assessor], title=title) for title in "abc"
    )
    Assessment.objects.filter(pk__in=[unit.pk, later.pk]).update(unit=retail)
    for one in (whole, unit):
        rate_all(one, 3, by=assessor)
        sign_off(assessment_uuid=one.uuid, by=manager)
    later.refresh_from_db()
    assert [one.title for one in Assessment.objects.approved_before(later)] == ["b"]
    assert [one.assessment.title for one in Snapshot.objects.of_cycles_before(later)] == ["b"]
