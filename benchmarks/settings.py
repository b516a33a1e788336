"""The product's own settings, with the bare view that everything is measured against, and without mail to anybody."""

from cxmaturity.settings import *  # noqa: F403 - that is what it is for
from cxmaturity.settings import DATA_DIR

ROOT_URLCONF = "benchmarks.urls"
STATIC_ROOT = DATA_DIR / "staticfiles"
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}  # what is printed is the figures
