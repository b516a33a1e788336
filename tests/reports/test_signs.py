"""Changes as they are printed: their sign as text, without a mark."""

from decimal import Decimal

import pytest

from reports.templatetags.report import plus


@pytest.mark.parametrize(
    ("number", "shown"), [("1.25", "+1.25"), ("-0.50", "−0.50"), ("0.00", "0.00"), ("-1234.5", "−1234.5")]
)
def test_a_change_has_its_sign(number, shown):
    assert plus(Decimal(number)) == shown
