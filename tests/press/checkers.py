"""What the checkers that can be had say against a PDF: four of them, none of which shares code with another."""

import io
import tempfile
from pathlib import Path

import outloud
import page
import pdfua
import pikepdf.pdfa

# What they say wrongly, or of what is no fault: each with its reason.
EXCUSED = {
    "outloud: ORD-001": "the order of painting differs from that of reading; the tags give that of reading",
    "outloud: PAG-001": "it takes the same word at the head of several chapters for a running head",
    "outloud: TBL-010": "it takes a table of one row for a head cut to pieces",
    "pikepdf: [violation] ISO_19005_3:6.6.4-3": "it knows level B alone, and this is level A, which holds B",
    "pikepdf: [violation] ISO_19005_3:6.6.2.3.1-1": "it does not know that a file may explain further schemas",
}
PROFILES = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)


def complaints(pdf: bytes) -> list[str]:
    """Everything that any of them says against it, with the checker's name and the rule's; nothing when it is good."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "checked.pdf"
        file.write_bytes(pdf)
        said = [*_of_page_validation(pdf), *_of_outloud(file), *_of_pdfua(file), *_of_pikepdf(pdf)]
    return [one for one in said if not one.startswith(tuple(EXCUSED))]


def _of_page_validation(pdf: bytes) -> list[str]:
    """PDF/A-3a and PDF/UA-1 with the rules of veraPDF's profiles."""
    reports = [(profile, page.validate_pdf_bytes(pdf, profile=profile)) for profile in PROFILES]
    return [
        f"page {profile.value}: {one.rule_id} {one.message}" for profile, report in reports for one in report.failures
    ]


def _of_outloud(file: Path) -> list[str]:
    """PDF/UA-1, and what a checker of keys can't see: empty heads, words that no tag announces."""
    return [
        f"outloud: {one.rule} page {one.page} {one.message}"
        for one in outloud.check(file).findings
        if one.severity in {"error", "warning"}
    ]


def _of_pdfua(file: Path) -> list[str]:
    return [f"pdfua: {one}" for one in pdfua.validate(str(file)).findings]


def _of_pikepdf(pdf: bytes) -> list[str]:
    """PDF/A-3b by a list of all that is allowed: what it does not know counts against the PDF."""
    return [f"pikepdf: {one}" for one in pikepdf.pdfa.validate_written(io.BytesIO(pdf), "3b").findings]
