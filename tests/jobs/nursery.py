"""Workers without the seconds that a start takes: a process that has loaded everything, and forks one for each line.

Started as a program. Each line that it reads is one more worker, with the options there; it answers with the worker's
process id, and puts those that ended out of the way. Whatever a worker does after that, it does as any other.
"""

import os
import signal
import sys

import django
from django.core.management import call_command


def worker(options: list[str]) -> None:
    """As ``manage.py run_worker``, and to be started afresh as that."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    sys.orig_argv = [sys.executable, "manage.py", "run_worker", *options]
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    call_command("run_worker", *options)


def main() -> None:
    django.setup()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for options in sys.stdin:
        pid = os.fork()
        if not pid:
            worker(options.split())
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
