"""What is asked of the site: the same requests for a server over HTTP and for the handler in this process."""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol
from urllib.parse import urlencode

CSRF_TOKEN = "benchmark" * 3 + "token"  # 32 letters; cookie and header have to agree, no more
HOST = "127.0.0.1"
PART = re.compile(r'name="parts" value="([\w-]+)"')
ORDER = re.compile(r"/reports/orders/[0-9a-f-]{36}/")
SECONDS_BETWEEN_LOOKS = 0.1


@dataclass(frozen=True)
class Place:
    """What ``benchmarks.data`` has built: a complete assessment, and the sessions of those who work on it."""

    assessment: str
    spare_answer: int
    assessor: str
    manager: str
    report: str
    framework_version: str

    @property
    def path(self) -> str:
        """The assessment's own address."""
        return f"/assessments/{self.assessment}/"


@dataclass(frozen=True)
class Request:
    """One request of a person; with ``form`` it is a POST as htmx sends it."""

    path: str
    session: str
    form: Mapping[str, str | Sequence[str]] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def method(self) -> str:
        """GET or POST."""
        return "GET" if self.form is None else "POST"

    @property
    def body(self) -> bytes:
        """The form, encoded."""
        return urlencode(self.form or {}, doseq=True).encode()

    def all_headers(self) -> dict[str, str]:
        """Cookies, and what htmx adds to a POST."""
        headers = {"Host": HOST, "Cookie": f"sessionid={self.session}; csrftoken={CSRF_TOKEN}"}
        if self.form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": CSRF_TOKEN}
            headers |= {"HX-Request": "true", "Content-Length": str(len(self.body))}
        return headers | dict(self.headers)


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    body: bytes


class Sender(Protocol):
    """Whoever answers requests."""

    def send(self, request: Request) -> Reply:
        """Ask, and wait for the whole answer."""


class UnexpectedReplyError(Exception):
    """The site did not do what was to be measured."""


def expect_ok(sender: Sender, request: Request) -> Reply:
    """Ask, and stop the benchmark unless the answer is 200."""
    reply = sender.send(request)
    if reply.status != 200:
        raise UnexpectedReplyError(f"{request.method} {request.path}: {reply.status} {reply.body[:200]!r}")
    return reply


def bare(sender: Sender, place: Place) -> None:
    """Have the bare view update its row."""
    form = {"value": "3"}
    expect_ok(sender, Request(f"/benchmarks/bare/{place.spare_answer}/", place.assessor, form))


def result(sender: Sender, place: Place) -> None:
    """Open the result page."""
    expect_ok(sender, Request(f"{place.path}result/", place.manager))


def report(sender: Sender, place: Place) -> bytes:
    """Order the full report with everything in it, look until it is there, and fetch it."""
    page = expect_ok(sender, Request(place.report, place.manager)).body.decode()
    form = {"kind": "full", "format": "pdf", "paper": "a4", "parts": PART.findall(page)}
    reply = sender.send(Request(place.report, place.manager, form))
    if reply.status != 302:
        raise UnexpectedReplyError(f"{place.report} took no order: {reply.status}")
    newest = ORDER.search(expect_ok(sender, Request(place.report, place.manager)).body.decode())
    if newest is None:
        raise UnexpectedReplyError(f"{place.report} shows no order")
    return _fetched(sender, place, newest[0])


def _fetched(sender: Sender, place: Place, order: str) -> bytes:
    """The file of an order, as soon as its page leads to it."""
    while f'href="{order}file"' not in (page := expect_ok(sender, Request(order, place.manager)).body.decode()):
        if "hx-trigger" not in page:
            raise UnexpectedReplyError(f"{order} was not made")
        time.sleep(SECONDS_BETWEEN_LOOKS)
    pdf = expect_ok(sender, Request(f"{order}file", place.manager)).body
    if not pdf.startswith(b"%PDF-"):
        raise UnexpectedReplyError(f"{order}file is no PDF: {pdf[:200]!r}")
    return pdf


class Answering:
    """A person at one answer, saving it again and again, each time on the version that the last save made."""

    def __init__(self, place: Place, element: str, item: str) -> None:
        self.place, self.item = place, item
        self.page = f"{place.path}elements/{element}/"
        self.versions = count(1)  # the answer was given once when the assessment was built

    def save(self, sender: Sender, value: str = "") -> None:
        """Save ``value``, or else the other of two ratings, as the page's script does."""
        version = next(self.versions)
        value = value or "24"[version % 2]
        form = {f"{self.item}-value": value, f"{self.item}-reason": "", f"{self.item}-version": str(version)}
        form["framework_version"] = self.place.framework_version
        headers = {"HX-Current-URL": f"http://{HOST}{self.page}", "HX-Target": f"status-{self.item}"}
        request = Request(f"{self.page}answers/{self.item}/", self.place.assessor, form, headers)
        changed = f'name="{self.item}-version" value="{version + 1}"'.encode()
        if changed not in expect_ok(sender, request).body:
            raise UnexpectedReplyError(f"{request.path} did not save version {version + 1}")


class Unseen:
    """Brings the assessment, save by save, to scores that it never had before: nothing kept from earlier will do.

    Each answer is one bit, and each step turns one of them, in the order of a Gray code.
    """

    def __init__(self, place: Place, elements: Sequence[str]) -> None:
        self.bits = [Answering(place, element, "1") for element in elements]
        self.steps = count(1)

    def step(self, sender: Sender) -> None:
        """Turn one answer."""
        number = next(self.steps)
        self.bits[(number & -number).bit_length() - 1].save(sender)
