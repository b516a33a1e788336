"""The engine and its press: the same bytes each time, limits that hold, and words for what went wrong."""

import datetime
import io
import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from press.manuscript import Attachment
from press.press import REASONS, WAIT_SECONDS, Press, RenderError
from tests.engine import BARE, page

QUICK_SECONDS = 10


def outcome(press: Press, body: str) -> str:
    try:
        press.render(page(body))
    except RenderError as fault:
        return fault.code
    return "made"


def test_two_renders_are_equal_to_the_byte(press):
    manuscript = page("<h1>Points</h1><p>123.45 – سلام</p><ul><li>one<li>two</ul>")
    assert press.render(manuscript) == press.render(manuscript)


def test_another_engine_process_makes_the_same_bytes(press):
    other = replace(press, process=None, control=None, lock=threading.Lock())
    manuscript = page("<h1>Points</h1><p>123.45</p>")
    try:
        assert other.render(manuscript) == press.render(manuscript)
    finally:
        other.stop()


def test_the_engine_starts_again_when_it_died(press):
    press.render(page("x"))
    press.process.kill()
    press.process.wait()
    assert outcome(press, "x") == "made"


def test_every_report_has_a_process_of_its_own_and_leaves_nothing_behind(press, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    outcome(press, "x")
    assert list(tmp_path.iterdir()) == []
    children = Path(f"/proc/{press.process.pid}/task/{press.process.pid}/children")
    deadline = time.monotonic() + 5
    while children.read_text() and time.monotonic() < deadline:  # it answers first, and ends then
        time.sleep(0.02)
    assert children.read_text() == ""


def test_the_engine_has_one_thread_so_that_forking_it_is_safe(press):
    outcome(press, "x")
    assert len(list(Path(f"/proc/{press.process.pid}/task").iterdir())) == 1


def test_the_engine_knows_no_secret_of_the_web_process(press, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canary")
    monkeypatch.setenv("DATABASE_URL", "canary")
    other = replace(press, process=None, control=None, lock=threading.Lock())
    try:
        other.render(page("x"))
        environment = Path(f"/proc/{other.process.pid}/environ").read_bytes()
    finally:
        other.stop()
    assert environment.count(b"canary") == 0


def test_the_engine_ends_with_the_process_that_started_it(tmp_path):
    script = (
        "from django.conf import settings\n"
        f"settings.configure(BASE_DIR={str(Path.cwd())!r})\n"
        "from pathlib import Path\n"
        "from press.press import Press, packaged_assets\n"
        f"press = Press(assets=packaged_assets(), slots=Path({str(tmp_path)!r}))\n"
        "from press.manuscript import Manuscript\n"
        "press.render(Manuscript('<html lang=en><title>x</title>', ()))\n"
        "import os; print(press.process.pid, flush=True); os._exit(1)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    deadline = time.monotonic() + 5
    while Path(f"/proc/{done.stdout.strip()}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (done.stdout.strip().isdecimal(), Path(f"/proc/{done.stdout.strip()}").exists()) == (True, False)


@pytest.mark.parametrize(
    ("body", "ends"),
    [
        pytest.param("<p>" + "word " * 20_000 + "</p>", {"made"}, id="100,000 characters"),
        pytest.param("<p>" + "x" * 100_000 + "</p>", {"made", "time"}, id="100,000 characters without a space"),
        pytest.param("<table><tr><td colspan=100000000>x</table>", {"memory", "failed", "time"}, id="colspan"),
        pytest.param("<table><tr><td rowspan=100000000>x</table>", {"made", "memory", "failed"}, id="rowspan"),
        pytest.param("<div>" * 3000 + "x", {"made", "failed"}, id="3,000 nested elements"),
        pytest.param("<b>" * 3000 + "x", {"made", "failed"}, id="3,000 nested inline elements"),
    ],
)
def test_hostile_markup_ends_within_the_limits(press, body, ends):
    started = time.monotonic()
    assert outcome(replace(press, seconds=QUICK_SECONDS), body) in ends
    assert time.monotonic() - started < QUICK_SECONDS * 5


def test_a_report_that_takes_too_long_is_stopped_and_says_so(press):
    flex = '<div style="display: flex">' * 11 + "x"
    with pytest.raises(RenderError, match="longer than a report may take"):
        replace(press, seconds=1).render(page(flex))


def test_a_report_that_needs_too_much_memory_says_so(press):
    with pytest.raises(RenderError, match="more memory"):
        replace(press, memory=300 * 1024 * 1024).render(page("<table><tr><td colspan=9000000>x</table>"))


def test_after_a_hostile_page_the_next_one_is_made(press):
    outcome(replace(press, seconds=1), '<div style="display: flex">' * 11 + "x")
    assert outcome(press, "x") == "made"


def test_a_page_beyond_all_measure_is_not_even_begun(press):
    assert outcome(press, "x" * (21 * 1024 * 1024)) == "long"


def test_no_more_reports_are_made_at_once_than_there_are_cores(press, tmp_path):
    crowded = replace(press, slots=tmp_path, wait_seconds=0.1)
    holders = [crowded._slot() for _ in range(os.cpu_count() or 1)]
    for holder in holders:
        holder.__enter__()
    try:
        assert outcome(crowded, "x") == "busy"
    finally:
        for holder in holders:
            holder.__exit__(None, None, None)
    assert outcome(crowded, "x") == "made"


def test_a_report_too_many_is_refused_at_once_so_that_threads_stay_free(press, tmp_path):
    crowded = replace(press, slots=tmp_path, seats=threading.Semaphore(1))
    with crowded._seat():
        started = time.monotonic()
        assert outcome(crowded, "x") == "busy"
        assert time.monotonic() - started < WAIT_SECONDS / 4
    assert outcome(crowded, "x") == "made"
    assert outcome(crowded, "x" * (21 * 1024 * 1024)) == "long"
    assert outcome(crowded, "x") == "made"


def test_a_pdf_has_another_name_when_anything_that_it_is_made_of_differs(press):
    font = "asset:///vendor/plex/IBMPlexSans-Regular.woff2"
    one = page("x")
    picture, note = {"logo.png": b"1"}, Attachment("data.json", "application/json", "The data", b"{}")
    others = [
        press.name(page("y")),
        press.name(replace(one, style_sheets=BARE[:1])),
        press.name(replace(one, styles="p { color: red }")),
        press.name(replace(one, pictures=picture)),
        press.name(replace(one, pictures={"logo.png": b"2"})),
        press.name(replace(one, attachment=note)),
        press.name(replace(one, attachment=replace(note, data=b"[]"))),
        press.name(replace(one, created=datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC))),
        replace(press, assets=press.assets | {font: b"changed"}).name(one),
        replace(press, assets=press.assets | {"asset:///css/tokens.css": b"changed"}).name(one),
    ]
    assert len({press.name(one), *others}) == 11


def test_a_style_sheet_of_another_document_changes_nothing(press):
    other = replace(press, assets=press.assets | {"asset:///css/report.css": b"changed"})
    assert other.name(page("x")) == press.name(page("x"))


def test_every_reason_is_a_sentence():
    assert {code for code, words in REASONS.items() if not str(words).endswith(".")} == set()


@pytest.mark.parametrize("sign", ["\u202e", "\u202b", "\u2067"])
def test_a_sign_that_turns_the_direction_turns_nothing_round(press, sign):
    pdf = press.render(page(f"<p>Harbour {sign}Bank · Assessment of 2026</p>", title=f"Harbour {sign}Bank"))
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.pages[0].extract_text() == "Harbour Bank · Assessment of 2026"
    assert reader.metadata.title == "Harbour Bank"
