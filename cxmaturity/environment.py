"""Settings from the environment: each variable read once, checked, and refused in one sentence.

``read`` takes any mapping, so the tests need no process of their own. Nothing here imports Django's settings.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from django.conf.locale import LANG_INFO
from dotenv import dotenv_values

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off"})
LOCAL_HOSTS = "127.0.0.1,localhost,[::1]"
SECRET_KEY_FILE = "secret-key"  # noqa: S105 - the name of the file, not the key
SECRET_KEY_LENGTH = 50
SQLITE_BUSY_SECONDS = 20
CONNECTION_KEPT_SECONDS = 600
MAIL_BACKENDS = {
    "console": "django.core.mail.backends.console.EmailBackend",
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "smtp+tls": "django.core.mail.backends.smtp.EmailBackend",
    "smtp+ssl": "django.core.mail.backends.smtp.EmailBackend",
}
OWN_LANGUAGE = ("en-gb", "English")
FILE_STORAGE = "django.core.files.storage.FileSystemStorage"
MEGABYTE = 1024 * 1024
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
WORKERS = ("here", "apart")


class WrongSettingError(ValueError):
    """A variable of the environment is missing or wrong; the text says which one and what to set."""


@dataclass(frozen=True)
class Environment:
    """What the environment says, checked and in the shapes that Django's settings want."""

    debug: bool
    secret_key: str
    https: bool
    allowed_hosts: list[str]
    csrf_trusted_origins: list[str]
    site_url: str
    trusted_proxies: int
    data_dir: Path
    database: dict[str, Any]
    mailer: dict[str, Any]
    default_from_email: str
    log_level: str
    languages: list[tuple[str, str]]
    evidence_max_bytes: int
    evidence_quota_bytes: int
    evidence_storage: dict[str, Any]
    report_storage: dict[str, Any]
    workers: str


def variables(environ: Mapping[str, str], file: Path) -> dict[str, str]:
    """The variables of ``file`` (``.env``, when it is there) with those of the process over them."""
    kept = dotenv_values(file) if file.is_file() else {}
    return {name: value for name, value in kept.items() if value is not None} | dict(environ)


def read(given: Mapping[str, str], base_dir: Path) -> Environment:
    """Every setting from the variables ``given``; raises ``WrongSettingError`` for the first wrong one."""
    debug = _flag(given, "DEBUG", default=False)
    data_dir = _data_dir(given, base_dir)
    https = _flag(given, "HTTPS", default=not debug)
    allowed_hosts = _allowed_hosts(given)
    return Environment(
        debug=debug,
        secret_key=_secret_key(given, data_dir, debug=debug),
        https=https,
        allowed_hosts=allowed_hosts,
        csrf_trusted_origins=_origins(given),
        site_url=_site_url(given, allowed_hosts, https=https),
        trusted_proxies=_count(given, "TRUSTED_PROXIES"),
        data_dir=data_dir,
        workers=_workers(given),
        database=_database(given, data_dir),
        mailer=_mailer(given),
        default_from_email=_sender(given),
        log_level=_log_level(given),
        languages=_languages(given),
        evidence_max_bytes=_megabytes(given, "EVIDENCE_MAX_MB", "25"),
        evidence_quota_bytes=_megabytes(given, "EVIDENCE_QUOTA_MB", "2048"),
        evidence_storage=_storage(given, "EVIDENCE_STORAGE", data_dir / "evidence"),
        report_storage=_storage(given, "REPORT_STORAGE", data_dir / "reports" / "made"),
    )


def _value(given: Mapping[str, str], name: str, default: str = "") -> str:
    return given.get(name, "").strip() or default


def _flag(given: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = _value(given, name).lower()
    if not value:
        return default
    if value not in YES | NO:
        raise WrongSettingError(f"{name} is “{value}”: set it to on or off.")
    return value in YES


def _count(given: Mapping[str, str], name: str) -> int:
    value = _value(given, name, "0")
    if not (value.isascii() and value.isdigit()):
        raise WrongSettingError(f"{name} is “{value}”: set it to a whole number, 0 or more.")
    return int(value)


def _megabytes(given: Mapping[str, str], name: str, default: str) -> int:
    value = _value(given, name, default)
    if not (value.isascii() and value.isdigit() and int(value)):
        raise WrongSettingError(f"{name} is “{value}”: set it to a whole number of megabytes, 1 or more.")
    return int(value) * MEGABYTE


def _list(given: Mapping[str, str], name: str, default: str = "") -> list[str]:
    return [part.strip() for part in _value(given, name, default).split(",") if part.strip()]


def _allowed_hosts(given: Mapping[str, str]) -> list[str]:
    hosts = _list(given, "ALLOWED_HOSTS", LOCAL_HOSTS)
    for host in hosts:
        if host == "*" or "/" in host:
            raise WrongSettingError(
                f"ALLOWED_HOSTS holds “{host}”: set it to the host names of this site, "
                "separated by commas, without scheme or path, such as maturity.example.org."
            )
    return hosts


def _origins(given: Mapping[str, str]) -> list[str]:
    origins = _list(given, "CSRF_TRUSTED_ORIGINS")
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
            raise WrongSettingError(
                f"CSRF_TRUSTED_ORIGINS holds “{origin}”: set it to addresses with their scheme, "
                "such as https://maturity.example.org, separated by commas."
            )
    return origins


def _site_url(given: Mapping[str, str], hosts: list[str], *, https: bool) -> str:
    """Where messages lead that no request asked for; without it, the first of the site's host names."""
    port = ":8000" if hosts[0] in LOCAL_HOSTS.split(",") else ""
    address = f"{'https' if https else 'http'}://{hosts[0].lstrip('.')}{port}"
    url = _value(given, "SITE_URL", address).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path or parts.query:
        raise WrongSettingError(
            f"SITE_URL is “{url}”: set it to the address of this site with its scheme, "
            "such as https://maturity.example.org."
        )
    return url


def _data_dir(given: Mapping[str, str], base_dir: Path) -> Path:
    folder = base_dir / _value(given, "DATA_DIR", "data")
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise WrongSettingError(
            f"DATA_DIR is “{folder}”, which is no folder that can be written: create it, "
            "or set DATA_DIR to another one (`make setup` makes the default)."
        )
    return folder


def _secret_key(given: Mapping[str, str], data_dir: Path, *, debug: bool) -> str:
    kept = data_dir / SECRET_KEY_FILE
    key = _value(given, "SECRET_KEY") or (kept.read_text().strip() if kept.is_file() else "")
    if not key and debug:
        return "only-while-developing-with-debug-on-and-never-in-public"
    if len(key) < SECRET_KEY_LENGTH or len(set(key)) < 5:
        raise WrongSettingError(
            f"SECRET_KEY is {'too weak' if key else 'missing'}: set it to {SECRET_KEY_LENGTH} random characters "
            "or more, or run `make setup`, which keeps such a key in the data folder."
        )
    return key


def _database(given: Mapping[str, str], data_dir: Path) -> dict[str, Any]:
    url = _value(given, "DATABASE_URL", f"sqlite:///{quote(str(data_dir))}/cxmaturity.sqlite3")
    try:
        parts = urlsplit(url)
        if parts.scheme == "sqlite":
            return _sqlite(parts)
        if parts.scheme in {"postgresql", "postgres"}:
            return _postgresql(parts)
    except ValueError as fault:
        raise _wrong_database(str(fault)) from fault
    raise _wrong_database("its scheme is unknown")


def _wrong_database(why: str) -> WrongSettingError:
    return WrongSettingError(  # without the address itself: it may hold a password
        f"DATABASE_URL can't be used ({why}): set it to sqlite:////folder/file.sqlite3 "
        "or postgresql://user:password@host:5432/name."
    )


def _sqlite(parts: SplitResult) -> dict[str, Any]:
    name = unquote(parts.path.removeprefix("/"))
    if parts.netloc or not name:
        raise ValueError("it names no file")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        # Closed after each request, the last one open would write the whole log back to the file every time.
        "CONN_MAX_AGE": CONNECTION_KEPT_SECONDS,
        "OPTIONS": {
            # Autosaves read before they write: started as writers at once they wait for each other
            # instead of failing, and FULL keeps what was acknowledged through a power cut.
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_BUSY_SECONDS,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise ValueError("it names no database")
    options = dict(parse_qsl(parts.query))  # sslmode and the like; host= may name the folder of a socket
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "CONN_MAX_AGE": CONNECTION_KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _mailer(given: Mapping[str, str]) -> dict[str, Any]:
    url = urlsplit(_value(given, "EMAIL_URL", "console:"))
    if url.scheme not in MAIL_BACKENDS or (url.scheme != "console" and not url.hostname):
        raise WrongSettingError(
            "EMAIL_URL can't be used: set it to console: or smtp+tls://user:password@host:587 "
            "(also smtp:// or smtp+ssl://)."
        )
    mailer: dict[str, Any] = {"BACKEND": MAIL_BACKENDS[url.scheme]}
    return mailer if url.scheme == "console" else mailer | {"OPTIONS": _smtp(url)}


def _smtp(url: SplitResult) -> dict[str, Any]:
    try:
        port = url.port or {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}[url.scheme]
    except ValueError as fault:
        raise WrongSettingError("EMAIL_URL has no usable port: set it to one such as 587.") from fault
    return {
        "host": url.hostname,
        "port": port,
        "username": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "use_tls": url.scheme == "smtp+tls",
        "use_ssl": url.scheme == "smtp+ssl",
        "timeout": 10,
    }


def _sender(given: Mapping[str, str]) -> str:
    sender = _value(given, "DEFAULT_FROM_EMAIL", "cxmaturity@localhost")
    if "@" not in parseaddr(sender)[1]:
        raise WrongSettingError(
            f"DEFAULT_FROM_EMAIL is “{sender}”: set it to an e-mail address, such as cxmaturity@example.org."
        )
    return sender


def _log_level(given: Mapping[str, str]) -> str:
    level = _value(given, "LOG_LEVEL", "INFO").upper()
    if level not in LOG_LEVELS:
        raise WrongSettingError(f"LOG_LEVEL is “{level}”: set it to one of {', '.join(LOG_LEVELS)}.")
    return level


def _workers(given: Mapping[str, str]) -> str:
    value = _value(given, "WORKERS", "here").lower()
    if value not in WORKERS:
        raise WrongSettingError(
            f"WORKERS is “{value}”: set it to here, and the site starts its workers by itself, "
            "or to apart, where you run them with manage.py run_worker."
        )
    return value


def _languages(given: Mapping[str, str]) -> list[tuple[str, str]]:
    codes = [code.lower() for code in _list(given, "LANGUAGES")]
    for code in codes:
        if "name_local" not in LANG_INFO.get(code, {}):
            raise WrongSettingError(f"LANGUAGES holds “{code}”: set it to language codes such as de,ar.")
    more = dict.fromkeys(code for code in codes if code != OWN_LANGUAGE[0])
    return [OWN_LANGUAGE, *((code, str(LANG_INFO[code]["name_local"])) for code in more)]


def _storage(given: Mapping[str, str], name: str, folder: Path) -> dict[str, Any]:
    """The entry for ``STORAGES``: files outside of everything that is served, or whatever storage is named."""
    backend, options = _value(given, name, FILE_STORAGE), _value(given, f"{name}_OPTIONS", "{}")
    try:
        chosen = json.loads(options)
    except ValueError:
        chosen = None
    if not isinstance(chosen, dict):
        raise WrongSettingError(  # without what it says: it may hold a key
            f"{name}_OPTIONS can't be read: set it to the storage's options as a JSON object, "
            'such as {"bucket_name": "evidence"}.'
        )
    own = {"location": str(folder), "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    return {"BACKEND": backend, "OPTIONS": (own if backend == FILE_STORAGE else {}) | chosen}
