"""The settings of the test run: the product's own, from a fixed environment, with three things faster."""

import os
import tempfile
from pathlib import Path

# In memory where the system offers it: every save waits for the disk otherwise, as it should.
memory = Path("/dev/shm")
folder = tempfile.TemporaryDirectory(prefix="cxm-tests-", dir=memory if os.access(memory, os.W_OK) else None)
os.environ |= {
    "ENV_FILE": os.devnull,  # nobody's own .env decides about the tests
    "SECRET_KEY": "a-key-that-is-only-known-to-the-tests-and-therefore-to-all",
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", f"sqlite:///{folder.name}/nobodys.sqlite3"),
    "DATA_DIR": folder.name,
    "EMAIL_URL": "console:",
    "WORKERS": "apart",  # tests run jobs by themselves (tests/jobs/runner.py)
    "HTTPS": "off",
    "DEBUG": "off",
}

from cxmaturity.settings import *  # noqa: E402,F403 - the environment above comes first

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # Files, as in production: WAL and locks between connections don't exist in memory.
    DATABASES["default"]["TEST"] = {"NAME": Path(folder.name) / "tests.sqlite3"}  # noqa: F405
# One hash of the default hasher costs most of a second.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Pages are tested without collecting files first.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
