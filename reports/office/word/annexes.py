"""What stands at the end of a Word report: the evidence, the ledger, and what the report is about."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.evidence import Piece
from assessments.models import Evidence
from reports.kinds import Part
from reports.office.content import Content
from reports.office.texts import shortened
from reports.office.word.body import Body
from reports.office.word.tables import Cell, Grid, Line, Row, cell, figure
from reports.office.words import answer_words, day_words, percent_words, plain, points_words
from results.exact import exact
from results.ledger import DimensionLine, ElementLine, Ledger

STATEMENT: Final = 46  # characters of a statement beside its code, so that it is known again, in a line


def write_evidence(body: Body, content: Content) -> None:
    """Every piece of evidence, and where it is used; nothing where there is none."""
    if content.evidence:
        body.heading(_("Evidence"))
        heads = [_("Evidence"), _("Kind"), _("Used in"), _("In force")]
        rows = [_piece(one) for one in content.evidence]
        body.table(Grid(heads, rows, [4.4, 1.6, 2.0, 2.2], _("The evidence, and the elements that rest on it")))


def write_ledger(body: Body, content: Content) -> None:
    """Every figure from the ratings to the total, to be recomputed by hand."""
    if not content.has(Part.LEDGER) or not content.report.has_sums:
        return
    ledger = content.report.ledger
    body.heading(_("Annex: why %(points)s") % {"points": points_words(ledger.total.points)})
    body.text(
        _(
            "Every figure from the ratings to the total, to be recomputed by hand. Worth and means are in percent and"
            " not rounded; an ellipsis marks where digits are cut off in print. Points of an element are rounded half"
            " up to two decimals, percentages to one; nothing else is rounded."
        )
    )
    for dimension in ledger.dimensions:
        rows = [*(row for line in dimension.elements for row in _element(line)), _dimension(dimension)]
        body.table(_ledger_grid(rows, dimension.dimension.title))
    if ledger.enablers:
        body.table(_ledger_grid([row for line in ledger.enablers for row in _element(line)], _("Enablers")))
    body.table(_ledger_grid(list(_totals(ledger)), _("From the dimensions to the total")))


def write_about(body: Body, content: Content) -> None:
    """Whom and what the report is about, and how it came about."""
    body.heading(_("About this report"))
    rows = [Row((cell(name, bold=True), cell(words))) for name, words in facts(content)]
    body.table(Grid([], rows, [2.2, 7.0], _("About this report")), titled=False)


def facts(content: Content) -> Iterator[tuple[str, str]]:
    """What the report says of itself, each with its name."""
    subject, definition = content.subject, content.definition
    yield _("Organisation"), "\n".join(filter(None, (subject.organisation, ", ".join(subject.organisation_facts))))
    yield _("Assessment"), "; ".join(filter(None, (subject.title, subject.period)))
    version = _("version %(version)s") % {"version": definition.version}
    yield _("Framework"), f"{definition.title}; {version}"
    yield _("Assessors"), ", ".join(subject.assessors) or _("none assigned")
    if subject.approved_on:
        told = {"date": day_words(subject.approved_on), "name": subject.approved_by}
        yield _("State"), _("Approved on %(date)s by %(name)s") % told
    else:
        yield _("State"), _("Provisional, as answered on %(date)s") % {"date": day_words(subject.as_of)}
    if content.has(Part.EVIDENCE):
        number = len(content.evidence)
        words = ngettext("%(number)s piece of evidence", "%(number)s pieces of evidence", number)
        yield _("Evidence"), words % {"number": number} if number else _("none was added")


def _piece(piece: Piece) -> Row:
    """What is printed of it too: its title and the name of its file; the workbook has the rest."""
    title, name = [Line(piece.title, bold=True)], piece.current.file_name
    if name and name != piece.title:
        title.append(Line(name, style="TableSmall"))
    kind = str(Evidence.Kind(piece.kind).label)
    return Row((Cell(tuple(title)), cell(kind), cell(_places(piece)), cell(_in_force(piece))))


def _places(piece: Piece) -> str:
    return ", ".join(dict.fromkeys(f"{use.element}/{use.item}" if use.item else use.element for use in piece.uses))


def _in_force(piece: Piece) -> str:
    lines = []
    if piece.effective_on:
        lines.append(_("from %(day)s") % {"day": day_words(piece.effective_on)})
    if piece.expires_on:
        lines.append(_("until %(day)s") % {"day": day_words(piece.expires_on)})
    return "\n".join(lines)


def _ledger_grid(rows: list[Row], words: str) -> Grid:
    heads = [_("What"), _("Answer or sum"), _("Worth or points")]
    return Grid(heads, rows, [4.6, 4.1, 1.3], words, frozenset({2}))


def _element(line: ElementLine) -> Iterator[Row]:
    title = f"{line.element.code} {line.element.title}"
    if line.score.excluded:
        yield Row((cell(title), cell(_("left out")), figure("–")), strong=True)
        return
    for one in line.sheet.lines:
        weighed = (
            f": {plain(one.percent)} × {plain(one.indicator.weight)}" if one.counts and line.sheet.weighted else ""
        )
        product = plain(one.product) if one.counts else "–"
        asked = Line(f"{one.indicator.code}  {shortened(one.indicator.text, STATEMENT)}", style="TableSmall")
        yield Row((Cell((asked,)), cell(f"{answer_words(one)}{weighed}"), figure(product)))
    points = percent_words(line.score.percent) if line.is_enabler else points_words(line.score.points)
    yield Row((cell(title), cell("\n".join(_steps(line))), figure(points)), strong=True)


def _steps(line: ElementLine) -> Iterator[str]:
    """From the sum of the ratings to the points, a step a line."""
    sheet = line.sheet
    yield f"{plain(sheet.worth)} ÷ {plain(sheet.weight)} = {exact(line.mean)}"
    if line.is_split and not line.is_enabler:
        indicators = f"{plain(line.indicators_share)} % × {exact(line.mean)}"
        objective = f"{plain(line.objective_share)} % × {plain(sheet.objective_percent)}"
        yield f"{indicators} + {objective} = {exact(line.percent)}"
    if not line.is_enabler:
        yield f"{exact(line.percent)} % × {plain(line.element.points)} = {exact(line.points)}"


def _dimension(line: DimensionLine) -> Row:
    parts = [points_words(one.score.points) for one in line.counted]
    words = _sum(parts, plain(line.score.maximum) if line.score.maximum else "", percent_words(line.score.percent))
    return _sum_row(line.dimension.title, words, line.score.points)


def _totals(ledger: Ledger) -> Iterator[Row]:
    for line in ledger.categories:
        parts = [points_words(one.score.points) for one in line.dimensions if one.score.counts]
        words = _sum(parts, plain(line.score.maximum) if line.score.maximum else "", percent_words(line.score.percent))
        yield _sum_row(line.category.title, words, line.score.points)
    total = ledger.total
    parts = [points_words(line.score.points) for line in ledger.categories]
    words = _sum(parts, plain(total.maximum) if total.maximum else "", percent_words(total.percent))
    yield _sum_row(_("Total"), words, total.points)
    if ledger.is_normalised and total.normalised is not None:
        words = f"{points_words(total.points)} ÷ {plain(total.maximum)} × {plain(ledger.definition.points)}"
        yield Row((cell(_("On the full scale")), cell(words), figure(points_words(total.normalised))))
    if ledger.read and total.level:
        told = {"level": ledger.read.title, "percent": plain(ledger.read.from_percent)}
        words = _("%(level)s from %(percent)s %% on") % told
        yield Row((cell(_("Level")), cell(words), figure(total.level.title)))


def _sum_row(title: str, words: str, points: Decimal) -> Row:
    return Row((cell(title), cell(words), figure(points_words(points))), strong=True)


def _sum(parts: list[str], maximum: str, percent: str) -> str:
    added = " + ".join(parts)
    return f"{added}\n÷ {maximum} = {percent}" if maximum else added
