"""A proxy between browser and server that does to saves what networks do, by a seeded plan; the rest passes unharmed.

``LossyProxy`` keeps what became of every save: which operation it carried, and what the server said to each copy.
"""

import http.client
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

# What may happen to a save, and how often in a hundred. The rest passes as it came.
PLAN = {
    "reply lost": 30,  # carried out, and the browser never hears of it
    "request lost": 5,
    "sent twice": 8,
    "late copy": 8,  # a second copy arrives when newer saves may have
    "held back": 8,
    "busy": 6,  # 502 or 503, and not carried out
    "answered for": 5,  # carried out, and then 502
}
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}


@dataclass(frozen=True)
class Reply:
    """What the server said."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


@dataclass
class Save:
    """One operation as the proxy saw it: what the server said to each copy, and what the browser was told."""

    place: str
    value: str
    said: list[int] = field(default_factory=list)
    told: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Request:
    """A request, whole, so that it can be sent again."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def is_save(self) -> bool:
        """Whether it is an autosave: what the plan is about."""
        return self.method == "POST" and "/answers/" in self.path

    def operation(self) -> tuple[str, str, str]:
        """The operation's id, and the place and value that it is about."""
        element, item = self.path.split("/elements/")[1].split("/answers/")
        fields = dict(parse_qsl(self.body.decode(), keep_blank_values=True))
        item = item.strip("/")
        return fields[f"{item}-operation"], f"{element}/{item}", fields.get(f"{item}-value", "")


class LossyProxy:
    """The proxy; a context manager that is gone with the last copy delivered."""

    def __init__(self, upstream: str, seed: int) -> None:
        self.upstream = urlsplit(upstream).netloc
        self.random = random.Random(seed)
        self.lock = threading.Lock()
        self.saves: dict[str, Save] = {}
        self.did: Counter[str] = Counter()
        self.on_its_way: list[threading.Thread] = []
        self.is_calm = False
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://localhost:{self.server.server_port}"

    def __enter__(self) -> "LossyProxy":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.deliver_all()
        self.server.shutdown()
        self.server.server_close()

    def deliver_all(self) -> None:
        """Wait until every late copy has reached the server."""
        while self.on_its_way:
            self.on_its_way.pop().join(timeout=30)

    def forward(self, request: Request) -> Reply | None:
        """The server's reply; None when there is no server."""
        connection = http.client.HTTPConnection(self.upstream, timeout=30)
        try:
            connection.request(request.method, request.path, request.body, request.headers)
            answer = connection.getresponse()
            reply = Reply(answer.status, answer.getheaders(), answer.read())
        except (OSError, http.client.HTTPException):
            reply = None
        finally:
            connection.close()
        if request.is_save:
            with self.lock:
                self._save(request).said.append(reply.status if reply else 0)
        return reply

    def forward_late(self, request: Request, wait: float) -> None:
        """Let a copy arrive later, by a road of its own."""

        def go() -> None:
            time.sleep(wait)
            self.forward(request)

        thread = threading.Thread(target=go)
        self.on_its_way.append(thread)
        thread.start()

    def treat(self, request: Request) -> Reply | None:
        """What the browser is told; None for nothing, and a connection that breaks."""
        if not request.is_save:
            return self.forward(request) or Reply(502, [], b"")
        what, wait = self._choose()
        reply = TREATMENTS[what](self, request, wait)
        with self.lock:
            self._save(request).told.append(reply.status if reply else 0)
        return reply

    def _choose(self) -> tuple[str, float]:
        with self.lock:
            chance = self.random.uniform(0, 100)
            wait = self.random.uniform(0.01, 0.3)
            what = next(_reached(chance)) if not self.is_calm else "passed"
            self.did[what] += 1
        return what, wait

    def _save(self, request: Request) -> Save:
        operation, place, value = request.operation()
        return self.saves.setdefault(operation, Save(place, value))


def _reached(chance: float) -> Iterator[str]:
    for what, share in PLAN.items():
        if chance < share:
            yield what
        chance -= share
    yield "passed"


def _lose_reply(proxy: LossyProxy, request: Request, _wait: float) -> Reply | None:
    proxy.forward(request)
    return None


def _twice(proxy: LossyProxy, request: Request, wait: float) -> Reply | None:
    """Both at once; the browser hears one of the two."""
    proxy.forward_late(request, 0)
    return proxy.forward(request)


def _late_copy(proxy: LossyProxy, request: Request, wait: float) -> Reply | None:
    proxy.forward_late(request, wait)
    return proxy.forward(request)


def _hold_back(proxy: LossyProxy, request: Request, wait: float) -> Reply | None:
    time.sleep(wait / 5)
    return proxy.forward(request)


def _answer_for(proxy: LossyProxy, request: Request, _wait: float) -> Reply | None:
    proxy.forward(request)
    return Reply(502, [("Content-Type", "text/html")], b"<h1>Bad gateway</h1>")


TREATMENTS: dict[str, Callable[[LossyProxy, Request, float], Reply | None]] = {
    "passed": lambda proxy, request, _wait: proxy.forward(request),
    "reply lost": _lose_reply,
    "request lost": lambda _proxy, _request, _wait: None,
    "sent twice": _twice,
    "late copy": _late_copy,
    "held back": _hold_back,
    "busy": lambda _proxy, _request, wait: Reply(502 if wait > 0.15 else 503, [], b"busy"),
    "answered for": _answer_for,
}


def _handler(proxy: LossyProxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

        def do_GET(self) -> None:
            self._pass()

        def do_POST(self) -> None:
            self._pass()

        def _pass(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
            reply = proxy.treat(Request(self.command, self.path, headers, body))
            with suppress(OSError):  # the window that asked may be gone
                self._tell(reply) if reply else self._break()

        def _break(self) -> None:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

        def _tell(self, reply: Reply) -> None:
            self.send_response_only(reply.status)
            for name, value in reply.headers:
                if name.lower() not in HOP_BY_HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

    return Handler
