"""The figures of a benchmark as a picture that stands by itself."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment
from benchmarking.models import BenchmarkGroup
from benchmarking.reading import Line
from charts.row_picture import PictureRow, Rows, row_picture
from charts.standalone import Picture

LAYOUT = Rows(wide=420, high=32, figures=330)


def benchmark_picture(assessment: Assessment, name: str, group: BenchmarkGroup, lines: Sequence[Line]) -> Picture:
    """A box plot for each measure, with the own place as a diamond, and the key of both."""
    size = ngettext("%(size)s organisation", "%(size)s organisations", group.size) % {"size": group.size}
    day = date_format(group.snapshot.taken_at, "j F Y")
    rows = [PictureRow(_name(one), _figures(one), "charts/box_plot.svg", one.plot, one.is_head) for one in lines]
    return row_picture(
        f"{assessment.organisation.name} · {assessment.title}",
        _("%(group)s, %(size)s, as of %(day)s") % {"group": name, "size": size, "day": day},
        rows,
        LAYOUT,
        key=(
            _("Diamond: own result. Thick line: the middle."),
            _("Box: from 25 to 75. Thin line: from 10 to 90. Both as far as they are given."),
            _("From 0 to 100 % of the points; the figures of the others are rounded to 5."),
        ),
    )


def _name(line: Line) -> str:
    return line.title if line.is_head else f"{line.code}  {line.title}"


def _figures(line: Line) -> str:
    said = []
    if line.plot.own is not None:
        said.append(_("own %(percent)s %%") % {"percent": line.plot.own})
    if 50 in line.plot.figures:
        said.append(_("middle %(percent)s %%") % {"percent": f"{line.plot.figures[50]:.0f}"})
    return " · ".join([*said, *filter(None, [line.words])])
