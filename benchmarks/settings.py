"""The product's own settings, with one address more: the bare view that everything is measured against."""

from cxmaturity.settings import *  # noqa: F403 - that is what it is for
from cxmaturity.settings import DATA_DIR

ROOT_URLCONF = "benchmarks.urls"
STATIC_ROOT = DATA_DIR / "staticfiles"
