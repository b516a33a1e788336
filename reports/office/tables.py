"""All the data of a result as tables, for the sheets of a workbook."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.confidence import grade_titles
from assessments.models import Evidence, Remark
from assessments.noted import noted, noted_in
from assessments.results import plain_number
from charts.overview import Segment
from plans.tables import actions_table
from reports.document_data import data_hash
from reports.kinds import Part
from reports.office.content import Content
from reports.office.sayings import change_words, state_words, verdict
from reports.office.words import answer_words
from results.findings import change
from results.ledger_table import ledger_table
from results.sheet import ElementSheet, IndicatorLine
from tables.table import Cell, Column, Table
from targets.page import TargetPage
from targets.table import target_table


def tables_of(content: Content) -> Iterator[tuple[str, Table]]:
    """Each table with the name of its sheet, in order."""
    yield _("Result"), result_table(content)
    yield _("Dimensions"), dimensions_table(content)
    yield _("Elements"), elements_table(content)
    yield _("Answers"), answers_table(content)
    if content.has(Part.COMMENTS):
        yield _("Comments"), comments_table(content)
    if content.has(Part.EVIDENCE):
        yield _("Evidence"), evidence_table(content)
    if content.has(Part.LEDGER):
        yield _("Ledger"), _ledger_table(content)
    if content.has(Part.AIM):
        yield from _aims(content)
    yield _("About"), about_table(content)


def result_table(content: Content) -> Table:
    """The total and what has to be known of it."""
    total, before = content.report.result.total, content.figures.before
    rows: list[tuple[str, Cell]] = [
        (_("Points"), total.points),
        (_("Maximum"), _number(total.maximum)),
        (_("Percent"), total.percent),
        (_("Level"), total.level.title if total.level else None),
        (_("Number of the level"), total.level.number if total.level else None),
        (_("On the full scale"), total.normalised),
        (_("Answered in percent"), total.answered_percent),
        (_("Change since last time"), change(content.report.result, before) if before else None),
        *((part.title, part.points) for part in content.overview.parts),
    ]
    notes = [*verdict(content.report), *filter(None, [change_words(content)]), state_words(content.subject)]
    return _table("result", content.name, [("what", _("What")), ("value", _("Value"))], rows, notes)


def dimensions_table(content: Content) -> Table:
    """Every dimension with its figures, beside last time's and the target's."""
    columns = [
        ("category", _("Category")),
        ("code", _("Code")),
        ("title", _("Dimension")),
        ("points", _("Points")),
        ("maximum", _("Maximum")),
        ("percent", _("Percent")),
        ("level", _("Level")),
        ("counts", _("Counts")),
        ("before", _("Percent last time")),
        ("target", _("Target percent")),
    ]
    rows = [_dimension(part.title, one) for part in content.overview.parts for one in part.segments]
    return _table("dimensions", _("Dimensions"), columns, rows)


def elements_table(content: Content) -> Table:
    """Every element and enabler with its figures and how well it is supported."""
    columns = [
        ("dimension", _("Dimension")),
        ("code", _("Code")),
        ("title", _("Element")),
        ("points", _("Points")),
        ("maximum", _("Maximum")),
        ("percent", _("Percent")),
        ("level", _("Level")),
        ("indicators", _("Indicators in percent")),
        ("objective", _("Objective in percent")),
        ("answered", _("Answered")),
        ("applicable", _("To be answered")),
        ("left_out", _("Left out")),
        ("support", _("Support")),
    ]
    return _table(
        "elements", _("Elements and enablers"), columns, [_element(content, *one) for one in _sheets(content)]
    )


def answers_table(content: Content) -> Table:
    """Every answer: its statement, its rating, what it is worth, and the reason where it was to be given."""
    columns = [
        ("element", _("Element")),
        ("code", _("Code")),
        ("statement", _("Statement")),
        ("rating", _("Rating")),
        ("answer", _("Answer")),
        ("percent", _("Worth in percent")),
        ("weight", _("Weight")),
    ]
    columns += [("reason", _("Reason"))] if content.has(Part.COMMENTS) else []
    rows = [row[: len(columns)] for _dimension, sheet in _sheets(content) for row in _answers(sheet)]
    return _table("answers", _("Answers"), columns, rows)


def comments_table(content: Content) -> Table:
    """What was said about the elements: comments, why one is left out, and what was noted."""
    columns = [
        ("code", _("Code")),
        ("element", _("Element")),
        ("kind", _("What")),
        ("text", _("Text")),
        ("by", _("By")),
    ]
    return _table("comments", _("Comments and reasons"), columns, list(_comments(content)))


def evidence_table(content: Content) -> Table:
    """Every piece of evidence; without comments, the notes among it are named but not told."""
    columns = [
        ("title", _("Evidence")),
        ("kind", _("Kind")),
        ("places", _("Used in")),
        ("effective_on", _("Effective from")),
        ("expires_on", _("Expires")),
        ("file", _("File")),
        ("size", _("Bytes")),
        ("sha256", _("SHA-256")),
        ("address", _("Address")),
        ("text", _("Text")),
        ("added_by", _("Added by")),
        ("added_on", _("Added on")),
    ]
    notes = [] if content.evidence else [_("No evidence was added.")]
    return _table("evidence", _("Evidence"), columns, list(_evidence(content)), notes)


def about_table(content: Content) -> Table:
    """What the figures are of, and by what they are known again."""
    subject = content.subject
    rows: list[tuple[str, Cell]] = [
        (_("Organisation"), subject.organisation),
        (_("Assessment"), subject.title),
        (_("Period"), subject.period),
        (_("Framework"), content.definition.title),
        (_("Framework version"), content.definition.version),
        (_("Assessors"), ", ".join(subject.assessors)),
        (_("As answered on"), subject.as_of),
        (_("Approved on"), subject.approved_on),
        (_("Approved by"), subject.approved_by),
        (_("Revision"), subject.revision),
        (_("Hash of the data (SHA-256)"), data_hash(content.source)),
    ]
    return _table("about", _("About these figures"), [("what", _("What")), ("value", _("Value"))], rows)


def _table(
    name: str,
    title: str,
    columns: list[tuple[str, str]],
    rows: list[list[Cell]] | list[tuple[str, Cell]],
    notes: list[str] | None = None,
) -> Table:
    return Table(name, title, [Column(key, head) for key, head in columns], rows, notes or [])


def _dimension(category: str, one: Segment) -> list[Cell]:
    level = one.level.title if one.level else None
    figures: list[Cell] = [one.points, _number(one.maximum), one.percent, level, _yes_or_no(one.counts)]
    return [category, one.code, one.title, *figures, one.before, one.target]


def _sheets(content: Content) -> Iterator[tuple[str, ElementSheet]]:
    for part in content.report.dimensions:
        for sheet in part.elements:
            yield part.dimension.title, sheet
    for sheet in content.report.enablers:
        yield _("Enablers"), sheet


def _element(content: Content, dimension: str, sheet: ElementSheet) -> list[Cell]:
    score, has_levels = sheet.score, content.definition.ladder is None
    titles, grades = grade_titles(), content.figures.grades
    return [
        dimension,
        score.code,
        score.title,
        score.points,
        _number(score.maximum),
        score.percent,
        score.level.title if score.level and has_levels else None,
        score.indicators_percent,
        score.objective_percent,
        score.answered,
        score.applicable,
        _yes_or_no(score.excluded),
        titles.get(grades.get(score.code, ""), ""),
    ]


def _answers(sheet: ElementSheet) -> Iterator[list[Cell]]:
    if sheet.score.excluded:
        return
    if sheet.asks_objective:
        answer = sheet.objective.title if sheet.objective else _("not answered")
        worth = _number(sheet.objective.percent) if sheet.objective else None
        yield [sheet.element.code, "", sheet.element.objective, None, answer, worth, None, ""]
    for line in sheet.lines:
        yield _answer(sheet, line)


def _answer(sheet: ElementSheet, line: IndicatorLine) -> list[Cell]:
    rating, worth = (line.rating.value, _number(line.rating.percent)) if line.rating else (None, None)
    asked: list[Cell] = [sheet.element.code, line.indicator.code, line.indicator.text]
    return [*asked, rating, answer_words(line), worth, _number(line.indicator.weight), line.reason]


def _comments(content: Content) -> Iterator[list[Cell]]:
    for _dimension, sheet in _sheets(content):
        named: list[Cell] = [sheet.element.code, sheet.element.title]
        if sheet.exclusion:
            yield [*named, _("Why it is left out"), sheet.exclusion, ""]
        if sheet.comment:
            yield [*named, _("Comment"), sheet.comment, ""]
    kept, elements = content.source.kept, content.definition.element_by_code
    for one in noted_in(kept.snapshot) if kept else noted(content.assessment, content.source.reader):
        if one.element in elements and not one.is_point:
            yield [one.element, elements[one.element].title, str(Remark.Kind(one.kind).label), one.text, one.by]


def _evidence(content: Content) -> Iterator[list[Cell]]:
    for piece in content.evidence:
        current = piece.current
        places = ", ".join(f"{use.element}/{use.item}" if use.item else use.element for use in piece.uses)
        told = current.text if content.has(Part.COMMENTS) else ""
        days: list[Cell] = [piece.effective_on, piece.expires_on]
        file: list[Cell] = [current.file_name, current.size or None, current.sha256, current.address, told]
        kind = str(Evidence.Kind(piece.kind).label)
        yield [piece.title, kind, places, *days, *file, current.added_by, current.added_at.date()]


def _ledger_table(content: Content) -> Table:
    """The ledger; why an element is left out is in it only with the comments."""
    ledger = content.report.ledger
    table = ledger_table(ledger, content.subject.title)
    if content.has(Part.COMMENTS):
        return table
    place = [column.key for column in table.columns].index("answer")
    elements = {line.anchor for line in (*ledger.elements, *ledger.enablers)}
    rows = [[*row[:place], "", *row[place + 1 :]] if row[0] in elements else row for row in table.rows]
    return replace(table, rows=rows)


def _aims(content: Content) -> Iterator[tuple[str, Table]]:
    if content.target:
        yield _("Target"), target_table(TargetPage(content.assessment, content.target))
    if content.plan:
        yield _("Plan"), _plan_table(content)


def _plan_table(content: Content) -> Table:
    """The actions; whether one is overdue depends on the day of reading, so that a file can't say it."""
    assert content.plan is not None  # noqa: S101 - whoever asks has a plan
    table = actions_table(content.plan)
    place = [column.key for column in table.columns].index("overdue")
    columns = [*table.columns[:place], *table.columns[place + 1 :]]
    return replace(table, columns=columns, rows=[[*row[:place], *row[place + 1 :]] for row in table.rows])


def _yes_or_no(holds: bool) -> str:  # noqa: FBT001 - it is what is to be said
    return _("yes") if holds else _("no")


def _number(number: Decimal) -> Decimal:
    """A number of the framework without the zeros that it is stored with."""
    return Decimal(plain_number(number))
