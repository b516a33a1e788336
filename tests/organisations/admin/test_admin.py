"""What an administrator does with accounts, organisations, memberships and invitations, and what they can't."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin as django_admin
from django.core.exceptions import PermissionDenied
from django.urls import NoReverseMatch, reverse

from organisations.actions.accounts import is_content_editor, save_account
from organisations.models import Invitation, Membership, Organisation, Role, User
from tests.factories import PASSWORD, make_invitation, make_organisation, make_user
from tests.pages import text_of


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


def url(name, *arguments):
    return reverse(f"admin:organisations_{name}", args=arguments)


def inline(*rows, initial=0):
    """The fields of the memberships' inline."""
    data = {"memberships-TOTAL_FORMS": len(rows), "memberships-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        data |= {f"memberships-{number}-{name}": value for name, value in row.items()}
    return data


def test_administration_shows_people_and_organisations_and_no_assessment(as_admin):
    apps = {
        app["app_label"]: [model["object_name"] for model in app["models"]]
        for app in django_admin.site.get_app_list(as_admin.get("/admin/").wsgi_request)
    }
    assert apps["organisations"] == ["Invitation", "Membership", "Organisation", "User"]
    assert {"assessments", "account", "auth"} & set(apps) == set()


@pytest.mark.parametrize(
    ("model", "query", "found"),
    [
        ("user", "amal", ["Amal Assessor"]),
        ("user", "mona.manager@", ["Mona Manager"]),
        ("organisation", "harbour", ["Harbour Bank"]),
        ("membership", "amal", ["Amal Assessor, Harbour Bank"]),
        ("membership", "quiet", ["Sami Stranger, Quiet Clinic"]),
        ("invitation", "new@", ["new@example.org, Harbour Bank"]),
    ],
)
def test_lists_are_searched(as_admin, organisation, other_organisation, manager, model, query, found):
    make_invitation(organisation, by=manager)
    response = as_admin.get(url(f"{model}_changelist"), {"q": query})
    assert [str(each) for each in response.context["cl"].result_list] == found


@pytest.mark.parametrize("model", ["user", "organisation", "membership", "invitation"])
def test_lists_cost_the_same_whatever_they_list(as_admin, django_assert_max_num_queries, model):
    costs = []
    for number in range(3):
        person = make_user(f"Person {number}")
        organisation = make_organisation(f"Organisation {number}", managers=[person])
        make_invitation(organisation, by=person)
        with django_assert_max_num_queries(12) as queries:
            as_admin.get(url(f"{model}_changelist"))
        costs.append(len(queries))
    assert costs[0] == costs[2]


def test_account_is_made_with_a_verified_address(as_admin):
    data = {"email": "New@Example.org", "full_name": "New Person", "usable_password": "true", "is_staff": ""}
    response = as_admin.post(url("user_add"), data | {"password1": PASSWORD, "password2": PASSWORD})
    user = User.objects.get(email="new@example.org")
    assert response.url == url("user_change", user.pk)
    assert (user.check_password(PASSWORD), user.is_staff, user.is_superuser) == (True, False, False)
    assert EmailAddress.objects.get(user=user).verified is True


def test_account_can_be_made_without_a_password(as_admin):
    data = {"email": "new@example.org", "full_name": "New Person", "usable_password": "false"}
    as_admin.post(url("user_add"), data)
    assert User.objects.get(email="new@example.org").has_usable_password() is False


def test_weak_password_is_refused(as_admin):
    data = {"email": "new@example.org", "full_name": "New Person", "usable_password": "true"}
    response = as_admin.post(url("user_add"), data | {"password1": "short", "password2": "short"})
    assert list(response.context["errors"]) != []
    assert not User.objects.filter(email="new@example.org").exists()


def test_changed_address_is_the_only_one_to_sign_in_with(as_admin, client, assessor):
    EmailAddress.objects.create(user=assessor, email=assessor.email, primary=True, verified=True)
    data = {"email": "amal@example.org", "full_name": "Amal A.", "is_active": "on"}
    as_admin.post(url("user_change", assessor.pk), data | inline())
    as_admin.logout()
    answers = [
        as_admin.post("/accounts/login/", {"login": email, "password": PASSWORD}).status_code
        for email in ("amal.assessor@example.org", "amal@example.org")
    ]
    assert answers == [200, 302]


def test_administrator_is_made_and_unmade_whole(as_admin, assessor):
    rights = []
    for is_staff in ("on", ""):
        data = {"email": assessor.email, "full_name": "Amal", "is_active": "on", "is_staff": is_staff}
        as_admin.post(url("user_change", assessor.pk), data | inline())
        assessor.refresh_from_db()
        rights.append((assessor.is_staff, assessor.is_superuser))
    assert rights == [(True, True), (False, False)]


def test_administrators_do_not_lock_themselves_out(as_admin, admin):
    as_admin.post(url("user_change", admin.pk), {"email": admin.email, "full_name": "Ada"} | inline())
    admin.refresh_from_db()
    assert (admin.full_name, admin.is_active, admin.is_staff, admin.is_superuser) == ("Ada", True, True, True)


def test_of_two_administrators_who_demote_each_other_at_once_one_stays(admin):
    other = make_user("Otto Admin", staff=True)
    theirs, mine = User.objects.get(pk=admin.pk), User.objects.get(pk=other.pk)  # as both pages read them
    mine.is_staff = theirs.is_staff = False
    save_account(user=mine, by=admin)
    with pytest.raises(PermissionDenied):
        save_account(user=theirs, by=other)
    assert [user.pk for user in User.objects.filter(is_staff=True)] == [admin.pk]


def test_organisation_is_made_with_its_manager(as_admin, assessor):
    data = {"name": "Harbour Bank", "slug": "harbour-bank", "sector": "Banking", "country": "", "size": ""}
    as_admin.post(url("organisation_add"), data | inline({"user": assessor.pk, "role": "manager"}))
    membership = Membership.objects.get()
    assert (membership.organisation.slug, membership.user, membership.role) == ("harbour-bank", assessor, "manager")


def test_first_manager_is_invited(as_admin, admin, mailoutbox, django_capture_on_commit_callbacks):
    organisation = make_organisation("Harbour Bank")
    with django_capture_on_commit_callbacks(execute=True):
        as_admin.post(
            url("invitation_add"), {"organisation": organisation.pk, "email": "Boss@example.org", "role": "manager"}
        )
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.invited_by) == ("boss@example.org", Role.MANAGER, admin)
    assert [mail.to for mail in mailoutbox] == [["boss@example.org"]]


def test_member_is_not_invited(as_admin, organisation, assessor):
    data = {"organisation": organisation.pk, "email": assessor.email, "role": "manager"}
    response = as_admin.post(url("invitation_add"), data)
    assert "This person is a member already." in text_of(response)
    assert not Invitation.objects.exists()


def test_invitation_is_not_edited_and_shows_no_token(as_admin, organisation, manager):
    invitation = make_invitation(organisation, by=manager, token="secret-token")
    page = as_admin.get(url("invitation_change", invitation.pk))
    assert invitation.token_digest not in page.content.decode()
    assert as_admin.post(url("invitation_change", invitation.pk), {"email": "thief@example.org"}).status_code == 403
    invitation.refresh_from_db()
    assert invitation.email == "new@example.org"


@pytest.mark.parametrize("model", ["user", "organisation"])
def test_people_and_organisations_are_not_deleted(as_admin, organisation, assessment, manager, model):
    target = {"user": manager, "organisation": organisation}[model]
    page = as_admin.get(url(f"{model}_delete", target.pk))
    posted = as_admin.post(url(f"{model}_delete", target.pk), {"post": "yes"})
    action = {"action": "delete_selected", "_selected_action": [target.pk], "post": "yes"}
    as_admin.post(url(f"{model}_changelist"), action)
    assert (page.status_code, posted.status_code) == (403, 403)
    assert assessment.title not in page.content.decode()
    assert type(target).objects.filter(pk=target.pk).exists()


def test_nothing_of_an_assessment_is_in_the_administration(as_admin, organisation, assessment, assessor, manager):
    with pytest.raises(NoReverseMatch):
        reverse("admin:assessments_assessment_changelist")
    invitation = make_invitation(organisation, by=manager)
    pages = [
        url("user_change", assessor.pk),
        url("user_history", assessor.pk),
        url("organisation_change", organisation.pk),
        url("organisation_history", organisation.pk),
        url("membership_change", organisation.memberships.get(user=assessor).pk),
        url("membership_delete", organisation.memberships.get(user=assessor).pk),
        url("invitation_delete", invitation.pk),
    ]
    for page in pages:
        response = as_admin.get(page)
        assert response.status_code == 200
        assert assessment.title not in response.content.decode()
    assert as_admin.get(f"/assessments/{assessment.uuid}/").status_code == 404
    assert Organisation.objects.count() == 1


def access_of(user):
    user.refresh_from_db()
    return user.is_staff, user.is_superuser, is_content_editor(user)


def test_content_editor_is_made_kept_and_unmade(as_admin, assessor):
    """Saving an editor's account for another reason never makes an administrator of them."""
    data = {"email": assessor.email, "full_name": "Amal", "is_active": "on"} | inline()
    page = url("user_change", assessor.pk)
    found = []
    both = {"is_staff": "on", "edits_content": "on"}
    for access in ({"edits_content": "on"}, {"edits_content": "on"}, {"is_staff": "on"}, both, {}):
        assert as_admin.post(page, data | access).status_code == 302
        found.append(access_of(assessor))
    administrator = (True, True, False)
    assert found == [(True, False, True), (True, False, True), administrator, administrator, (False, False, False)]


def test_form_shows_what_the_person_is(as_admin, assessor, admin):
    save_account(user=assessor, by=admin, edits_content=True)
    form = as_admin.get(url("user_change", assessor.pk)).context["adminform"].form
    assert (form["is_staff"].value(), form["edits_content"].value()) == (False, True)
    listed = as_admin.get(url("user_changelist"), {"part": "editor"}).context["cl"].result_list
    assert [str(each) for each in listed] == ["Amal Assessor"]


def test_content_editor_makes_nobody_anything(client, assessor, admin):
    save_account(user=assessor, by=admin, edits_content=True)
    with pytest.raises(PermissionDenied):
        save_account(user=assessor, by=User.objects.get(pk=assessor.pk), edits_content=True)
    client.force_login(User.objects.get(pk=assessor.pk))
    assert client.post(url("user_change", assessor.pk), {"is_staff": "on"}).status_code == 403
    assert access_of(assessor) == (True, False, True)
