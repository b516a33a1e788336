"""The annex of the report: what is printed in it is enough to recompute the total, line by line."""

import html
import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from django.template import Context, Template

from assessments.results import GroupScore
from reports.documents.full import report_html
from results.ledger import DimensionLine
from results.sheet import Given
from tests.definitions import make_category, make_dimension, make_element, tiny_definition
from tests.factories import shipped_content
from tests.results.stories import full_answers, report_of

SPLIT = re.compile(r"(\S+) % × \S+ \+ (\S+) % × (\S+) = \S+")
PRODUCT = re.compile(r"\S+ % × (\S+) = \S+")
WORTH = {"1": 0, "2": 25, "3": 50, "4": 75, "5": 100, "–": 0}


def annex_of(definition, answers) -> str:
    return report_html(report_of(definition, answers)).split('<section class="annex wide">')[1].split("</section>")[0]


def annex_rows(definition, answers) -> list[list[str]]:
    """The cells of each row of the annex, as a reader sees them."""
    rows = re.findall(r"<tr.*?</tr>", annex_of(definition, answers), re.DOTALL)
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in rows]
    return [[" ".join(html.unescape(re.sub(r"<[^>]*>", " ", cell)).split()) for cell in row] for row in cells]


def audit(rows: list[list[str]]) -> Decimal:
    """The total as an auditor makes it from the printed lines, checking each element on the way."""
    total = Decimal(0)
    for name, *cells in rows:
        split = SPLIT.fullmatch(cells[3]) if len(cells) == 6 else None
        if split:
            ratings, sum_of, mean, _split, product, figure = cells
            worth = [Fraction(WORTH[rating]) for rating in ratings.split() if rating != "n/a"]
            assert sum_of == " + ".join(str(one) for one in worth), name
            assert mean.startswith(f"{sum(worth)} ÷ {len(worth)} = "), name
            share, rest, objective = map(Fraction, split.groups())
            percent = share * sum(worth) / len(worth) + rest * objective
            points = percent * Fraction(PRODUCT.fullmatch(product)[1]) / 10000
            printed = (Decimal(points.numerator) / Decimal(points.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert printed == Decimal(figure), name
            total += printed
    return total


@pytest.mark.parametrize("definition", [tiny_definition(), shipped_content()], ids=["tiny", "shipped"])
def test_annex_lets_an_auditor_recompute_the_total(definition):
    answers = full_answers(definition)
    rows = annex_rows(definition, answers)
    total = report_of(definition, answers).result.total.points
    assert audit(rows) == total
    assert [row[-1] for row in rows if row[0] == "Total"] == [f"{total:.2f}"]
    assert len([row for row in rows if len(row) == 7 and SPLIT.fullmatch(row[4])]) == len(definition.elements)


def test_annex_says_what_a_rating_is_worth():
    definition = tiny_definition()
    assert "1 = 0, 2 = 25, 3 = 50, 4 = 75, 5 = 100" in annex_of(definition, full_answers(definition))


def test_annex_names_what_is_left_out_and_gives_the_total_twice():
    definition = tiny_definition()
    answers = full_answers(definition)
    answers["D2.1"] = {"scope": Given("excluded", "Not done here")}
    answers["D1.2"]["2"] = Given("n/a", "No such thing")
    del answers["D1.2"]["3"]
    rows = annex_rows(definition, answers)
    assert [row[1:] for row in rows if row[0].startswith("D2.1")] == [["left out", "–"]]
    [(_name, ratings, worth, mean, *_rest)] = [row for row in rows if row[0].startswith("D1.2")]
    assert (ratings.split()[1:], worth.count("+"), mean.split(" = ")[0].split(" ÷ ")[1]) == (["n/a", "–"], 1, "2")
    assert [row[0] for row in rows if "÷ 80 × 100" in " ".join(row)] == ["On the full scale"]
    assert audit(rows) == report_of(definition, answers).result.total.points


def test_annex_shows_weights_where_they_differ():
    first = make_category("A", 50, make_dimension("D1", make_element("D1.1", 50, ("2.5", 1))))
    last = make_category("P", 50, make_dimension("D2", make_element("D2.1", 50)))
    definition = tiny_definition(categories=(first, last))
    [row] = [row for row in annex_rows(definition, full_answers(definition)) if row[0].startswith("D1.1")]
    assert row[1:4] == ["2 3", "25 × 2.5 + 50 × 1", "112.5 ÷ 3.5 = 32.1428…"]


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ((), "18.44 ÷ 25 = 73.8 %"),
        (("18.44",), "18.44 ÷ 25 = 73.8 %"),
        (("9.69", "8.75"), "(9.69 + 8.75) ÷ 25 = 73.8 %"),
    ],
)
def test_a_sum_of_points_reads_as_arithmetic(points, said):
    score = GroupScore(
        "D1",
        "Paths",
        Decimal("18.44"),
        Decimal(25),
        Decimal("73.8"),
        None,
        complete=True,
        answered_percent=Decimal(100),
    )
    rungs = [*(replace(score, points=Decimal(one)) for one in points), replace(score, counts=False)]
    lines = [DimensionLine(1, tiny_definition().dimensions[0], one, ()) for one in rungs]
    context = Context({"lines": lines, "score": score})
    assert Template("{% load report %}{% summed lines score %}").render(context).strip() == said


def test_level_stands_in_words_beside_its_number():
    definition = tiny_definition()
    report = report_of(definition, full_answers(definition))
    row = annex_rows(definition, full_answers(definition))[-1]
    assert (row[0], row[2]) == ("Level", str(report.result.total.level.number))
    assert row[1].startswith(report.result.total.level.title)
