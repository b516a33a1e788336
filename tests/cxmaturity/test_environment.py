"""What the environment may say, and the one sentence that refuses the rest."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cxmaturity.environment import Environment, WrongSettingError, read, variables

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "0123456789" * 6


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A project folder with its data folder."""
    (tmp_path / "data").mkdir()
    return tmp_path


def given(base: Path, **more: str) -> Environment:
    return read({"SECRET_KEY": KEY} | more, base)


def refusal(base: Path, **more: str) -> str:
    with pytest.raises(WrongSettingError) as caught:
        given(base, **more)
    return str(caught.value)


def test_defaults_are_safe(base):
    here = given(base)
    assert (here.debug, here.https, here.trusted_proxies) == (False, True, 0)
    assert here.allowed_hosts == ["127.0.0.1", "localhost", "[::1]"]
    assert here.csrf_trusted_origins == []
    assert here.site_url == "https://127.0.0.1:8000"
    assert here.mailer == {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    assert here.default_from_email == "cxmaturity@localhost"
    assert here.log_level == "INFO"


@pytest.mark.parametrize(
    ("word", "expected"), [("on", True), ("YES", True), ("1", True), ("off", False), ("False", False), ("", False)]
)
def test_flag_understands(base, word, expected):
    assert given(base, DEBUG=word).debug is expected


@pytest.mark.parametrize(("said", "expected"), [("", "here"), ("Apart", "apart"), ("here", "here")])
def test_workers_are_started_by_the_site_unless_told_otherwise(base, said, expected):
    assert given(base, WORKERS=said).workers == expected


def test_unknown_place_of_workers_is_refused(base):
    assert refusal(base, WORKERS="2") == (
        "WORKERS is “2”: set it to here, and the site starts its workers by itself, "
        "or to apart, where you run them with manage.py run_worker."
    )


@pytest.mark.parametrize(("debug", "https"), [("on", False), ("off", True)])
def test_https_follows_debug_unless_set(base, debug, https):
    assert given(base, DEBUG=debug).https is https
    assert given(base, DEBUG=debug, HTTPS="on").https is True


@pytest.mark.parametrize(
    ("codes", "expected"),
    [("", []), ("de, AR", [("de", "Deutsch"), ("ar", "العربيّة")]), ("en-gb,de,de", [("de", "Deutsch")])],
)
def test_languages_stand_beside_english(base, codes, expected):
    assert given(base, LANGUAGES=codes).languages == [("en-gb", "English"), *expected]


def test_unknown_language_is_refused(base):
    assert refusal(base, LANGUAGES="de,xx") == "LANGUAGES holds “xx”: set it to language codes such as de,ar."


# --- secret key ---------------------------------------------------------------------------------------------------


def test_secret_key_missing_without_debug_is_refused(base):
    with pytest.raises(WrongSettingError, match=r"^SECRET_KEY is missing: set it to 50 random characters or more"):
        read({}, base)


@pytest.mark.parametrize("key", ["short", "a" * 80])
def test_secret_key_that_is_weak_is_refused(base, key):
    assert refusal(base, SECRET_KEY=key).startswith("SECRET_KEY is too weak: set it to 50 random characters")


def test_secret_key_missing_with_debug_is_made_up(base):
    assert len(read({"DEBUG": "on"}, base).secret_key) >= 50


def test_secret_key_is_read_from_the_data_folder(base):
    (base / "data" / "secret-key").write_text(f"{KEY}kept\n")
    assert read({}, base).secret_key == f"{KEY}kept"


def test_secret_key_of_the_environment_wins(base):
    (base / "data" / "secret-key").write_text(f"{KEY}kept\n")
    assert given(base).secret_key == KEY


# --- database -----------------------------------------------------------------------------------------------------


def test_database_is_sqlite_in_the_data_folder_by_default(base):
    database = given(base).database
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(base / "data" / "cxmaturity.sqlite3")


def test_database_in_a_folder_with_odd_characters(tmp_path):
    folder = tmp_path / "data #1? 100%"
    folder.mkdir()
    database = given(tmp_path, DATA_DIR=str(folder)).database
    assert database["NAME"] == str(folder / "cxmaturity.sqlite3")


def test_database_sqlite_waits_for_its_turn_and_keeps_what_it_said(base):
    assert given(base, DATABASE_URL="sqlite:////srv/x.sqlite3").database == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": "/srv/x.sqlite3",
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def test_database_postgresql_keeps_its_connections(base):
    url = "postgresql://user%40x:p%2Fw@db.example.org:5433/maturity?sslmode=require"
    assert given(base, DATABASE_URL=url).database == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "maturity",
        "HOST": "db.example.org",
        "PORT": "5433",
        "USER": "user@x",
        "PASSWORD": "p/w",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"sslmode": "require"},
    }


def test_database_postgresql_by_socket(base):
    database = given(base, DATABASE_URL="postgres:///maturity?host=/run/postgresql").database
    assert (database["HOST"], database["NAME"], database["OPTIONS"]) == ("/run/postgresql", "maturity", {})


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://u:secret@h/db", "its scheme is unknown"),
        ("/srv/db.sqlite3", "its scheme is unknown"),
        ("sqlite://", "it names no file"),
        ("sqlite://srv/db.sqlite3", "it names no file"),
        ("postgresql://u:secret@h/", "it names no database"),
    ],
)
def test_database_that_is_wrong_is_refused_without_its_password(base, url, why):
    assert refusal(base, DATABASE_URL=url) == (
        f"DATABASE_URL can't be used ({why}): set it to sqlite:////folder/file.sqlite3 "
        "or postgresql://user:password@host:5432/name."
    )


@pytest.mark.parametrize("url", ["postgresql://u:secret@h:port/db", "postgresql://u:secret@[h/db"])
def test_database_with_a_broken_address_is_refused(base, url):
    sentence = refusal(base, DATABASE_URL=url)
    assert sentence.startswith("DATABASE_URL can't be used (")
    assert "secret" not in sentence


# --- e-mail -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "port", "tls", "ssl"),
    [("smtp", 25, False, False), ("smtp+tls", 587, True, False), ("smtp+ssl", 465, False, True)],
)
def test_mailer_by_smtp(base, scheme, port, tls, ssl):
    assert given(base, EMAIL_URL=f"{scheme}://me%40x:pw@mail.example.org").mailer == {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": "mail.example.org",
            "port": port,
            "username": "me@x",
            "password": "pw",
            "use_tls": tls,
            "use_ssl": ssl,
            "timeout": 10,
        },
    }


# --- one sentence for the rest ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", "maybe", "DEBUG is “maybe”: set it to on or off."),
        ("HTTPS", "2", "HTTPS is “2”: set it to on or off."),
        ("TRUSTED_PROXIES", "-1", "TRUSTED_PROXIES is “-1”: set it to a whole number, 0 or more."),
        ("TRUSTED_PROXIES", "²", "TRUSTED_PROXIES is “²”: set it to a whole number, 0 or more."),
        (
            "ALLOWED_HOSTS",
            "a.example, *",
            (
                "ALLOWED_HOSTS holds “*”: set it to the host names of this site, separated by commas, "
                "without scheme or path, such as maturity.example.org."
            ),
        ),
        (
            "CSRF_TRUSTED_ORIGINS",
            "maturity.example.org",
            (
                "CSRF_TRUSTED_ORIGINS holds “maturity.example.org”: set it to addresses with their scheme, "
                "such as https://maturity.example.org, separated by commas."
            ),
        ),
        (
            "EMAIL_URL",
            "smtp:mail",
            (
                "EMAIL_URL can't be used: set it to console: or smtp+tls://user:password@host:587 "
                "(also smtp:// or smtp+ssl://)."
            ),
        ),
        ("EMAIL_URL", "smtp://mail:no", "EMAIL_URL has no usable port: set it to one such as 587."),
        (
            "DEFAULT_FROM_EMAIL",
            "nobody",
            "DEFAULT_FROM_EMAIL is “nobody”: set it to an e-mail address, such as cxmaturity@example.org.",
        ),
        ("LOG_LEVEL", "loud", "LOG_LEVEL is “LOUD”: set it to one of DEBUG, INFO, WARNING, ERROR."),
    ],
)
def test_wrong_value_is_refused_in_a_sentence(base, name, value, sentence):
    assert refusal(base, **{name: value}) == sentence


def test_data_dir_that_is_not_there_is_refused(base):
    assert refusal(base, DATA_DIR="nowhere") == (
        f"DATA_DIR is “{base}/nowhere”, which is no folder that can be written: create it, "
        "or set DATA_DIR to another one (`make setup` makes the default)."
    )


# --- .env ---------------------------------------------------------------------------------------------------------


def test_variables_of_the_process_win_over_the_file(tmp_path):
    file = tmp_path / ".env"
    file.write_text("# a note\nDEBUG=on\nLOG_LEVEL='ERROR'\nEMPTY\n")
    assert variables({"DEBUG": "off"}, file) == {"DEBUG": "off", "LOG_LEVEL": "ERROR"}


def test_variables_without_a_file(tmp_path):
    assert variables({"DEBUG": "off"}, tmp_path / ".env") == {"DEBUG": "off"}


def test_example_file_names_every_variable_and_can_be_used(base):
    lines = [line.removeprefix("#") for line in (ROOT / ".env.example").read_text().splitlines()]
    (base / ".env").write_text("\n".join(line for line in lines if line.partition("=")[0].isupper()))
    example = variables({}, base / ".env")
    assert sorted(example) == [
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        "DATABASE_URL",
        "DATA_DIR",
        "DEBUG",
        "DEFAULT_FROM_EMAIL",
        "EMAIL_URL",
        "EVIDENCE_MAX_MB",
        "EVIDENCE_QUOTA_MB",
        "EVIDENCE_STORAGE",
        "EVIDENCE_STORAGE_OPTIONS",
        "HTTPS",
        "LANGUAGES",
        "LOG_LEVEL",
        "REPORT_STORAGE",
        "REPORT_STORAGE_OPTIONS",
        "SECRET_KEY",
        "SITE_URL",
        "TRUSTED_PROXIES",
        "WORKERS",
    ]
    assert read(example | {"SECRET_KEY": KEY}, base).allowed_hosts == ["maturity.example.org"]


@pytest.mark.parametrize("command", [("manage.py", "check"), ("-m", "cxmaturity.wsgi"), ("-m", "cxmaturity.asgi")])
def test_start_with_a_wrong_setting_stops_without_a_traceback(command):
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | {"DEBUG": "maybe", "DJANGO_SETTINGS_MODULE": "cxmaturity.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "cxmaturity can't start. DEBUG is “maybe”: set it to on or off.\n"


@pytest.mark.parametrize(
    ("more", "address"),
    [
        ({"SITE_URL": "https://maturity.example.org/"}, "https://maturity.example.org"),
        ({"SITE_URL": "http://10.0.0.1:8080"}, "http://10.0.0.1:8080"),
        ({"ALLOWED_HOSTS": ".example.org,other.example"}, "https://example.org"),
        ({"ALLOWED_HOSTS": "maturity.example.org", "HTTPS": "off"}, "http://maturity.example.org"),
        ({"HTTPS": "off"}, "http://127.0.0.1:8000"),
    ],
)
def test_messages_lead_to_the_site(base, more, address):
    assert given(base, **more).site_url == address


@pytest.mark.parametrize(
    "address", ["maturity.example.org", "ftp://example.org", "https://example.org/here", "https://"]
)
def test_site_url_that_is_no_address_is_refused(base, address):
    assert refusal(base, SITE_URL=address).startswith("SITE_URL is “")


# --- evidence -----------------------------------------------------------------------------------------------------


def test_evidence_lies_in_the_data_folder_for_its_owner_alone(base):
    here = given(base)
    assert (here.evidence_max_bytes, here.evidence_quota_bytes) == (25 * 1024 * 1024, 2048 * 1024 * 1024)
    assert here.evidence_storage == {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": str(base / "data" / "evidence"),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }


@pytest.mark.parametrize("name", ["EVIDENCE_STORAGE", "REPORT_STORAGE"])
def test_files_lie_in_a_bucket_by_settings_alone(name, base):
    options = '{"bucket_name": "evidence", "querystring_auth": true}'
    here = given(base, **{name: "storages.backends.s3.S3Storage", f"{name}_OPTIONS": options})
    assert getattr(here, name.lower()) == {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {"bucket_name": "evidence", "querystring_auth": True},
    }


@pytest.mark.parametrize("options", ["{", "[]", "bucket", '{"access_key": "secret"'])
def test_storage_options_that_can_not_be_read_are_refused_without_what_they_say(base, options):
    assert refusal(base, EVIDENCE_STORAGE_OPTIONS=options) == (
        "EVIDENCE_STORAGE_OPTIONS can't be read: set it to the storage's options as a JSON object, "
        'such as {"bucket_name": "evidence"}.'
    )


@pytest.mark.parametrize("name", ["EVIDENCE_MAX_MB", "EVIDENCE_QUOTA_MB"])
@pytest.mark.parametrize("value", ["0", "-1", "1.5", "much", "²"])
def test_sizes_that_are_none_are_refused(base, name, value):
    sentence = f"{name} is “{value}”: set it to a whole number of megabytes, 1 or more."
    assert refusal(base, **{name: value}) == sentence
