"""Figures in words, as every office file prints them."""

import datetime
from decimal import Decimal

from django.template.defaultfilters import floatformat
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.results import ElementScore, plain_number
from frameworks.definition import Level
from results.findings import points_missing
from results.sheet import IndicatorLine

NONE = "–"


def points_words(points: Decimal) -> str:
    """Points with the two decimals that tables have."""
    return _signed(str(floatformat(points, 2)))


def headline(points: Decimal) -> str:
    """Points without decimals, as headlines have them."""
    return _signed(str(floatformat(points, 0)))


def of_maximum(points: Decimal, maximum: Decimal) -> str:
    """Points of a maximum, as tables have them."""
    return _("%(points)s of %(maximum)s") % {"points": points_words(points), "maximum": plain(maximum)}


def gain_words(score: ElementScore) -> str:
    """The points that an element can still gain, with their sign."""
    return f"+{points_words(points_missing(score))}"


def plain(number: Decimal) -> str:
    """A number without needless decimals, in the reader's way of writing."""
    return number_format(plain_number(number))


def kept(words: str) -> str:
    """A sentence in which no figure is parted from its percent sign at the end of a line."""
    return words.replace(" %", "\u00a0%")


def percent_words(percent: Decimal | None) -> str:
    """A percentage as it is scored, or a dash."""
    return NONE if percent is None else _whole(_("%(percent)s %%") % {"percent": percent})


def share_words(percent: Decimal) -> str:
    """A percentage of the framework, without needless decimals."""
    return _whole(_("%(percent)s %%") % {"percent": plain(percent)})


def level_words(level: Level | None) -> str:
    """A level by number and name, or a dash."""
    return f"{level.number} {level.title}" if level else NONE


def answer_words(line: IndicatorLine) -> str:
    """What was answered to an indicator."""
    if line.rating is None:
        return _("not applicable") if line.not_applicable else _("not answered")
    return line.rating.title if line.names_value else f"{line.rating.value} {line.rating.title}"


def day_words(day: datetime.date | None) -> str:
    """A day as 22 November 2026, or a dash."""
    return date_format(day, "j F Y") if day else NONE


def _whole(words: str) -> str:
    """A figure and its sign are not parted at the end of a line."""
    return words.replace(" ", "\u00a0")


def _signed(figure: str) -> str:
    """A minus in the place of the hyphen."""
    return figure.replace("-", "−")


def language_tag() -> str:
    """The active language as files name it: ``en-GB``, ``ar``."""
    main, _dash, region = (get_language() or "en-gb").partition("-")
    return f"{main}-{region.upper()}" if region else main
