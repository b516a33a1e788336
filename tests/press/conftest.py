"""A listener that notes who knocks, and a file that nothing may read."""

import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest


class Knock(socketserver.StreamRequestHandler):
    """Notes the path that was asked for; a caller who waits to be greeted (ftp) is noted without one."""

    timeout = 0.3

    def handle(self) -> None:
        """Note it and hang up, politely."""
        try:
            line = self.rfile.readline().decode(errors="replace").split()
        except TimeoutError:
            line = []
        self.server.knocks.append(line[1].strip("/") if len(line) > 1 else "")  # type: ignore[attr-defined]
        self.wfile.write(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n" if line else b"500 no\r\n")


class Listener(socketserver.ThreadingTCPServer):
    """A real listener on this machine."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Knock)
        self.knocks: list[str] = []
        self.place = f"127.0.0.1:{self.server_address[1]}"


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Listens while the test runs."""
    with Listener() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def secret_file(tmp_path: Path) -> Path:
    """A file of this machine that no report may hold."""
    file = tmp_path / "secret.txt"
    file.write_text("the-secret-of-this-machine")
    return file
