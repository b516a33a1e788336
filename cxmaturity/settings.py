"""Django's settings. What differs from place to place comes from the environment (``environment.py``)."""

import datetime
import os
import sys
from pathlib import Path

import django_stubs_ext
from django.utils.csp import CSP

from cxmaturity import environment

# ModelForm[Organisation] and ModelAdmin[Organisation] stand in our code; Django itself knows no such brackets.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

try:
    env_file = BASE_DIR / os.environ.get("ENV_FILE", ".env")
    here = environment.read(environment.variables(os.environ, env_file), BASE_DIR)
except environment.WrongSettingError as fault:
    sys.exit(f"cxmaturity can't start. {fault}")

# --- this place ------------------------------------------------------------------------------------------
DEBUG = here.debug
SECRET_KEY = here.secret_key
ALLOWED_HOSTS = here.allowed_hosts
CSRF_TRUSTED_ORIGINS = here.csrf_trusted_origins
SITE_URL = here.site_url
DATA_DIR = here.data_dir
DATABASES = {"default": here.database | {"ATOMIC_REQUESTS": False}}
MAILERS = {"default": here.mailer}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = here.default_from_email

# --- parts -----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "reports",
    "results",
    "plans",
    "comparisons",
    "benchmarking",
    "pulses",
    "planner",
    "targets",
    "charts",
    "tables",
    "jobs",
    "assessments",
    "organisations",
    "frameworks",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cxmaturity.middleware.keep_out_of_caches",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # before whatever answers by itself: redirects, 400
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # a view is open only where it says so
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",  # tells the history of framework content who asks
    "cxmaturity.middleware.refuse_nul",
]
ROOT_URLCONF = "cxmaturity.urls"
WSGI_APPLICATION = "cxmaturity.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,  # Django caches loaded templates unless DEBUG is on
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
# Shared by all processes, as counting sign-in attempts needs; `manage.py createcachetable` makes it.
# Django's own limit of 300 entries would let attempts at many other addresses push out one account's counter.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Finished drawings, by a digest of what they were drawn from: each process keeps its own, some 60 KB each.
    "drawings": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "drawings",
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}

# --- people ----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},  # as NIST SP 800-63B asks where a password is all there is
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
]
ACCOUNT_ADAPTER = "organisations.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses come from an administrator or an invitation
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if here.https else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = here.trusted_proxies
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# --- language and time -----------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = here.languages
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- files -----------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "evidence": here.evidence_storage,
    "reports": here.report_storage,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

EVIDENCE_MAX_BYTES = here.evidence_max_bytes
EVIDENCE_QUOTA_BYTES = here.evidence_quota_bytes
UPLOAD_MAX_BYTES = max(EVIDENCE_MAX_BYTES, 8 * 1024 * 1024)  # workbooks are uploaded too
FILE_UPLOAD_HANDLERS = [
    "cxmaturity.uploads.LimitedUpload",  # no request fills the disk before anybody asks who sent it
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- work in the background ------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "jobs.backend.JobBackend", "QUEUES": []}}  # any queue; a worker picks its own
WORKERS = here.workers
JOB_LEASE = datetime.timedelta(seconds=40)  # a killed worker's job is taken up again after that

# --- security --------------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_SSL_REDIRECT = here.https
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if here.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if here.trusted_proxies else None
# Other names beneath this one, and a browser's preload list, are for the owner of the domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = here.https
SESSION_COOKIE_AGE = 14 * 24 * 3600
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# --- log -------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"tokens": {"()": "cxmaturity.logs.HideTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["tokens"]}},
    "root": {"handlers": ["console"], "level": here.log_level},
    "loggers": {
        "django": {"handlers": [], "level": here.log_level, "propagate": True},
        # Whoever knocks with a wrong host name gets a 400, and no page of traceback in the log.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "pikepdf": {"level": "WARNING"},  # it tells of each start
    },
}
