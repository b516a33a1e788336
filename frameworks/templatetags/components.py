"""The shared parts of pages: ``{% load components %}``. A tag's arguments are the component's declared attributes.

An attribute that is not declared here stops the template from being compiled. The gallery page shows each component.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from frameworks.definition import Level

register = template.Library()


@register.filter
def signed(difference: Decimal | None) -> str:
    """A difference with its sign, a true minus among them; a dash where there is none."""
    if difference is None:
        return "–"
    sign = {-1: "−", 0: "", 1: "+"}[(difference > 0) - (difference < 0)]
    return f"{sign}{number_format(abs(difference))}"


@register.simple_tag
def level_badge(level: Level | None) -> SafeString:
    """A maturity level: its number on the ramp and its name."""
    return _level_badge(level, get_language())


@lru_cache(maxsize=256)  # a result page shows some eighty of five
def _level_badge(level: Level | None, _language: str | None) -> SafeString:
    return render_to_string("_components/level_badge.html", {"level": level})


@register.inclusion_tag("_components/level_scale.html")
def level_scale(levels: Iterable[Level]) -> dict[str, Any]:
    """All levels in a row with the percentages at which they begin: the key to every badge on a page."""
    return {"levels": levels}


@register.inclusion_tag("_components/points.html")
def points(value: Decimal, maximum: Decimal, *, decimals: int = 0, figure: bool = False) -> dict[str, Any]:
    """Points of a maximum; without decimals in headlines, with two in tables; ``figure`` for the one strong number."""
    return {"value": value, "maximum": maximum, "decimals": decimals, "figure": figure}


@register.simple_tag
def percent(value: Decimal | None) -> str:
    """A percentage as it is scored, or a dash where there is none."""
    return "–" if value is None else _("%(percent)s %%") % {"percent": value}


@register.inclusion_tag("_components/progress_mark.html")
def progress_mark(answered: int, applicable: int) -> dict[str, Any]:
    """How much is answered: an empty, half or full disc, and the count."""
    shape = "full" if answered >= applicable else "half" if answered else "empty"
    return {"answered": answered, "applicable": applicable, "shape": shape}


@register.inclusion_tag("_components/facts.html")
def facts(pairs: Sequence[tuple[str, object]]) -> dict[str, Any]:
    """A definition list of names and values."""
    return {"pairs": pairs}


@register.inclusion_tag("_components/form_fields.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """All fields of a form, its faults summed up at the top and repeated beside each field."""
    return {"form": form}


@register.inclusion_tag("_components/empty_state.html")
def empty_state(title: str, text: str = "", *, action_url: str = "", action_label: str = "") -> dict[str, Any]:
    """What a list shows while it is empty: why, and what to do first."""
    return {"title": title, "text": text, "action_url": action_url, "action_label": action_label}


@register.simple_block_tag(end_name="end_page_header")
def page_header(content: str, title: str, *, lead: str = "", above: str = "", above_url: str = "") -> SafeString:
    """The page's one ``h1``, what it belongs to above, a sentence below; the tools stand between the tags."""
    context = {"title": title, "lead": lead, "above": above, "above_url": above_url, "tools": content}
    return render_to_string("_components/page_header.html", context)


@register.simple_block_tag(end_name="end_notice")
def notice(content: str, kind: str = "info") -> SafeString:
    """A remark that must be seen: ``info``, ``success``, ``warning`` or ``error``."""
    if kind not in {"info", "success", "warning", "error"}:
        message = f"notice knows no kind {kind!r}"
        raise template.TemplateSyntaxError(message)
    return render_to_string("_components/notice.html", {"content": content, "kind": kind})
