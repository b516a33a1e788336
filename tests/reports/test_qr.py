"""The QR code on an issued report has every dark module of the code, and white around it."""

import pytest
import segno

from reports.qr import QUIET, QrCode, Run, qr_code

pytestmark = [pytest.mark.sqlite]
ADDRESS = "https://maturity.example/verify/7K3M-Q9TD-2XVB/"


def test_runs_are_the_dark_modules_of_the_code_within_its_white_margin():
    matrix = segno.make(ADDRESS, error="m", micro=False, boost_error=False).matrix
    code = qr_code(ADDRESS)
    assert (QUIET, code.size) == (4, len(matrix) + 8)
    dark = [(run.x + step, run.y) for run in code.runs for step in range(run.length)]
    expected = [(x + 4, y + 4) for y, row in enumerate(matrix) for x, module in enumerate(row) if module]
    assert dark == expected


def test_a_short_code_is_a_whole_one_too():
    assert qr_code("1").size == 21 + 8  # the smallest that every phone reads; a micro code has 11 modules


def test_a_path_goes_around_each_run():
    assert QrCode(29, (Run(4, 5, 7), Run(12, 6, 1))).path == "M4 5h7v1h-7zM12 6h1v1h-1z"
