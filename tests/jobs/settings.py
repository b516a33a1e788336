"""The settings of workers in processes of their own: those of the tests, and a lease that a test can wait for."""

import datetime
import os
from pathlib import Path

from tests.settings import *  # noqa: F403

JOB_LEASE = datetime.timedelta(seconds=2)
DATA_DIR = Path(os.environ.get("TEST_DATA_DIR", DATA_DIR))  # noqa: F405
