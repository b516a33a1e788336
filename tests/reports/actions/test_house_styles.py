"""A house style is kept whole, by managers alone, and never one over the other's unseen."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from reports.actions.house_styles import GivenStyle, PaleColourError, StaleStyleError, set_house_style
from reports.kinds import Paper
from reports.logo import NONE, read_logo
from reports.models import HouseStyle
from reports.reading import style_of
from reports.style import PLAIN
from tests.factories import make_organisation, make_user
from tests.reports.pictures import picture

GIVEN = GivenStyle("#7a1040", "#0b5cad", "Customer Office", "Confidential", Paper.LETTER)


def keep(organisation, by, given=GIVEN, logo=None, version=0):
    return set_house_style(slug=organisation.slug, given=given, logo=logo, version=version, by=by)


def test_style_is_what_documents_are_set_with(organisation, manager):
    assert style_of(organisation) == PLAIN
    logo = read_logo(picture())
    kept = keep(organisation, manager, logo=logo)
    assert (kept.version, kept.changed_by) == (1, manager)
    assert style_of(organisation) == GIVEN.with_logo(logo)


def test_logo_stays_until_it_is_replaced_or_taken_away(organisation, manager):
    small, wide = read_logo(picture(size=(30, 10))), read_logo(picture(size=(90, 10)))
    widths = []
    for version, logo in enumerate([small, None, wide, NONE, None]):
        keep(organisation, manager, logo=logo, version=version)
        style = style_of(organisation)
        widths.append((style.logo_width, bool(style.logo)))
    assert widths == [(30, True), (30, True), (90, True), (0, False), (0, False)]


def test_who_read_an_older_version_changes_nothing(organisation, manager):
    other = make_user("Olga Other")
    organisation.memberships.create(user=other, role="manager")
    keep(organisation, other)
    for version in (0, 2):
        with pytest.raises(StaleStyleError):
            keep(organisation, manager, GivenStyle(), version=version)
    assert style_of(organisation).primary == "#7a1040"


def test_form_that_is_sent_twice_is_kept_once(organisation, manager):
    logo = read_logo(picture())
    assert [keep(organisation, manager, logo=logo).version for _press in range(2)] == [1, 1]


@pytest.mark.parametrize("pale", [{"primary": "#cccccc"}, {"accent": "#ffcc00"}])
def test_colour_that_cant_be_read_is_never_kept(organisation, manager, pale):
    with pytest.raises(PaleColourError):
        keep(organisation, manager, GivenStyle(**pale))
    assert not HouseStyle.objects.exists()


@pytest.mark.parametrize(
    ("person", "refusal"), [("assessor", PermissionDenied), ("stranger", Http404), ("admin", Http404)]
)
def test_style_is_for_the_organisations_managers(organisation, other_organisation, request, person, refusal):
    with pytest.raises(refusal):
        keep(organisation, request.getfixturevalue(person))
    assert not HouseStyle.objects.exists()


def test_each_organisation_has_a_style_of_its_own(organisation, manager):
    others = [make_organisation(name, managers=[manager]) for name in ("Far Shore", "Old Mill")]
    ours, theirs = GivenStyle(footer="Ours"), GivenStyle(footer="Theirs")
    keep(others[0], manager, given=theirs)
    keep(organisation, manager, given=ours)
    assert [style_of(one).footer for one in (others[0], organisation, others[1])] == ["Theirs", "Ours", ""]
    keep(others[1], manager)
    assert [style_of(one).footer for one in (others[0], organisation)] == ["Theirs", "Ours"]
