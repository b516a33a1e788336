"""The full report printed by the press and by Chromium, by turns: the same page, the same styles, the same minutes.

A process of its own, with its site's environment; takes an assessment and the number of rounds, prints figures as JSON.
"""

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pypdf
from django.conf import settings

from benchmarks.memory import watched
from cxmaturity.wsgi import application  # isort: split

from assessments.models import Assessment
from press.manuscript import Manuscript
from press.press import the_press
from reports.documents.full import read_report, report_manuscript

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")


def measure(assessment: str, rounds: int) -> dict[str, dict[str, Any]]:
    """Seconds of every round, and memory (bytes of the largest process), pages and bytes of the last."""
    manuscript = manuscript_of(assessment)
    figures: dict[str, dict[str, Any]] = {name: {"seconds": []} for name in ("press", "Chromium")}
    the_press().render(manuscript)  # the engine starts
    with tempfile.TemporaryDirectory() as folder, watched(os.getppid()) as peak:
        page = as_a_web_page(manuscript, Path(folder))
        for _ in range(rounds):
            began = time.perf_counter()
            pdf = the_press().render(manuscript)
            figures["press"]["seconds"].append(time.perf_counter() - began)
            figures["press"] |= _of(pdf)
            seconds, memory, printed = by_chromium(page)
            figures["Chromium"]["seconds"].append(seconds)
            figures["Chromium"] |= _of(printed) | {"memory": memory}
    figures["press"]["memory"] = peak.memory
    return figures


def manuscript_of(assessment: str) -> Manuscript:
    """All that the report of an assessment is made of."""
    held = Assessment.objects.get(uuid=assessment)
    manager = held.organisation.memberships.select_related("user").earliest("pk")
    return report_manuscript(read_report(held, manager.user))


def as_a_web_page(manuscript: Manuscript, folder: Path) -> Path:
    """The same page for a browser: its styles beside it, as files."""
    links = "".join(f'<link rel="stylesheet" href="{name}">' for name in (*manuscript.style_sheets, "css/styles.css"))
    for name in ("css", "vendor"):
        shutil.copytree(Path(settings.BASE_DIR) / "static" / name, folder / name)
    (folder / "css" / "styles.css").write_text(manuscript.styles, encoding="utf-8")
    page = folder / "report.html"
    page.write_text(manuscript.html.replace("</head>", f"{links}</head>", 1), encoding="utf-8")
    return page


def by_chromium(page: Path) -> tuple[float, int, bytes]:
    """Seconds, bytes of its largest process, and the PDF."""
    browser = next(found for name in BROWSERS if (found := shutil.which(name)))
    target = page.with_suffix(".pdf")
    began = time.perf_counter()
    process = subprocess.Popen(
        [browser, *FLAGS, "--no-pdf-header-footer", f"--print-to-pdf={target}", page.as_uri()],
        stderr=subprocess.DEVNULL,
    )
    _pid, _status, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - began, usage.ru_maxrss * 1024, target.read_bytes()


def _of(pdf: bytes) -> dict[str, int]:
    return {"pages": len(pypdf.PdfReader(io.BytesIO(pdf)).pages), "bytes": len(pdf)}


if __name__ == "__main__":
    assert application
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
