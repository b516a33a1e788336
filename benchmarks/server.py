"""The site served as ``make run`` serves it, and a person's connection to it."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.requests import HOST, Reply, Request

FLAGS = ("--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--no-ws")
PATIENCE = 60
IDLE = 5  # the server hangs up on connections that were idle for long; browsers open a new one then


class Connection:
    """One connection that is kept, as a browser keeps it."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection(HOST, port, timeout=180)
        self.used = time.monotonic()

    def send(self, request: Request) -> Reply:
        """Ask, and read the answer to its end."""
        if time.monotonic() - self.used > IDLE:
            self.connection.close()
        self.connection.request(request.method, request.path, request.body or None, request.all_headers())
        response = self.connection.getresponse()
        reply = Reply(response.status, response.read())
        self.used = time.monotonic()
        return reply


@contextmanager
def served(environment: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Serve the site of this environment; yields the port and the server's process id."""
    port = _free_port()
    granian = str(Path(sys.executable).with_name("granian"))
    command = [granian, *FLAGS, "--host", HOST, "--port", str(port), "--log-level", "error"]
    server = subprocess.Popen([*command, "cxmaturity.wsgi:application"], env=environment)
    try:
        _wait_for(port, server)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            if server.poll() is not None or time.monotonic() > until:
                sys.exit("The server of the benchmark did not start.")
            time.sleep(0.05)
        else:
            return
