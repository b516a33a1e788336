"""The settings of workers in processes of their own: those of the tests, and a lease that a test can wait for."""

import datetime

from tests.settings import *  # noqa: F403

JOB_LEASE = datetime.timedelta(seconds=2)
