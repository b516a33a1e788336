"""LibreOffice opens every office file and prints it; Writer and Impress have to be there."""

import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from reports.kinds import Kind
from reports.office.slides.deck import slides_of
from reports.office.word.documents import full_of, summary_of
from tests.reports.office.stories import source

pytestmark = [pytest.mark.sqlite]
PROGRAM = [path for folder in ("/usr/lib", "/usr/lib64") for path in Path(folder).glob("libreoffice/program/lib*lo.so")]


def test_libreoffice_prints_every_file(told, manager, tmp_path):
    if not {"libswlo.so", "libsdlo.so"} <= {path.name for path in PROGRAM} or not shutil.which("soffice"):
        pytest.fail("LibreOffice Writer and Impress were not found. Type this, then try again: scripts/system test")
    files = {
        "full.docx": full_of(source(told, manager, Kind.FULL)),
        "summary.docx": summary_of(source(told, manager, Kind.SUMMARY)),
        "summary.pptx": slides_of(source(told, manager, Kind.SUMMARY)),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    shown = {name: printed(tmp_path, name) for name in files}
    assert len(shown["summary.pptx"].pages) == 8
    assert len(shown["summary.docx"].pages) <= 3
    assert "Dimension D3" in "".join(page.extract_text() for page in shown["full.docx"].pages)
    assert list(shown["full.docx"].pages[0].mediabox)[2:] == pytest.approx([595, 842], abs=1)


def printed(folder: Path, name: str) -> pypdf.PdfReader:
    """The PDF that the program makes of a file."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = folder / name.replace(".", "-")
    goal = ["--convert-to", "pdf", "--outdir", str(target), str(folder / name)]
    command = ["soffice", "--headless", "--norestore", profile, *goal]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return pypdf.PdfReader(next(target.glob("*.pdf")))
