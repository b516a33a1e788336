"""Links to one approved result: who makes them, what whoever has one sees, and when they end."""

import datetime
import logging
import re
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions.approval import sign_off
from assessments.models import Assessment, Snapshot
from assessments.uncertainty import Band, band_to_json
from organisations.models import Membership, Role, User
from results.actions.shares import LONGEST, NotApprovedError, revoke_share, share_result
from results.models import ShareLink
from tests.factories import make_assessment, make_version, rate_all
from tests.pages import link_targets, text_of
from tests.results.views.test_result import give
from tests.shapes import LONG_SCALE, weakest_link

WEEK = datetime.timedelta(days=7)


@pytest.fixture
def approved(assessment: Assessment, assessor: User, manager: User) -> Assessment:
    rate_all(assessment, 4, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    return Assessment.objects.get(pk=assessment.pk)


def made(assessment: Assessment, by: User, **given) -> tuple[ShareLink, str]:
    return share_result(**{"assessment_uuid": assessment.uuid, "revision": 1, "lasts": WEEK, "by": by} | given)


def opened(token: str, client: Client | None = None):
    return (client or Client()).get(reverse("results:share-open", args=[token]))


def test_whoever_has_the_link_reads_the_result(approved: Assessment, manager: User):
    _link, token = made(approved, manager)
    page = opened(token)
    assert page.status_code == 200
    shown = text_of(page)
    assert [words for words in ("68 of 100", "Harbour Bank", "Revision 1", "Element D3.1") if words not in shown] == []


def test_shared_result_names_the_product_and_says_the_year_of_its_title_once(approved: Assessment, manager: User):
    _link, token = made(approved, manager)
    page = opened(token)
    assert text_of(page).startswith("cxmaturity Harbour Bank 2026 self-assessment Tiny. Revision 1")
    assert approved.period in approved.title
    assert "page-header__lead" not in page.content.decode()


def test_links_of_one_name_are_told_apart_by_their_minute(client: Client, approved: Assessment, manager: User):
    made(approved, manager)
    ShareLink.objects.update(label="", created_at=datetime.datetime(2026, 3, 1, 9, 5, tzinfo=datetime.UTC))
    client.force_login(manager)
    listed = text_of(client.get(reverse("results:share-list", args=[approved.uuid])))
    assert "Nobody named 1 1 March 2026, 09:05 Mona Manager" in listed


def test_shared_result_leads_nowhere_and_names_nobody(approved: Assessment, manager: User):
    _link, token = made(approved, manager)
    page = opened(token)
    assert link_targets(page) == {"#main"}
    text = page.content.decode()
    assert [name for name in ("Mona", "Amal", "Tom", "<form", "<script", "csrf") if name in text] == []
    assert str(approved.uuid) not in text


def test_shared_result_says_what_holds_it_back_and_how_far_off_it_may_be(organisation, manager: User):
    version = make_version(weakest_link(3, ratings=LONG_SCALE))
    assessment = make_assessment(organisation, version, by=manager, assessors=[manager])
    for code, rating in (("D1.1", "100"), ("D2.1", "35"), ("D3.1", "100")):
        give(assessment, code, [("1", rating, "")], manager)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    numbers = map(Decimal, ("55", "100", "52", "60", "4", "0"))
    band = Band(*numbers, assessors=2, levels=("Defined", "Managed"))
    Snapshot.objects.filter(assessment=assessment).update(surroundings={"band": band_to_json(band)})
    _link, token = made(assessment, manager)
    said = text_of(opened(token))
    assert "Held back at Defined 4 Managed" in said
    assert "Too weak: D2 Dimension D2 (35.0 %, and 40 % is asked for)" in said
    assert "The total may lie between 52 and 60 points." in said


def test_shared_result_is_kept_by_nobody_and_found_by_no_search(approved: Assessment, manager: User):
    _link, token = made(approved, manager)
    page = opened(token)
    assert page["Cache-Control"] == "no-store, private"
    assert page["X-Robots-Tag"].startswith("noindex")
    assert page["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex, nofollow">' in page.content.decode()
    assert page.cookies == {}


@pytest.mark.both_engines
def test_a_link_that_is_over_or_taken_back_is_as_one_that_never_was(approved: Assessment, manager: User):
    over, over_token = made(approved, manager)
    ShareLink.objects.filter(pk=over.pk).update(expires_at=timezone.now())
    back, back_token = made(approved, manager)
    revoke_share(assessment_uuid=approved.uuid, share_uuid=back.uuid, by=manager)
    pages = [opened(token) for token in (over_token, back_token, "never-made", "\x00", "x" * 500)]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    assert {(page["X-Robots-Tag"][:7], page["Referrer-Policy"]) for page in pages} == {("noindex", "no-referrer")}
    assert len({tuple(sorted(page.headers.items())) for page in pages}) == 1


def _leave(membership: Membership) -> None:
    Membership.objects.filter(pk=membership.pk).delete()


def _become_assessor(membership: Membership) -> None:
    Membership.objects.filter(pk=membership.pk).update(role=Role.ASSESSOR)


def _switch_off(membership: Membership) -> None:
    User.objects.filter(pk=membership.user_id).update(is_active=False)


@pytest.mark.parametrize("goes", [_leave, _become_assessor, _switch_off])
def test_a_link_ends_with_the_management_of_who_made_it(
    client: Client, approved: Assessment, manager: User, team_mate: User, goes
):
    members = approved.organisation.memberships
    members.filter(user=team_mate).update(role=Role.MANAGER)
    (_gone, token), (_kept, other_token) = made(approved, manager), made(approved, team_mate)
    goes(members.get(user=manager))
    assert (opened(token).status_code, opened(other_token).status_code) == (404, 200)
    client.force_login(team_mate)
    listed = text_of(client.get(reverse("results:share-list", args=[approved.uuid])))
    assert listed.count("does not work: Mona Manager no longer manages the organisation") == 1


def test_shared_result_stays_as_it_was_approved(approved: Assessment, manager: User):
    _link, token = made(approved, manager)
    before = text_of(opened(token))
    approved.answers.filter(element="D1.1").update(value="")
    Assessment.objects.filter(pk=approved.pk).update(state=Assessment.State.SCORING, revision=2, element_scores={})
    assert text_of(opened(token)) == before


def test_the_token_is_stored_as_a_digest_alone(approved: Assessment, manager: User):
    link, token = made(approved, manager)
    stored = [str(value) for value in ShareLink.objects.filter(pk=link.pk).values_list().get()]
    assert [value for value in stored if token in value] == []
    assert len(token) >= 43


def test_the_token_is_in_no_line_of_our_log(approved: Assessment, manager: User, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG, logger="results")
    link, token = made(approved, manager)
    opened(token)
    revoke_share(assessment_uuid=approved.uuid, share_uuid=link.uuid, by=manager)
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("results")]
    assert len(lines) == 2
    assert [line for line in lines if token in line] == []


def test_only_what_was_approved_is_shared(assessment: Assessment, approved: Assessment, manager: User):
    with pytest.raises(NotApprovedError):
        made(approved, manager, revision=2)


@pytest.mark.parametrize("lasts", [datetime.timedelta(0), -WEEK, LONGEST + datetime.timedelta(seconds=1)])
def test_no_link_lasts_for_ever(approved: Assessment, manager: User, lasts: datetime.timedelta):
    with pytest.raises(ValueError, match=r":|days"):
        made(approved, manager, lasts=lasts)


def test_only_a_manager_of_the_organisation_shares_and_takes_back(
    approved: Assessment, manager: User, assessor: User, stranger: User, other_assessment: Assessment
):
    link, _token = made(approved, manager)
    for person, refusal in ((assessor, PermissionDenied), (stranger, Http404)):
        with pytest.raises(refusal):
            made(approved, person)
        with pytest.raises(refusal):
            revoke_share(assessment_uuid=approved.uuid, share_uuid=link.uuid, by=person)
    with pytest.raises(Http404):  # by way of one's own assessment
        revoke_share(assessment_uuid=other_assessment.uuid, share_uuid=link.uuid, by=stranger)
    assert ShareLink.objects.get().revoked_at is None


def test_a_link_taken_back_twice_says_who_did_it_first(approved: Assessment, manager: User, organisation):
    link, _token = made(approved, manager)
    first = revoke_share(assessment_uuid=approved.uuid, share_uuid=link.uuid, by=manager).revoked_at
    assert revoke_share(assessment_uuid=approved.uuid, share_uuid=link.uuid, by=manager).revoked_at == first


def test_manager_makes_a_link_and_sees_it_once(client: Client, approved: Assessment, manager: User):
    client.force_login(manager)
    page = reverse("results:share-list", args=[approved.uuid])
    answer = client.post(page, {"revision": "1", "days": "30", "label": "The board"}).content.decode()
    (address,) = re.findall(r'value="http://testserver(/s/[^"]+)"', answer)
    assert Client().get(address).status_code == 200
    again = client.get(page).content.decode()
    assert "The board" in again
    assert "/s/" not in again
    link = ShareLink.objects.get()
    assert link.lasts.days in {29, 30}
    client.post(reverse("results:share-revoke", args=[approved.uuid, link.uuid]))
    assert Client().get(address).status_code == 404
    assert "taken back on" in text_of(client.get(page))


def test_form_that_is_sent_twice_makes_one_link_and_says_so(client: Client, approved: Assessment, manager: User):
    client.force_login(manager)
    page = reverse("results:share-list", args=[approved.uuid])
    (operation,) = re.findall(r'name="operation" value="([^"]+)"', client.get(page).content.decode())
    first, again = (client.post(page, {"revision": "1", "days": "7", "operation": operation}) for _time in range(2))
    assert ShareLink.objects.count() == 1
    assert "/s/" in first.content.decode()
    assert "/s/" not in again.content.decode()
    assert "made before, and has been shown once" not in text_of(first)
    assert "take it back below and make a new one" in text_of(again)
    (fresh,) = re.findall(r'name="operation" value="([^"]+)"', again.content.decode())
    client.post(page, {"revision": "1", "days": "7", "operation": fresh})
    assert ShareLink.objects.count() == 2


def test_each_operation_makes_a_link_of_its_own(approved: Assessment, manager: User):
    links = [made(approved, manager, operation=uuid.UUID(int=number)) for number in (1, 2)]
    assert [link.uuid.int for link, _token in links] == [1, 2]
    assert [opened(token).status_code for _link, token in links] == [200, 200]


def test_link_works_to_its_last_moment(approved: Assessment, manager: User):
    link, token = made(approved, manager)
    states = []
    for seconds in (60, -1):
        ShareLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() + datetime.timedelta(seconds=seconds))
        states.append((opened(token).status_code, ShareLink.objects.get().is_over))
    assert states == [(200, False), (404, True)]


def test_list_holds_the_links_of_its_own_assessment(
    approved: Assessment, other_assessment: Assessment, manager: User, stranger: User
):
    mine, _token = made(approved, manager)
    rate_all(other_assessment, 4, by=stranger)
    sign_off(assessment_uuid=other_assessment.uuid, by=stranger)
    theirs, _token = made(other_assessment, stranger)
    assert (list(ShareLink.objects.of(approved)), list(ShareLink.objects.of(other_assessment))) == ([mine], [theirs])


def test_operation_of_another_link_gives_nothing_away(
    approved: Assessment, other_assessment: Assessment, manager: User, stranger: User
):
    theirs, _token = made(approved, manager)
    rate_all(other_assessment, 4, by=stranger)
    sign_off(assessment_uuid=other_assessment.uuid, by=stranger)
    mine, token = made(other_assessment, stranger, operation=theirs.uuid)
    assert mine.assessment == other_assessment
    assert mine.uuid != theirs.uuid
    assert opened(token).status_code == 200


@pytest.mark.parametrize("given", [{"revision": "2", "days": "30"}, {"revision": "1", "days": "9999"}, {}])
def test_a_form_that_asks_for_something_else_is_refused(client: Client, approved: Assessment, manager: User, given):
    client.force_login(manager)
    assert client.post(reverse("results:share-list", args=[approved.uuid]), given).status_code == 422
    assert ShareLink.objects.count() == 0


def test_before_any_approval_there_is_nothing_to_share(client: Client, assessment: Assessment, manager: User):
    client.force_login(manager)
    page = text_of(client.get(reverse("results:share-list", args=[assessment.uuid])))
    assert "Only an approved result can be shared" in page
    assert "Make a link" not in page
