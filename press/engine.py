"""The one module that knows WeasyPrint: a warm process that makes each PDF in a child of its own.

``press.press`` starts it as a program and talks to it over a socket on standard input. It gets the packaged style
sheets and fonts once, then one connection a report. Each report is made by a fresh fork, so nothing of one reaches the
next, within limits on memory and time that the kernel keeps. It imports nothing of ours but what finishes a PDF, reads
no settings and knows no secret: what it can't see, no text in a report can get at.
"""

import base64
import contextlib
import gc
import io
import json
import logging
import math
import os
import resource
import signal
import socket
import ssl
import sys
import tempfile
import traceback
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fontTools.ttLib import woff2  # type: ignore[import-untyped]
from PIL import Image
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from press.finishing import finish
from press.numbering import write_page_numbers

SCHEME = "asset"
STYLES = f"{SCHEME}:///css/styles.css"  # where the manuscript's own styles stand, beside the packaged ones
TYPES = {"css": "text/css", "woff2": "font/ttf", "png": "image/png", "jpg": "image/jpeg"}
PICTURES = {"png": "PNG", "jpg": "JPEG"}
SAVED: dict[str, dict[str, Any]] = {"PNG": {}, "JPEG": {"quality": 92}}
MOST_PIXELS = 16_000_000
OPTIONS = {"pdf_variant": "pdf/a-3a", "uncompressed_pdf": True}  # what is added after it compresses, once
LARGEST_FILE = 64 * 1024 * 1024
OPEN_FILES = 64
NICENESS = 5  # behind the saves; at 15 a busy site would keep a report waiting for minutes
PATIENCE = 4
# What turns the direction of all that follows until somebody ends it, which who typed it may not have done: a name with
# one of these would turn round the rest of its line. Arabic needs none of them.
TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
NOTHING_READ: Mapping[str, CSS] = {}

# Addresses of this scheme are joined as those of the web are: fonts.css names its fonts by "../vendor/…".
urllib.parse.uses_relative.append(SCHEME)
urllib.parse.uses_netloc.append(SCHEME)


class PictureError(Exception):
    """A picture of the manuscript is not of a kind that may be printed."""


class AssetFetcher(URLFetcher):
    """Gives the packaged assets, from memory; any other address ends the report."""

    def __init__(self, assets: dict[str, bytes]) -> None:
        super().__init__(
            ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),  # trusts nobody, and reads no certificates for it
            allowed_protocols=(SCHEME,),
            allow_redirects=False,
            fail_on_errors=True,
        )
        self.assets = assets
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The asset at ``url``; raises FatalURLFetchingError, which no ``except Exception`` swallows."""
        if url not in self.assets:
            self.refused.append(url)
            raise FatalURLFetchingError(url[:200])
        kind = TYPES[url.rpartition(".")[2]]
        return URLFetcherResponse(url, self.assets[url], {"Content-Type": kind})


@dataclass(frozen=True)
class Limits:
    """What one report may take: seconds of computing (and four times that by the clock), and bytes of memory."""

    seconds: float
    memory: int

    def hold(self) -> None:
        """Put this process under the limits; the kernel ends it when the time is over, whatever it is doing."""
        signal.setitimer(signal.ITIMER_REAL, self.seconds * PATIENCE)
        for kind, most in (
            (resource.RLIMIT_AS, self.memory),
            (resource.RLIMIT_CPU, math.ceil(self.seconds)),
            (resource.RLIMIT_FSIZE, LARGEST_FILE),
            (resource.RLIMIT_NOFILE, OPEN_FILES),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(kind, (most, most))
        os.nice(NICENESS)


def convert(order: dict[str, Any], assets: dict[str, bytes], read: Mapping[str, CSS] = NOTHING_READ) -> bytes:
    """The PDF of a manuscript, tagged for accessibility; the same manuscript gives the same bytes.

    ``read`` are style sheets that were read before, see ``read_styles``.
    """
    fetcher = AssetFetcher(assets | _pictures(order["pictures"]))
    fonts = FontConfiguration()
    sheets = [(url, assets[url].decode()) for url in order["style_sheets"]] + [(STYLES, order["styles"])]
    styles = [
        read.get(url) or CSS(string=text, base_url=url, url_fetcher=fetcher, font_config=fonts) for url, text in sheets
    ]
    page = HTML(string=order["html"].translate(TURNS), base_url=f"{SCHEME}:///", url_fetcher=fetcher)
    _drop_attachments(page.etree_element)
    document = page.render(stylesheets=styles, font_config=fonts, **OPTIONS)
    write_page_numbers(document)
    document.metadata.created = document.metadata.modified = order["created"]
    pdf: bytes = document.write_pdf(finisher=_scopes, **OPTIONS)
    if fetcher.refused:
        raise FatalURLFetchingError(fetcher.refused[0][:200])
    return finish(pdf, order["attachment"], order["created"])


def read_styles(assets: dict[str, bytes]) -> dict[str, CSS]:
    """The packaged style sheets by address, read once for all documents; not those with fonts, which each loads."""
    fetcher = AssetFetcher(assets)
    return {
        url: CSS(string=data.decode(), base_url=url, url_fetcher=fetcher)
        for url, data in assets.items()
        if url.endswith(".css") and b"@font-face" not in data
    }


def _scopes(document: Document, _pdf: object) -> None:
    """Say of every head in a table whether it heads its row or its column, as the page does."""
    for page in document.pages:
        for box in page._page_box.descendants():  # noqa: SLF001 - the library tells it nowhere else
            if box.element_tag == "th" and box.element is not None and hasattr(box, "mark"):
                heads_row = box.element.get("scope", "").startswith("row")
                box.mark["A"]["Scope"] = "/Row" if heads_row else "/Column"


def _pictures(given: dict[str, str]) -> dict[str, bytes]:
    """The document's own pictures by address, as pixels alone; raises PictureError for what is no PNG or JPEG."""
    pictures = {}
    for name, data in given.items():
        ending = name.rpartition(".")[2]
        if ending not in PICTURES:
            raise PictureError(name)
        pictures[f"{SCHEME}:///picture/{name}"] = _pixels(base64.b64decode(data), PICTURES[ending])
    return pictures


def _pixels(data: bytes, kind: str) -> bytes:
    """A picture read and written again in red, green and blue, so that nothing but what it shows reaches the PDF."""
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureError(kind)
            shown = picture.convert("RGBA" if kind == "PNG" and picture.has_transparency_data else "RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise PictureError(kind) from fault
    written = io.BytesIO()
    shown.save(written, kind, **SAVED[kind])
    return written.getvalue()


def _drop_attachments(root: Any) -> None:
    """Take away what would put a file into the PDF: not even a packaged one is to be attached by a link."""
    for element in root.iter():
        if "attachment" in str(element.get("rel", "")).lower():
            del element.attrib["rel"]


def serve(control: socket.socket) -> None:
    """Fork a child for every connection that arrives, until the other side goes away."""
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the children
    gc.disable()  # a child is gone before it would be worth it, and the limit on memory holds it
    with control.makefile("rb") as stream:
        setting = json.loads(stream.readline())
    assets = {url: _opened(url, base64.b64decode(data)) for url, data in setting["assets"].items()}
    read = read_styles(assets)
    control.sendall(b"\n")
    while True:
        _, handles, _, _ = socket.recv_fds(control, 1, 1)
        if not handles:
            return
        with socket.socket(fileno=handles[0]) as connection:
            if os.fork() == 0:
                control.close()
                _answer(connection, assets, read)


def _opened(url: str, data: bytes) -> bytes:
    """Unpack a font here, once, rather than in every report."""
    if not url.endswith(".woff2"):
        return data
    unpacked = io.BytesIO()
    woff2.decompress(io.BytesIO(data), unpacked)
    return unpacked.getvalue()


def _answer(connection: socket.socket, assets: dict[str, bytes], read: Mapping[str, CSS]) -> None:
    """Make one report in this child and end it: ``+``, its length and the PDF, or ``-``, a reason and the trace."""
    try:
        with connection.makefile("rb") as stream:
            order = json.loads(stream.read())
        tempfile.tempdir = order["folder"]
        Limits(order["seconds"], order["memory"]).hold()
        pdf = convert(order, assets, read)
        answer = b"+%d\n" % len(pdf) + pdf
    except BaseException as fault:  # the child ends here, whatever happened
        answer = f"-{_reason(fault)}\n{traceback.format_exc(limit=-8)}".encode(errors="replace")
    with contextlib.suppress(OSError):  # nobody waits for it any more
        connection.sendall(answer)
        connection.shutdown(socket.SHUT_RDWR)
    os._exit(0)


def _reason(fault: BaseException) -> str:
    if isinstance(fault, FatalURLFetchingError):
        return "refused"
    if isinstance(fault, PictureError):
        return "picture"
    return "memory" if isinstance(fault, MemoryError) else "failed"


if __name__ == "__main__":
    with socket.socket(fileno=sys.stdin.fileno()) as parent:
        serve(parent)
