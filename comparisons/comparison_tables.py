"""The table of a comparison."""

from django.utils.translation import gettext as _

from comparisons.side_by_side import Row, SideBySide
from tables.table import Cell, Column, Table


def comparison_table(compared: SideBySide) -> Table:
    """Total, dimensions and elements, a row each: percentages, and how far they lie apart."""
    columns = [Column("code", _("Code")), Column("title", _("Title"))]
    columns += [Column(f"percent_{one.letter.lower()}", f"{one.letter}: {one.title}") for one in compared.subjects]
    columns.append(Column("apart", _("Apart")))
    if compared.is_pair:
        columns += [Column("difference", _("B less A")), Column("points", _("B less A, in points"))]
    return Table(
        name="comparison",
        title=_("Comparison"),
        columns=columns,
        rows=[_row(row, compared) for row in (compared.total, *compared.dimensions, *compared.by_difference)],
        notes=[f"{one.letter}: {one.title} · {one.detail}" for one in compared.subjects],
    )


def _row(row: Row, compared: SideBySide) -> list[Cell]:
    signed = [row.difference, row.points] if compared.is_pair else []
    return [row.code, row.title or _("Total"), *row.percents, row.apart, *signed]
