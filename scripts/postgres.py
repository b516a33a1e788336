"""Run a command beside a PostgreSQL server of its own, which is gone afterwards.

usage: python scripts/postgres.py COMMAND...; the command finds the server's address in TEST_DATABASE_URL.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path:
    """The folder of initdb and pg_ctl: Debian keeps them off PATH, one folder for each version."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    found = shutil.which("initdb")
    if not folders and not found:
        sys.exit("PostgreSQL's initdb was not found. Type this, then try again: sudo apt-get install postgresql")
    return folders[-1] if folders else Path(str(found)).resolve().parent


@contextmanager
def cluster() -> Iterator[str]:
    """A server in a temporary folder, reached through a socket there; yields its address."""
    folder = tempfile.mkdtemp(prefix="cxm-pg-")
    owner = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    if owner:
        account = pwd.getpwnam(owner)
        os.chown(folder, account.pw_uid, account.pw_gid)

    def tool(name: str, *arguments: str) -> None:
        command = [str(binaries() / name), *arguments]
        subprocess.run(command, check=True, cwd=folder, user=owner, stdout=subprocess.DEVNULL)

    options = f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=60"
    try:
        tool("initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        tool("pg_ctl", "-D", "data", "-l", "log", "-w", "-o", options, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            tool("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run ``command`` and answer its exit code; a polite stop of this process stops the server too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with cluster() as address:
        return subprocess.run(command, check=False, env=os.environ | {"TEST_DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
