"""Makes PDFs outside the web process: keeps the engine warm, one report a core, and says what went wrong in words."""

import atexit
import base64
import contextlib
import fcntl
import functools
import hashlib
import importlib.metadata
import json
import logging
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from press.manuscript import Manuscript
from press.shelf import key

log = logging.getLogger(__name__)

PROGRAMS = tuple(Path(__file__).with_name(f"{name}.py") for name in ("engine", "numbering", "finishing", "tagging"))
LIBRARIES = ("weasyprint", "pydyf", "fonttools", "pillow", "pikepdf")
# The style sheets that a manuscript may name; a new one of a document is added here.
STYLE_SHEETS = (
    "css/fonts.css",
    "css/tokens.css",
    "css/spots.css",
    "css/stamp.css",
    "css/report.css",
    "css/guide-print.css",
    "css/summary-print.css",
    "css/document.css",
    "css/plan-print.css",
    "css/comparison-print.css",
    "css/consensus-print.css",
    "css/interview-print.css",
)
ASSETS = (*STYLE_SHEETS, *(f"vendor/plex/IBMPlexSans{face}.woff2" for face in (
    "-Regular", "-SemiBold", "Arabic-Regular", "Arabic-SemiBold"
)))  # fmt: skip
KEPT_VARIABLES = ("PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH")
SECONDS = 30
PATIENCE = 5  # a little more than the engine's own, which ends it after four times its seconds of computing
MEMORY = 1024 * 1024 * 1024
WAIT_SECONDS = 120
WAITING = 2  # threads of one web process that may wait for a report; the others go on answering
LONGEST_HTML = 20 * 1024 * 1024
REASONS: dict[str, Promise] = {
    "refused": _("It asked for a file or an address from outside, and a report never fetches anything."),
    "memory": _("It needs more memory than a report may take. Very long comments or tables can do that."),
    "time": _("It took longer than a report may take, and was stopped."),
    "long": _("Its text is longer than a report can hold."),
    "busy": _("Other reports are being made at this moment."),
    "picture": _("A picture in it is no PNG or JPEG file, or is too large."),
    "failed": _("Its pages could not be laid out."),
}


class RenderError(Exception):
    """No PDF came out; ``code`` is one of REASONS, and the message is that reason in the reader's words."""

    def __init__(self, code: str) -> None:
        super().__init__(str(REASONS[code]))
        self.code = code


def packaged_assets() -> dict[str, bytes]:
    """The style sheets and fonts that a report is made with, keyed by their address."""
    folder = Path(settings.BASE_DIR) / "static"
    return {_address(name): (folder / name).read_bytes() for name in ASSETS}


def _address(name: str) -> str:
    return f"asset:///{name}"


@dataclass
class Press:
    """One warm engine process, started when first needed and again when it died."""

    assets: dict[str, bytes]
    slots: Path
    seconds: float = SECONDS
    memory: int = MEMORY
    wait_seconds: float = WAIT_SECONDS
    process: subprocess.Popen[bytes] | None = None
    control: socket.socket | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)
    seats: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(WAITING))

    @functools.cached_property
    def edition(self) -> str:
        """A digest of what every PDF is made with: the engine, the libraries' versions, the fonts."""
        digest = hashlib.sha256()
        for program in PROGRAMS:
            digest.update(hashlib.sha256(program.read_bytes()).digest())
        for library in LIBRARIES:
            digest.update(importlib.metadata.version(library).encode())
        for url, data in sorted(self.assets.items()):
            if not url.endswith(".css"):
                digest.update(url.encode() + hashlib.sha256(data).digest())
        return digest.hexdigest()

    def name(self, manuscript: Manuscript) -> str:
        """What the PDF is called on the shelf: a digest of everything that it is made from.

        Of the packaged style sheets only those that it names count.
        """
        styles = [hashlib.sha256(self.assets[_address(name)]).hexdigest() for name in manuscript.style_sheets]
        return key(self.edition, *styles, manuscript.digest)

    def render(self, manuscript: Manuscript, *, wait_seconds: float | None = None) -> bytes:
        """The PDF of a manuscript; raises RenderError. ``wait_seconds`` is how long it may wait for a free core."""
        if len(manuscript.html) + len(manuscript.styles) > LONGEST_HTML:
            raise RenderError("long")
        with self._seat(), self._slot(wait_seconds), tempfile.TemporaryDirectory(prefix="cxmaturity-report-") as folder:
            order = manuscript.order() | {"folder": folder, "seconds": self.seconds, "memory": self.memory}
            order["style_sheets"] = [_address(name) for name in manuscript.style_sheets]
            started = time.monotonic()
            answer = self._ask(json.dumps(order).encode())
            return self._pdf(answer, time.monotonic() - started)

    def _pdf(self, answer: bytes, took: float) -> bytes:
        head, _newline, body = answer.partition(b"\n")
        if head == b"+%d" % len(body):
            return body
        code, trace = head[1:].decode(errors="replace"), body.decode(errors="replace")
        if code not in REASONS:  # the kernel ended it, so it could not say why
            code = "time" if took >= self.seconds else "failed"
        log.error("No report: %s after %.1f s\n%s", code, took, trace)
        raise RenderError(code)

    def _ask(self, order: bytes) -> bytes:
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                self._hand_over(theirs)
            ours.settimeout(self.seconds * PATIENCE + 5)
            with contextlib.suppress(OSError):  # an answer cut short is no answer
                ours.sendall(order)
                ours.shutdown(socket.SHUT_WR)
                return b"".join(iter(functools.partial(ours.recv, 1 << 20), b""))
        return b""

    def _hand_over(self, connection: socket.socket) -> None:
        with self.lock:
            for _attempt in range(2):
                control = self.control or self._start()
                with contextlib.suppress(OSError):
                    socket.send_fds(control, [b"."], [connection.fileno()])
                    return
                self._stop()
        raise RenderError("failed")

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-s", "-P", "-m", "press.engine"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=_environment(),
            )
        self.control = ours
        assets = {url: base64.b64encode(data).decode() for url, data in self.assets.items()}
        ours.sendall(json.dumps({"assets": assets}).encode() + b"\n")
        if not ours.recv(1):
            raise RenderError("failed")
        return ours

    def stop(self) -> None:
        """End the engine; the next report starts it anew."""
        with self.lock:
            self._stop()

    def _stop(self) -> None:
        if self.control:
            self.control.close()
        if self.process:
            self.process.wait(timeout=5)
        self.control = self.process = None

    @contextlib.contextmanager
    def _seat(self) -> Iterator[None]:
        """Keep threads of this process free: one report too many is refused at once rather than left to wait."""
        if not self.seats.acquire(blocking=False):
            raise RenderError("busy")
        try:
            yield
        finally:
            self.seats.release()

    @contextlib.contextmanager
    def _slot(self, wait_seconds: float | None = None) -> Iterator[None]:
        """Hold one of as many slots as there are cores, over all processes of this site."""
        self.slots.mkdir(parents=True, exist_ok=True)
        until = time.monotonic() + (self.wait_seconds if wait_seconds is None else wait_seconds)
        while True:
            for number in range(os.cpu_count() or 1):
                with (self.slots / f"{number}.lock").open("wb") as file:
                    if _locked(file.fileno()):
                        yield
                        return
            if time.monotonic() >= until:
                raise RenderError("busy")
            time.sleep(0.05)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _environment() -> dict[str, str]:
    """What the engine may know of this process's environment: no keys, no passwords."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return kept | {"LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONPATH": str(PROGRAMS[0].parents[1])}


@functools.cache
def the_press() -> Press:
    """The press of this web process."""
    press = Press(assets=packaged_assets(), slots=Path(settings.DATA_DIR) / "reports" / "slots")
    atexit.register(press.stop)
    return press
