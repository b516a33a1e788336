"""The settings as they hold on real connections and real responses."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client

ROOT = Path(__file__).resolve().parent.parent.parent
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'"
)
# --- database -----------------------------------------------------------------------------------------------------


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "expected"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 20_000)],
)
def test_sqlite_pragma_holds(pragma, expected):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (expected,)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_sqlite_transaction_takes_the_write_lock_at_once():
    other = connection.copy()
    try:
        other.connect()
        other.connection.execute("PRAGMA busy_timeout=0")
        with transaction.atomic(), pytest.raises(Exception, match="database is locked"):
            other.connection.execute("BEGIN IMMEDIATE")
    finally:
        other.close()


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgresql_is_what_answers():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version_num')::int >= 150000, current_setting('listen_addresses')"
        )
        assert cursor.fetchone() == (True, "")


def test_requests_open_no_transaction_of_their_own():
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False


# --- headers ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/accounts/login/", 200),
        ("/no-such-page/", 404),
        ("/admin/", 302),
        ("/accounts/signup/", 200),
        ("/accounts/login", 301),
    ],
)
def test_every_page_carries_the_security_headers(client: Client, address, status):
    response = client.get(address)
    assert response.status_code == status
    names = (
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
        "Referrer-Policy",
        "Cross-Origin-Opener-Policy",
    )
    assert [response.get(name) for name in names] == [CSP, "nosniff", "DENY", "same-origin", "same-origin"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_static_file_carries_the_policy_and_may_be_cached(client: Client):
    response = client.get("/static/django_htmx/htmx-2.min.js")
    assert (response.status_code, response["Content-Security-Policy"]) == (200, CSP)
    assert "no-store" not in response["Cache-Control"]
    response.close()


@pytest.mark.django_db
def test_admin_signs_in_through_the_throttled_page(client: Client):
    response = client.get("/admin/login/?next=/admin/")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=%2Fadmin%2F")


# --- passwords ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("password", ["fourteen chars", "passwordpassword"[:14], "manchesterunited", "qwerty123456789"])
def test_password_that_is_short_or_common_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize("password", ["no rules of composition", "ü" * 8 + "long enough now", "x1 " * 40])
def test_password_that_is_long_is_taken(password):
    assert validate_password(password) is None


# --- the settings of other places, each in a process of its own -----------------------------------------------------


OURS = ("DJANGO_SETTINGS_MODULE", "HTTPS", "DEBUG", "DATABASE_URL", "TRUSTED_PROXIES")


def elsewhere(tmp_path: Path, **given: str) -> dict[str, str]:
    """An environment that sets only what is given, the key and the folder, and what the machine itself needs."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return kept | {"SECRET_KEY": "0123456789-abcdef" * 5, "DATA_DIR": str(tmp_path)} | given


def settings_with(tmp_path: Path, *names: str, **given: str) -> list[object]:
    code = (
        "import json, sys; from cxmaturity import settings; "
        "print(json.dumps([getattr(settings, name) for name in sys.argv[1:]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *names],
        cwd=ROOT,
        env=elsewhere(tmp_path, **given),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


HTTPS_NAMES = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")


@pytest.mark.parametrize(
    ("https", "expected"), [("on", [True, True, True, 31_536_000]), ("off", [False, False, False, 0])]
)
def test_https_decides_about_cookies_and_redirects(tmp_path, https, expected):
    assert settings_with(tmp_path, *HTTPS_NAMES, HTTPS=https) == expected


@pytest.mark.parametrize(("proxies", "header"), [("0", None), ("1", ["HTTP_X_FORWARDED_PROTO", "https"])])
def test_forwarded_scheme_is_believed_only_behind_a_proxy(tmp_path, proxies, header):
    names = ("ALLAUTH_TRUSTED_PROXY_COUNT", "SECURE_PROXY_SSL_HEADER")
    assert settings_with(tmp_path, *names, TRUSTED_PROXIES=proxies) == [int(proxies), header]


@pytest.mark.parametrize(
    ("debug", "storage"),
    [
        ("off", "whitenoise.storage.CompressedManifestStaticFilesStorage"),
        ("on", "django.contrib.staticfiles.storage.StaticFilesStorage"),
    ],
)
def test_static_files_carry_their_hash_in_production(tmp_path, debug, storage):
    (storages,) = settings_with(tmp_path, "STORAGES", DEBUG=debug)
    assert storages["staticfiles"]["BACKEND"] == storage


def test_deployment_check_of_django_is_content(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level=WARNING"],
        cwd=ROOT,
        env=elsewhere(tmp_path, EMAIL_URL="smtp://mail.example.org"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


# --- guards of the suite ------------------------------------------------------------------------------------------


def test_suite_can_reach_no_other_machine():
    with pytest.raises(Exception, match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with socket.socket() as sock, pytest.raises(Exception, match=r"192\.0\.2\.2"):
        sock.connect(("192.0.2.2", 80))


def test_mail_of_the_suite_stays_here():
    mail.send_mail("subject", "body", None, ["someone@example.org"])
    assert [message.from_email for message in mail.outbox] == ["cxmaturity@localhost"]
