"""The units of an organisation rolled up to it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comparisons.organisation_rollup import TITLES, Line, RollUp, frameworks_of, rollup_of
from comparisons.rollup import Rule
from frameworks.models import Framework
from organisations.access import managed_organisation
from organisations.models import Organisation
from organisations.requests import PersonRequest
from tables.downloads import NAMES, download
from tables.table import Cell, Column, Table


@never_cache
@require_safe
def rollup_detail(request: PersonRequest, slug: str) -> HttpResponse:
    """Show it to a manager, by the rule and with the framework that is asked for."""
    organisation = managed_organisation(request.user, slug)
    frameworks = frameworks_of(organisation)
    context = {
        "organisation": organisation,
        "frameworks": frameworks,
        "rules": TITLES,
        "kinds": NAMES,
        "has_units": organisation.units.exists(),
    }
    if frameworks:
        framework = _framework(request, frameworks)
        context |= {"framework": framework, "rollup": rollup_of(organisation, framework, _rule(request))}
    return render(request, "comparisons/rollup/detail.html", context)


@never_cache
@require_safe
def rollup_file(request: PersonRequest, slug: str, extension: str) -> HttpResponse:
    """The same as a table; Http404 while nothing was approved of any unit."""
    organisation = managed_organisation(request.user, slug)
    framework = _framework(request, frameworks_of(organisation))
    return download(_table(organisation, rollup_of(organisation, framework, _rule(request))), extension)


def _rule(request: PersonRequest) -> Rule:
    try:
        return Rule(request.GET.get("rule", Rule.MEAN))
    except ValueError as error:
        raise Http404 from error


def _framework(request: PersonRequest, frameworks: list[Framework]) -> Framework:
    """The one that is asked for, else the one used last; Http404 for one that nothing was approved with."""
    asked = request.GET.get("framework", "")
    found = next((one for one in frameworks if asked in {"", one.slug}), None)
    if found is None:
        raise Http404
    return found


def _table(organisation: Organisation, rollup: RollUp) -> Table:
    dimensions = [Column(f"percent_{one.code}", one.title) for one in rollup.definition.dimensions]
    lines = [rollup.whole, *rollup.lines, *([rollup.itself] if rollup.itself else [])]
    return Table(
        name=f"roll-up-{organisation.slug}",
        title=_("%(organisation)s, rolled up from its units") % {"organisation": organisation.name},
        columns=[
            Column("unit", _("Unit")),
            Column("part_of", _("Part of")),
            Column("weight", _("Weight")),
            Column("assessment", _("Assessment")),
            Column("percent", _("Total, percent")),
            *dimensions,
        ],
        rows=[_row(rollup, line) for line in lines],
        notes=[f"{rollup.title}. {rollup.words}", *(_("Missing: %(unit)s") % {"unit": one} for one in rollup.missing)],
    )


def _row(rollup: RollUp, line: Line) -> list[Cell]:
    names = {unit.pk: unit.name for unit in rollup.units}
    unit, approved = line.unit, line.approved
    return [
        unit.name if unit else rollup.organisation.name,
        names.get(unit.within_id, "") if unit and unit.within_id else "",
        unit.weight if unit else None,
        approved.assessment.title if approved else _("rolled up"),
        *line.figures,
    ]
