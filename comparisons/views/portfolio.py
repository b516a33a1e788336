"""The portfolio: everything that a person may see, sortable and filterable at any size."""

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.workflow import State
from comparisons.portfolio import Asked, portfolio_of, portfolio_rows
from comparisons.portfolio_tables import portfolio_table
from frameworks.models import Framework, FrameworkVersion
from organisations.models import Organisation, Role, Unit, User
from organisations.requests import PersonRequest
from tables.downloads import NAMES, download

CHOICES: Final = 50  # organisations in a menu; who belongs to more of them searches by name
HEADS: Final = {
    "title": _("Assessment"),
    "period": _("Period"),
    "percent": _("Percent"),
    "due": _("Due"),
    "new": _("Newest"),
}


@never_cache
@require_safe
def portfolio_list(request: PersonRequest) -> HttpResponse:
    """One page of the list."""
    asked = Asked.of(request.GET)
    found = portfolio_of(request.user, asked, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    context = {
        "asked": asked,
        "listed": found.listed,
        "page": found.page,
        "sorts": _sorts(request.GET, asked),
        "query": _without(request.GET, "after", "before"),
        "kinds": NAMES,
        **_choices(request.user, asked),
    }
    return render(request, "comparisons/portfolio/list.html", context)


@never_cache
@require_safe
def portfolio_file(request: PersonRequest, extension: str) -> HttpResponse:
    """The whole list as it is sorted and filtered."""
    return download(portfolio_table(portfolio_rows(request.user, Asked.of(request.GET))), extension)


def _without(given: QueryDict, *names: str) -> str:
    """The address's question without these, ready for another one to follow."""
    kept = given.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()


def _sorts(given: QueryDict, asked: Asked) -> dict[str, dict[str, str]]:
    """Where each head leads, and which way it is sorted now (as ``aria-sort`` says it)."""
    rest = _without(given, "sort", "after", "before")
    heads = {}
    for name, title in HEADS.items():
        here = name == asked.sort
        sort = f"-{name}" if here and not asked.turned else name
        way = ("descending" if asked.order.descending else "ascending") if here else ""
        heads[name] = {"title": str(title), "address": f"?{rest}&sort={sort}".replace("?&", "?"), "way": way}
    return heads


def _choices(user: User, asked: Asked) -> dict[str, Any]:
    organisations = list(Organisation.objects.filter(memberships__user=user).only("name", "slug")[: CHOICES + 1])
    versions = FrameworkVersion.objects.in_use().select_related("framework")
    return {
        "organisations": organisations if 1 < len(organisations) <= CHOICES else [],
        "units": list(_units(user, asked)) if asked.organisation else [],
        "frameworks": Framework.objects.filter(versions__in=versions).distinct(),
        "states": State,
        "levels": _levels(versions),
    }


def _units(user: User, asked: Asked) -> QuerySet[Unit]:
    """The units of the chosen organisation, for who manages it."""
    managed = Organisation.objects.filter(memberships__user=user, memberships__role=Role.MANAGER)
    return Unit.objects.filter(organisation__in=managed, organisation__slug=asked.organisation)[: 4 * CHOICES]


def _levels(versions: QuerySet[FrameworkVersion]) -> list[str]:
    """The titles of all levels, from the lowest."""
    levels = {level.title: level.number for version in versions for level in version.definition().levels}
    return sorted(levels, key=lambda title: (levels[title], title))
