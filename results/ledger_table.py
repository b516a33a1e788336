"""A ledger as a table: one row a line, from the total down, as it is read on its page."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from django.utils.text import slugify
from django.utils.translation import gettext as _

from assessments.results import ElementScore, GroupScore, TotalScore, plain_number
from results.ledger import TOTAL, ElementLine, Ledger, Rule, anchor
from tables.table import Cell, Column, Table

PLACES = 6
NO_FIGURES: tuple[Cell, ...] = (None,) * 4


def ledger_table(ledger: Ledger, title: str) -> Table:
    """The table of a ledger; what is unrounded is given with six decimals."""
    columns = [
        Column("line", _("Line")),
        Column("code", _("Code")),
        Column("title", _("What")),
        Column("answer", _("Answer")),
        Column("weight", _("Weight or share")),
        Column("worth", _("Worth in percent")),
        Column("product", _("Product or mean")),
        Column("points", _("Points")),
        Column("maximum", _("Maximum")),
        Column("percent", _("Percent")),
        Column("level", _("Level")),
        Column("rules", _("Rules")),
    ]
    notes = [
        _("The rules are numbered as in the scoring rules; what stands without rounding is given to six decimals.")
    ]
    name = slugify(f"{title} {_('ledger')}", allow_unicode=False) or "ledger"
    return Table(name, _("Where each figure comes from"), columns, list(_rows(ledger)), notes)


def _rows(ledger: Ledger) -> Iterator[list[Cell]]:
    yield _sum(TOTAL, "", _("Total"), ledger.total, ledger.rules)
    for category in ledger.categories:
        yield _sum(category.anchor, category.category.code, category.category.title, category.score, category.rules)
        for dimension in category.dimensions:
            named = dimension.dimension
            yield _sum(dimension.anchor, named.code, named.title, dimension.score, dimension.rules)
            for line in dimension.elements:
                yield from _element(line)
    for line in ledger.enablers:
        yield from _element(line)


def _element(line: ElementLine) -> Iterator[list[Cell]]:
    element = line.element
    yield _sum(line.anchor, element.code, element.title, line.score, line.rules, answer=line.sheet.exclusion)
    if line.score.excluded:
        return
    yield from _parts(line)
    for one in line.sheet.lines:
        answer = one.rating.title if one.rating else _("not applicable") if one.not_applicable else _("not answered")
        worth, product = (_plain(one.percent), _plain(one.product)) if one.counts else (None, None)
        name = anchor("element", element.code, one.indicator.number)
        cells: list[Cell] = [
            name,
            one.indicator.code,
            one.indicator.text,
            answer,
            _plain(one.indicator.weight),
            worth,
            product,
        ]
        yield [*cells, *NO_FIGURES, str(Rule.MEAN.value)]


def _parts(line: ElementLine) -> Iterator[list[Cell]]:
    """What the indicators and the objective bring to the element's percentage."""
    name, code, rule = line.anchor, line.element.code, str(Rule.SPLIT.value)
    made = [_plain(line.indicators_share), _exact(line.mean), _exact(line.indicators_part)]
    yield [f"{name}-indicators", code, _("Indicators"), "", *made, *NO_FIGURES, rule]
    if line.is_split:
        answer = line.sheet.objective.title if line.sheet.objective else _("not answered")
        made = [_plain(line.objective_share), _plain(line.sheet.objective_percent), _exact(line.objective_part)]
        yield [f"{name}-objective", code, _("Objective"), answer, *made, *NO_FIGURES, rule]


def _sum(
    name: str,
    code: str,
    title: str,
    score: TotalScore | GroupScore | ElementScore,
    rules: Iterable[Rule],
    *,
    answer: str = "",
) -> list[Cell]:
    level = score.level.title if score.level else None
    figures: list[Cell] = [score.points, score.maximum, score.percent, level]
    return [name, code, title, answer, None, None, None, *figures, ", ".join(str(rule.value) for rule in rules)]


def _plain(number: Decimal) -> Decimal:
    """A number of the framework without the zeros that it is stored with."""
    return Decimal(plain_number(number))


def _exact(number: Fraction) -> Decimal:
    """A number to six decimals, the rest cut off."""
    return Decimal(int(number * 10**PLACES)).scaleb(-PLACES)
