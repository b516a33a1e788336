"""How a result is scored, in short: the rules and the scales, as a Word chapter."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from frameworks.definition import FrameworkDefinition, Gate
from reports.kinds import Part
from reports.office.content import Content
from reports.office.texts import is_rtl
from reports.office.word.body import Body
from reports.office.word.figures import level_key
from reports.office.word.tables import Grid, Row, cell, figure
from reports.office.word.xml import paragraph, run
from reports.office.words import level_words, plain, share_words
from reports.report import Report


def write_method(body: Body, content: Content) -> None:
    """The rules, then what each answer and each level is worth."""
    if not content.has(Part.METHOD):
        return
    body.heading(_("How the points are made"))
    body.text(
        _("Every number in this report follows from the answers by the rules on these pages. Anyone can recompute it."),
        "Lead",
    )
    which = body.lists.ordered(0)
    for rule in rules(content.report):
        body.add(paragraph(run(rule), style="ListNumber", rtl=is_rtl(rule), number=body.lists.mark(which, 0)))
    for grid in _scales(content):
        body.table(grid)


def rules(report: Report) -> Iterator[str]:
    """The rules by which the points are made, as far as this framework needs them."""
    definition = report.definition
    yield _mean(report)
    yield _split(report)
    yield _(
        "Its points are that percentage of its maximum, rounded to two decimals, a half upwards. Nothing else is"
        " rounded on the way to the total."
    )
    yield _("The points of a dimension, of a category and of the whole are the sums of their elements’ points.")
    yield _(
        "The percentages shown are points divided by maximum, rounded to one decimal, and the maturity level is read"
        " off that percentage."
    )
    if definition.ladder is not None:
        yield _(
            "The dimensions are the rungs of a ladder: the points of one count only while each before it reaches"
            " %(ladder)s %%."
        ) % {"ladder": plain(definition.ladder)}
    yield from map(_gate, definition.gates)
    yield _(
        "An element that is left out is in neither the points nor the maximum; the total is then also given on the full"
        " scale of %(whole)s."
    ) % {"whole": plain(definition.points)}


def _mean(report: Report) -> str:
    if report.has_averages:
        return _(
            "The indicators of an element are averaged by what their ratings are worth. One that is not applicable is"
            " not in the average; one that is not answered is, and counts 0."
        )
    return _("Each element has one statement, which is rated; while it is not answered, it counts 0.")


def _split(report: Report) -> str:
    definition = report.definition
    if definition.objective_share:
        return _(
            "An element’s percentage is %(indicators)s %% of that average and %(objective)s %% of what the answer to"
            " its objective is worth."
        ) % {"indicators": plain(definition.indicators_share), "objective": plain(definition.objective_share)}
    if report.has_averages:
        return _("An element’s percentage is that average.")
    return _("An element’s percentage is what its rating is worth.")


def _gate(gate: Gate) -> str:
    return _("“%(gate)s”: below %(least)s %% there, the whole stays below level %(level)s, whatever its points.") % {
        "gate": gate.title,
        "least": plain(gate.at_least),
        "level": gate.level,
    }


def _scales(content: Content) -> Iterator[Grid]:
    definition = content.definition
    if content.report.has_meanings:
        yield _ratings(definition)
    if definition.objective_share:
        rows = [(one.title, share_words(one.percent), one.meaning) for one in definition.objective_answers]
        yield _scale(_("What the answer to an objective is worth"), _("Answer to an objective"), _("Worth"), rows)
    if definition.levels[0].meaning:
        rows = [(level_words(one), share_words(one.from_percent), one.meaning) for one in definition.levels]
        yield _scale(_("Maturity levels"), _("Maturity level"), _("From"), rows)
    else:
        yield level_key(definition)


def _ratings(definition: FrameworkDefinition) -> Grid:
    rows = [(f"{one.value} {one.title}", share_words(one.percent), one.meaning) for one in definition.ratings]
    return _scale(_("What a rating is worth"), _("Rating of an indicator"), _("Worth"), rows)


def _scale(words: str, first: str, second: str, rows: list[tuple[str, str, str]]) -> Grid:
    filled = [Row((cell(name, bold=True), figure(worth), cell(meaning))) for name, worth, meaning in rows]
    return Grid([first, second, _("Meaning")], filled, [2.4, 1.0, 6.2], words, frozenset({1}))
