"""The chapters of a Word report: a dimension each, with every element, its answers and what was said about it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.kinds import Part
from reports.office.content import Content
from reports.office.look import shade
from reports.office.word.body import Body
from reports.office.word.tables import Cell, Grid, Line, Row, cell
from reports.office.words import answer_words, level_words, of_maximum, percent_words, plain
from reports.report import DimensionSheet
from results.sheet import ElementSheet, IndicatorLine


def write_dimensions(body: Body, content: Content) -> None:
    """A chapter for each dimension."""
    if content.has(Part.DIMENSIONS):
        for part in content.report.dimensions:
            _write_dimension(body, content, part)


def write_enablers(body: Body, content: Content) -> None:
    """The chapter of the enablers, where the framework has any."""
    if content.has(Part.ENABLERS) and content.report.enablers:
        body.heading(_("Enablers"))
        about = _("What the whole depends on: rated in the same way, by indicators alone, and not counted in points.")
        body.text(about, "Lead")
        for sheet in content.report.enablers:
            _write_element(body, content, sheet)


def _write_dimension(body: Body, content: Content, part: DimensionSheet) -> None:
    body.heading(part.dimension.title)
    body.text(part.dimension.question, "Lead")
    standing = [of_maximum(part.score.points, part.score.maximum), percent_words(part.score.percent)]
    standing += [level_words(part.score.level)] if _has_levels(content) else []
    standing += [] if part.score.counts else [_("doesn’t count yet")]
    if not part.score.complete:
        standing.append(_("so far, %(share)s %% answered") % {"share": part.score.answered_percent})
    body.text(" · ".join(standing), "Standing")
    body.text(part.dimension.summary)
    for sheet in part.elements:
        _write_element(body, content, sheet)


def _write_element(body: Body, content: Content, sheet: ElementSheet) -> None:
    body.heading(f"{sheet.element.code} {sheet.element.title}", 2)
    body.text(" · ".join(_standing(content, sheet)), "Standing")
    body.text(sheet.element.definition, keep=True)
    with_words = content.has(Part.COMMENTS)
    if not sheet.score.excluded:
        body.table(_answers(sheet, with_words=with_words), titled=False)
    elif with_words:
        _write_note(body, _("Why it is left out"), sheet.exclusion)
    if with_words:
        _write_note(body, _("Comment"), sheet.comment)


def _standing(content: Content, sheet: ElementSheet) -> Iterator[str]:
    score = sheet.score
    if score.excluded:
        yield _("Left out")
        return
    if sheet.element.points:
        yield of_maximum(score.points, score.maximum)
    yield percent_words(score.percent)
    if _has_levels(content):
        yield level_words(score.level)
    if not score.complete:
        told = {"answered": score.answered, "applicable": score.applicable}
        yield _("so far: %(answered)s of %(applicable)s answered") % told


def _write_note(body: Body, label: str, text: str) -> None:
    if text.strip():
        body.text(label, "NoteLabel")
        body.text(text, "NoteText")


def _answers(sheet: ElementSheet, *, with_words: bool) -> Grid:
    rows = [_objective(sheet)] if sheet.asks_objective else []
    rows += [_indicator(sheet, line, with_words=with_words) for line in sheet.lines]
    words = _("Answers to %(code)s") % {"code": sheet.element.code}
    return Grid([_("No."), _("Statement"), _("Answer")], rows, [0.6, 7.2, 1.9], words)


def _objective(sheet: ElementSheet) -> Row:
    answer = sheet.objective.title if sheet.objective else _("not answered")
    asked = (Line(_("Statement of objective"), style="TableSmall"), Line(sheet.element.objective))
    return Row((cell(""), Cell(asked), cell(answer, bold=True)))


def _indicator(sheet: ElementSheet, line: IndicatorLine, *, with_words: bool) -> Row:
    text = line.indicator.text
    if sheet.weighted:
        text += " " + _("(weight %(weight)s)") % {"weight": plain(line.indicator.weight)}
    asked = cell(text)
    if with_words and line.reason.strip():
        asked = Cell((*asked.lines, *(Line(part.text, style="TableSmall") for part in cell(line.reason).lines)))
    ground, ink = shade(line.shade)
    number = str(line.indicator.number) if sheet.numbered else ""
    return Row((cell(number), asked, cell(answer_words(line), ground=ground, ink=ink)))


def _has_levels(content: Content) -> bool:
    return content.definition.ladder is None
