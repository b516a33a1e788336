"""The WSGI application that a server loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cxmaturity.settings")

application = get_wsgi_application()

# After the line above, for models can be loaded only then.
from jobs.worker_watch import take_up_what_was_left  # noqa: E402

take_up_what_was_left()
