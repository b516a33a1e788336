"""Signing in, out and back in: by address and password, without telling who has an account."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client

from tests.factories import PASSWORD
from tests.pages import text_of

SIGN_IN, RESET = "/accounts/login/", "/accounts/password/reset/"
RESET_LINK = re.compile(r"http://testserver(/accounts/password/reset/key/\S+)")


class CountingHasher(MD5PasswordHasher):
    """A hasher that counts its work."""

    algorithm = "counting"
    work = 0

    def encode(self, password, salt):
        CountingHasher.work += 1
        return super().encode(password, salt)


@pytest.fixture(autouse=True)
def _fresh_counts(db):
    cache.clear()


def sign_in(client, email, password=PASSWORD, **options):
    return client.post(SIGN_IN, {"login": email, "password": password, **options})


@pytest.mark.parametrize(
    "spelling", ["amal.assessor@example.org", "Amal.Assessor@EXAMPLE.org", " amal.assessor@example.org "]
)
def test_person_signs_in_however_the_address_is_spelt(client, assessor, spelling):
    response = sign_in(client, spelling)
    assert (response.status_code, response.url) == (302, "/")
    assert client.get("/").context["user"] == assessor


def test_session_has_a_new_id_after_sign_in(client, assessor):
    session = client.session
    session["seen"] = "before"
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(client, assessor.email)
    assert client.session.session_key != before


def test_wrong_password_and_unknown_address_are_told_alike(client, assessor):
    wrong = sign_in(client, assessor.email, "not the password at all")
    unknown = sign_in(client, "nobody@example.org", "not the password at all")
    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert text_of(wrong) == text_of(unknown)


def test_wrong_password_and_unknown_address_cost_the_same_hash(client, assessor, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    assessor.set_password(PASSWORD)
    assessor.save()
    costs = []
    for email in (assessor.email, "nobody@example.org"):
        CountingHasher.work = 0
        sign_in(client, email, "not the password at all")
        costs.append(CountingHasher.work)
    assert costs == [1, 1]


def test_inactive_account_does_not_get_in(client, assessor):
    assessor.is_active = False
    assessor.save()
    sign_in(client, assessor.email)
    assert client.get("/").status_code == 302


def test_deactivation_ends_sessions(client, assessor):
    client.force_login(assessor)
    assert client.get("/").status_code == 200
    assessor.is_active = False
    assessor.save()
    assert client.get("/").url == f"{SIGN_IN}?next=/"


def test_password_change_ends_the_other_sessions(client, assessor):
    elsewhere = Client()
    for each in (client, elsewhere):
        each.force_login(assessor)
    new = "another long enough password"
    response = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}, follow=True
    )
    assert response.status_code == 200
    assert (client.get("/").status_code, elsewhere.get("/").status_code) == (200, 302)


def test_sign_out_is_a_post_and_ends_the_session(client, assessor):
    client.force_login(assessor)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_sign_in_leads_to_no_other_host(client, assessor, target):
    assert sign_in(client, assessor.email, next=target).url == "/"


def test_sign_in_leads_back_to_the_page_that_was_asked_for(client, assessor, organisation):
    page = f"/organisations/{organisation.slug}/"
    asked = client.get(page)
    assert asked.url == f"{SIGN_IN}?next={page}"
    assert client.post(asked.url, {"login": assessor.email, "password": PASSWORD}).url == page


def test_sixth_password_in_five_minutes_is_not_even_hashed(client, assessor, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    assessor.set_password(PASSWORD)
    assessor.save()
    CountingHasher.work = 0
    spellings = ["amal.assessor@example.org", "AMAL.assessor@example.org", " amal.assessor@example.org"]
    for attempt in range(12):
        sign_in(client, spellings[attempt % 3], f"wrong password {attempt}")
    assert CountingHasher.work == 5
    assert sign_in(client, assessor.email).status_code != 302


def test_attempts_by_other_names_and_ports_of_the_host_count_together(client, assessor, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    assessor.set_password(PASSWORD)
    assessor.save()
    CountingHasher.work = 0
    for attempt in range(12):
        host = f"{('one', 'two')[attempt % 2]}.example:{8000 + attempt}"
        client.defaults |= {"HTTP_HOST": host, "REMOTE_ADDR": f"10.0.0.{attempt}"}
        sign_in(client, assessor.email, f"wrong password {attempt}")
    assert CountingHasher.work == 5


def test_attempts_at_many_other_addresses_push_no_count_out(client, assessor):
    for attempt in range(5):
        sign_in(client, assessor.email, f"wrong password {attempt}")
    for other in range(400):
        cache.set(f"~{other}", [other], 300)  # behind every counter in the order in which a full cache is thinned
    assert sign_in(client, assessor.email).status_code != 302


def test_administration_counts_wrong_passwords_with_the_others(client, admin):
    page = client.get("/admin/login/")
    assert (page.status_code, page.url) == (302, f"{SIGN_IN}?next=%2Fadmin%2Flogin%2F")
    posted = client.post("/admin/login/", {"username": admin.email, "password": PASSWORD})
    assert (posted.status_code, posted.url) == (302, f"{SIGN_IN}?next=%2Fadmin%2Flogin%2F")
    assert client.get("/admin/").status_code == 302


def test_nobody_signs_themselves_up(client, db):
    data = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert "new@example.org" not in client.post("/accounts/signup/", data).content.decode()
    assert sign_in(client, "new@example.org").status_code == 200


def test_nobody_changes_their_own_address(client, assessor):
    client.force_login(assessor)
    answers = [
        client.get("/accounts/email/").status_code,
        client.post("/accounts/email/", {"action_add": "", "email": "mona.manager@example.org"}).status_code,
    ]
    assert answers == [404, 404]
    assert not assessor.emailaddress_set.exists()


def test_forgotten_password_is_set_anew_by_email(client, assessor, mailoutbox):
    client.post(RESET, {"email": "Amal.Assessor@example.org"})
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["amal.assessor@example.org"], "A new password for cxmaturity")
    page = client.get(RESET_LINK.search(mail.body)[1], follow=True)
    new = "another long enough password"
    done = client.post(page.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)
    assert done.status_code == 200
    assert sign_in(Client(), assessor.email).status_code == 200
    assert sign_in(Client(), assessor.email, new).status_code == 302


def test_reset_email_says_what_it_is_for(client, assessor, mailoutbox):
    client.post(RESET, {"email": assessor.email})
    link = RESET_LINK.search(mailoutbox[0].body)[0]
    assert mailoutbox[0].body.strip() == (
        "Good day,\n\n"
        "Somebody, probably you, asked for a new password for the account with this address. "
        f"To choose one, open this link. It works once:\n\n{link}\n\n"
        "If it was not you, you need do nothing: the password stays as it is.\n\n"
        "cxmaturity, testserver"
    )


def test_reset_link_works_once(client, assessor, mailoutbox):
    client.post(RESET, {"email": assessor.email})
    link = RESET_LINK.search(mailoutbox[0].body)[1]
    page = client.get(link, follow=True)
    new = "another long enough password"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    again = Client().get(link, follow=True)
    assert "password1" not in again.content.decode()


@pytest.mark.parametrize("weak", ["short", "amal.assessor@example.org", "yfdbufnjh10305070"])
def test_reset_holds_the_password_against_the_rules(client, assessor, mailoutbox, weak):
    client.post(RESET, {"email": assessor.email})
    page = client.get(RESET_LINK.search(mailoutbox[0].body)[1], follow=True)
    refused = client.post(page.request["PATH_INFO"], {"password1": weak, "password2": weak})
    assert refused.status_code == 200
    assert sign_in(Client(), assessor.email, weak).status_code == 200


def test_reset_tells_nobody_whether_there_is_an_account(client, assessor, mailoutbox):
    pages = []
    for email in (assessor.email, "nobody@example.org"):
        response = client.post(RESET, {"email": email}, follow=True)
        pages.append((response.redirect_chain, text_of(response).replace(email, "somebody")))
    assert pages[0] == pages[1]
    assert [mail.to[0] for mail in mailoutbox] == [assessor.email, "nobody@example.org"]
    assert mailoutbox[0].subject == mailoutbox[1].subject
    assert "http" not in mailoutbox[1].body


def test_inactive_account_gets_no_reset_link(client, assessor, mailoutbox):
    assessor.is_active = False
    assessor.save()
    client.post(RESET, {"email": assessor.email})
    assert [RESET_LINK.findall(mail.body) for mail in mailoutbox] == [[]]


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("fourteen chars", "This password is too short. It must contain at least 15 characters."),
        ("amal.assessor@example.org", "The password is too similar to the e-mail address."),
    ],
)
def test_refused_password_is_told_why(client, assessor, password, fault):
    client.force_login(assessor)
    response = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    assert response.context["form"].errors == {"password1": [fault]}


def test_long_password_is_taken_whole(client, assessor):
    client.force_login(assessor)
    long = "correct horse battery staple " * 6
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": long, "password2": long})
    assert sign_in(Client(), assessor.email, long[:72]).status_code == 200
    assert sign_in(Client(), assessor.email, long).status_code == 302
