"""Every figure on the pages of a result is the scoring module's: 300 drawn assessments, their pages read.

Stored are the answers' scores as a save stores them; the pages are read as HTML, and what stands beside each name is
held against what ``score`` gives for the drawn answers.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from assessments.items import EXCLUDED, Item
from assessments.models import Answer, Assessment
from assessments.results import ElementScore, GroupScore, Result, element_score_to_json
from assessments.scoring import NOT_APPLICABLE, ElementAnswers, score
from assessments.workflow import State
from frameworks.definition import FrameworkDefinition
from tests.definitions import ladder_definition, make_category, rich_definition, tiny_definition
from tests.factories import make_assessment, make_version, shipped_contents

pytestmark = [pytest.mark.sqlite]

SMALL = 80  # of each of the three small frameworks
EACH = 12  # of each of the five shipped ones
POINTS = r'<span class="points__value">([^<]+)</span> <span class="points__of">of ([^<]+)</span>'


def drawn_answers(definition: FrameworkDefinition, draw: random.Random) -> dict[str, ElementAnswers]:
    """Answers of every kind: given in full, in part or not at all, not applicable, and out of scope."""
    thinness = draw.choice([0, 0, 0.1, 0.6])
    return {one.code: _drawn(definition, one, draw, thinness) for one in definition.walk()}


def _drawn(definition, element, draw: random.Random, thinness: float) -> ElementAnswers:
    counted = element.code in definition.dimension_by_element
    if counted and draw.random() < 0.08:
        return ElementAnswers(excluded=True)
    kinds = [*definition.rating_by_value, *definition.rating_by_value, NOT_APPLICABLE]
    ratings = {one.number: draw.choice(kinds) for one in element.indicators if draw.random() >= thinness}
    if ratings and set(ratings.values()) == {NOT_APPLICABLE}:
        ratings[next(iter(ratings))] = next(iter(definition.rating_by_value))
    asked = counted and definition.objective_share and draw.random() >= thinness
    return ElementAnswers(ratings, draw.choice(list(definition.objective_answer_by_code)) if asked else None)


def store(assessment: Assessment, answers: dict[str, ElementAnswers], result: Result) -> None:
    """Put answers and scores where a save puts them, all at once."""
    total = result.total
    assessment.element_scores = {
        code: element_score_to_json(one) for code, one in (result.elements | result.enablers).items()
    }
    assessment.points, assessment.maximum, assessment.percent = total.points, total.maximum, total.percent
    assessment.complete, assessment.answered_percent = total.complete, total.answered_percent
    assessment.level = total.level.title if total.level else ""
    assessment.save()
    rows = list(Answer.objects.filter(assessment=assessment))
    for row in rows:
        row.value = _value(answers[row.element], row.item)
    Answer.objects.bulk_update(rows, ["value"], batch_size=400)


def _value(answers: ElementAnswers, item: str) -> str:
    if item == Item.SCOPE:
        return EXCLUDED if answers.excluded else ""
    if item == Item.OBJECTIVE:
        return answers.objective or ""
    return str(answers.indicators.get(int(item), "")) if item.isdecimal() else ""


@dataclass(frozen=True)
class Pages:
    """The three pages as text of HTML."""

    result: str
    ledger: str
    overview: str


def read_pages(client: Client, assessment: Assessment) -> Pages:
    slug, uuid = assessment.organisation.slug, assessment.uuid
    addresses = (
        reverse("results:result-detail", args=[uuid]),
        reverse("results:ledger-detail", args=[uuid]),
        f"{reverse('results:overview-detail', args=[slug])}?of={uuid}",
    )
    return Pages(*(client.get(address).content.decode().replace("\xa0", " ") for address in addresses))


def linked(page: str) -> dict[str, set[str]]:
    """The figures that lead to each line of the ledger, as their page prints them."""
    found: dict[str, set[str]] = {}
    for line, inner in re.findall(r'<a class="why" href="[^"#]*#([^"]+)"[^>]*>(.*?)</a>', page, re.DOTALL):
        words = re.search(POINTS, inner)
        figure = words[1] if words else re.sub(r"<[^>]*>", "", inner).strip()
        found.setdefault(line, set()).add(figure)
    return found


def rounded(points: Decimal) -> str:
    """Points in a headline, as Django's ``floatformat:0`` prints them."""
    return f"{points.quantize(Decimal(1), 'ROUND_HALF_UP')}"


def most(maximum: Decimal) -> str:
    """A maximum as pages print it: with two decimals only where it needs them."""
    return f"{maximum:.0f}" if maximum == maximum.to_integral_value() else f"{maximum:.2f}"


def allowed(score: ElementScore | GroupScore) -> set[str]:
    """The ways in which a page may print the figures of one thing."""
    percent = set() if score.percent is None else {f"{score.percent} %"}
    return {f"{score.points:.2f}", rounded(score.points)} | percent


def lines_of(definition: FrameworkDefinition, result: Result) -> Iterator[tuple[str, ElementScore | GroupScore]]:
    yield from ((f"category-{code}", one) for code, one in result.categories.items())
    yield from ((f"dimension-{code}", one) for code, one in result.dimensions.items())
    yield from ((f"element-{code}", one) for code, one in (result.elements | result.enablers).items())


def check_links(definition: FrameworkDefinition, result: Result, page: str) -> None:
    """No figure that leads to a line says anything else than the scoring module says of that line."""
    figures = linked(page)
    assert figures.pop("total") - {f"{result.total.points:.2f}", rounded(result.total.points)} == set()
    scores = dict(lines_of(definition, result))
    wrong = {line: found - allowed(scores[line]) for line, found in figures.items()}
    assert {line: found for line, found in wrong.items() if found} == {}


def check_bars(definition: FrameworkDefinition, result: Result, page: str) -> None:
    """The table of all elements: points, maximum and percentage of each, and every element in it."""
    section = page.split('id="elements"', 1)[1].split("</section>", 1)[0]
    for code, one in result.elements.items():
        row = re.search(rf'<span class="code">{re.escape(code)}</span>.*?</tr>', section, re.DOTALL)
        assert row, code
        printed = re.sub(r"<svg.*?</svg>", "", row[0], flags=re.DOTALL)
        cells = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", printed))
        percent = "left out" if one.percent is None else f" {one.percent} %"
        told = [f" {one.points:.2f} ", f" {most(one.maximum)} ", percent]
        assert [figure for figure in told if figure not in cells] == [], (code, cells)


def check_ledger(definition: FrameworkDefinition, result: Result, page: str) -> None:
    """The summary of each fold says the points of its line, and the second arithmetic agrees."""
    assert "every line agrees" in page
    for line, one in lines_of(definition, result):
        opening = page.split(f'id="{line}"', 1)[1].split("</summary>" if "category" not in line else "</h2>", 1)[0]
        words = re.search(POINTS, opening)
        if words:
            assert words.groups() == (f"{one.points:.2f}", most(one.maximum)), line
        elif one.percent is not None:
            assert f"{one.percent} %" in opening, line
        else:
            assert "left out" in opening, line
    head = page.split('id="total"', 1)[1].split("</section>", 1)[0]
    assert re.search(POINTS, head)[1] == f"{result.total.points:.2f}"


def check_map(result: Result, page: str) -> None:
    """Each cell of the heat map says its element's percentage."""
    cells = re.findall(r'heat-map__code">([^<]+)</span>\s*<span class="heat-map__figure">([^<]+)', page)
    printed = {code: figure.strip() for code, figure in cells}
    assert printed == {
        code: "left out" if one.percent is None else f"{one.percent}" for code, one in result.elements.items()
    }


LADDER = ladder_definition(categories=(make_category("L", 100, *ladder_definition().dimensions),))
FRAMEWORKS = [(one, SMALL) for one in (tiny_definition(), rich_definition(), LADDER)]
FRAMEWORKS += [(one, EACH) for one in shipped_contents()]


@pytest.mark.parametrize(("definition", "number"), FRAMEWORKS)
def test_every_figure_on_the_pages_is_the_scoring_modules(client, organisation, manager, definition, number):
    version = make_version(definition)
    definition = version.definition()
    assessment = make_assessment(organisation, version, by=manager, assessors=[manager])
    Assessment.objects.filter(pk=assessment.pk).update(state=State.REVIEW)
    assessment.refresh_from_db()
    client.force_login(manager)
    draw = random.Random(f"{definition.framework} {definition.title}")
    for _time in range(number):
        answers = drawn_answers(definition, draw)
        result = score(definition, answers)
        store(assessment, answers, result)
        pages = read_pages(client, assessment)
        check_links(definition, result, pages.result)
        check_bars(definition, result, pages.result)
        check_ledger(definition, result, pages.ledger)
        if result.total.answered_percent:
            check_links(definition, result, pages.overview)
            check_map(result, pages.overview)


def test_so_many_assessments_are_drawn():
    assert sum(number for _definition, number in FRAMEWORKS) == 300
