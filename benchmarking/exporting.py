"""The benchmark's table as files have it."""

from django.utils.translation import gettext as _

from assessments.models import Assessment
from benchmarking.models import BenchmarkGroup
from benchmarking.reading import Line
from tables.table import Column, Table


def benchmark_table(assessment: Assessment, name: str, group: BenchmarkGroup, lines: list[Line]) -> Table:
    """A row a measure: code, title, own percentage, five percentiles, the own place in words."""
    columns = (
        Column("code", _("Code")),
        Column("title", _("Title")),
        Column("own", _("You (%)")),
        Column("p10", _("10th percentile (%)")),
        Column("p25", _("25th percentile (%)")),
        Column("p50", _("Middle (%)")),
        Column("p75", _("75th percentile (%)")),
        Column("p90", _("90th percentile (%)")),
        Column("place", _("Your place")),
    )
    notes = (
        _("Compared with: %(group)s") % {"group": name},
        _("Organisations: at least %(size)s") % {"size": group.size},
        _("Figures of %(date)s, rounded to 5 percentage points") % {"date": group.newest.isoformat()},
    )
    return Table(
        name="benchmark",
        title=_("Benchmark of %(title)s") % {"title": assessment.title},
        columns=columns,
        rows=[(one.code, one.title, one.plot.own, *one.cells, one.words) for one in lines],
        notes=notes,
    )
