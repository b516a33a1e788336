"""What staff say beside what was assessed, as a picture that stands by itself."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from charts.row_picture import PictureRow, Rows, row_picture
from charts.standalone import Picture
from pulses.models import Pulse
from pulses.outcome import Line, Outcome
from pulses.words import leaning_words

LAYOUT = Rows(wide=420, high=26, figures=360)


def perception_picture(pulse: Pulse, outcome: Outcome) -> Picture | None:
    """A dumbbell for each question; None while too few have answered for anything to be shown."""
    if not outcome.has_figures:
        return None
    key = [_("Diamond: staff. Round: assessed.") if outcome.with_assessed else _("Diamond: staff.")]
    return row_picture(
        f"{pulse.assessment.organisation.name} · {pulse.title}",
        _("What staff say beside the assessment, in percent of the best"),
        list(_rows(outcome)),
        LAYOUT,
        key=[*key, _("The upright lines are where maturity levels begin.")],
    )


def _rows(outcome: Outcome) -> Iterator[PictureRow]:
    for title, lines in outcome.groups:
        if title:
            yield PictureRow(title, strong=True)
        for line in lines:
            name = f"{line.perceived.code}  {line.perceived.title}"
            yield PictureRow(name, _figures(line), "charts/dumbbell.svg", line.drawing)


def _figures(line: Line) -> str:
    said = line.perceived
    figures = [
        "" if said.percent is None else _("staff %(percent)s %%") % {"percent": said.percent},
        "" if said.assessed is None else _("assessed %(percent)s %%") % {"percent": said.assessed},
        str(leaning_words(said.leaning)),
    ]
    return " · ".join(filter(None, figures))
