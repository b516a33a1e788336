"""Numbers that are free again: of what could not be made, and of nothing else."""

import pytest

from reports.access import withdrawable_order
from reports.actions.withdrawing import BegunError, give_up, withdraw_order
from reports.models import IssuedReport, ReportOrder
from tests.reports.issuing import issue_row
from tests.reports.orders import order_row

State = ReportOrder.State


def left() -> list[tuple[str, str, int | None]]:
    return list(ReportOrder.objects.order_by("pk").values_list("state", "reason", "issue__number"))


def test_only_what_has_no_file_and_is_not_being_made_is_given_up(assessment, manager):
    for number, state in enumerate((State.DONE, State.FAILED, State.WAITING, State.WORKING), start=1):
        issue = issue_row(assessment, manager, number=number, file_hash="ab" * 32 if number == 1 else "")
        order_row(assessment, manager, issue=issue, state=state)
    give_up(IssuedReport.objects.all())
    assert list(IssuedReport.objects.order_by("number").values_list("number", flat=True)) == [1, 3, 4]
    assert left() == [("done", "", 1), ("failed", "", None), ("waiting", "", 3), ("working", "", 4)]


@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_of_several_that_wait_the_chosen_one_alone_is_withdrawn(chosen, assessment, manager):
    issues = [issue_row(assessment, manager, number=number) for number in (1, 2, 3)]
    orders = [order_row(assessment, manager, issue=issue) for issue in issues]
    failed = issue_row(assessment, manager, number=4)  # to be tried again
    withdraw_order(order=withdrawable_order(manager, orders[chosen].uuid), by=manager)
    others = [number for number in (1, 2, 3) if number != chosen + 1]
    assert left() == [
        ("failed", "withdrawn", None) if place == chosen else ("waiting", "", place + 1) for place in range(3)
    ]
    assert set(IssuedReport.objects.values_list("number", flat=True)) == {*others, failed.number}


def test_order_that_is_gone_is_not_withdrawn(assessment, manager):
    gone, waiting = order_row(assessment, manager), order_row(assessment, manager)
    ReportOrder.objects.filter(pk=gone.pk).delete()
    with pytest.raises(BegunError):
        withdraw_order(order=gone, by=manager)
    assert ReportOrder.objects.get() == waiting
    assert left() == [("waiting", "", None)]
