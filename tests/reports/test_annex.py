"""The annex of the report: what is printed in it is enough to recompute the total, line by line."""

import html
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from reports.documents.full import report_html
from results.sheet import Given
from tests.definitions import tiny_definition
from tests.factories import shipped_content
from tests.results.stories import full_answers, report_of

SPLIT = re.compile(r"(\S+) ÷ (\S+) = (\S+) · (\S+) % × \S+ \+ (\S+) % × (\S+) = \S+ · \S+ % × (\S+) = ")


def annex_rows(definition, answers) -> list[list[str]]:
    """The cells of each row of the annex, as a reader sees them."""
    page = report_html(report_of(definition, answers)).split('<section class="annex">')[1].split("</section>")[0]
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in rows]
    return [
        [html.unescape(re.sub(r"<[^>]*>", " ", cell)).replace("\xa0", " ").strip() for cell in row] for row in cells
    ]


def audit(rows: list[list[str]]) -> Decimal:
    """The total as an auditor makes it from the printed lines, checking each element on the way."""
    total, products = Decimal(0), []
    for name, *_reckoning, figure in rows:
        if re.fullmatch(r"\S+/\d+", name):
            products += [Fraction(figure)] if figure != "–" else []
            continue
        split = SPLIT.match(_reckoning[0])
        if split:
            worth, weight, _mean, share, rest, objective, maximum = split.groups()
            assert (sum(products), len(products)) == (Fraction(worth), int(weight)), name
            percent = Fraction(share) * sum(products) / len(products) + Fraction(rest) * Fraction(objective)
            points = percent * Fraction(maximum) / 10000
            printed = (Decimal(points.numerator) / Decimal(points.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert printed == Decimal(figure), name
            total += printed
        products = []
    return total


@pytest.mark.parametrize("definition", [tiny_definition(), shipped_content()], ids=["tiny", "shipped"])
def test_annex_lets_an_auditor_recompute_the_total(definition):
    answers = full_answers(definition)
    rows = annex_rows(definition, answers)
    total = report_of(definition, answers).result.total.points
    assert audit(rows) == total
    assert [row[-1] for row in rows if row[0] == "Total"] == [f"{total:.2f}"]


def test_annex_names_what_is_left_out_and_gives_the_total_twice():
    definition = tiny_definition()
    answers = full_answers(definition)
    answers["D2.1"] = {"scope": Given("excluded", "Not done here")}
    answers["D1.2"]["2"] = Given("n/a", "No such thing")
    rows = annex_rows(definition, answers)
    assert [row[-1] for row in rows if row[0].startswith("D2.1")] == ["–"]
    assert [row[1:] for row in rows if row[0] == "D1.2/2"] == [["not applicable", "", "–"]]
    assert [row[0] for row in rows if "÷ 80 × 100" in row[1]] == ["On the full scale"]
