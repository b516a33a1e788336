"""What is written is written whole: in the floors above, every action by a person runs in one transaction."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import FunctionType

import pytest
from django.db.transaction import Atomic

APPS = ("benchmarking", "planner", "plans", "pulses", "results", "targets")
# Written within the transactions of others alone.
WITHIN = {"plans.actions.actions.note_plan_event"}


def actions() -> Iterator[tuple[str, FunctionType]]:
    """The functions that somebody carries out: they ask for ``by``."""
    for app in APPS:
        package = import_module(f"{app}.actions")
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for name, function in inspect.getmembers(import_module(found.name), inspect.isfunction):
                is_ours = function.__module__ == found.name and not name.startswith("_")
                if is_ours and _asks_who(function):
                    yield f"{found.name}.{name}", function


def _asks_who(function: FunctionType) -> bool:
    by = inspect.signature(function).parameters.get("by")
    return by is not None and by.kind is inspect.Parameter.KEYWORD_ONLY


def is_atomic(function: FunctionType) -> bool:
    """Whether it is wrapped in a transaction."""
    return any(isinstance(cell.cell_contents, Atomic) for cell in function.__closure__ or ())


ACTIONS = dict(actions())


def test_there_are_actions():
    assert len(ACTIONS) > 25


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_every_action_is_one_transaction(name):
    assert is_atomic(ACTIONS[name]) or name in WITHIN
