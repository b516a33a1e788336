"""The statements of an autosave, made with less ado than the ORM's: making those costs several times what they do.

What decides (who may, which rows) stays a query of the ORM, made once in a process. What is written is plain
``UPDATE`` and ``INSERT`` by the models' own columns and conversions; there are no signals and no defaults.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.db import connection, models


@dataclass(frozen=True)
class _Place:
    """Where a named value belongs among the parameters of a statement."""

    name: str


class PreparedQuery[M: models.Model]:
    """A query of one model that the ORM builds once for each engine, and that is only bound to values from then on.

    ``build`` makes the query from named values. The examples that it is made with are of the kind of the later
    values, and such as occur nowhere else in it. What the query annotates comes just as the database gives it.
    """

    def __init__(self, build: Callable[..., models.QuerySet[M]], **examples: Any) -> None:
        """Take what is needed to make the query; it is made when it is first run."""
        self.build = build
        self.examples = examples
        self.made: dict[str, tuple[type[M], str, list[Any]]] = {}

    def run(self, **values: Any) -> list[M]:
        """The rows for these values."""
        model, sql, parameters = self.made.get(connection.vendor) or self._make()
        bound = [_bound(values[one.name]) if isinstance(one, _Place) else one for one in parameters]
        return list(model._base_manager.raw(sql, bound))  # noqa: SLF001 - public, for all its name

    def _make(self) -> tuple[type[M], str, list[Any]]:
        query = self.build(**self.examples)
        sql, parameters = query.query.sql_with_params()
        places = {_bound(example): _Place(name) for name, example in self.examples.items()}
        made = (query.model, sql, [places.get(parameter, parameter) for parameter in parameters])
        self.made[connection.vendor] = made
        return made


def update_rows(model: type[models.Model], where: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    """Set the values in the rows that match ``where``; how many there were. Foreign keys go by their ``_id``."""
    changes = ", ".join(f"{column} = %s" for column in _columns(model, values))
    match = " AND ".join(f"{column} = %s" for column in _columns(model, where))
    return _run(f"UPDATE {_table(model)} SET {changes} WHERE {match}", model, values, where)  # noqa: S608 - no values


def insert_row(model: type[models.Model], values: Mapping[str, Any]) -> None:
    """Insert one row; every column but the key has to be given."""
    columns = ", ".join(_columns(model, values))
    places = ", ".join("%s" for _ in values)
    _run(f"INSERT INTO {_table(model)} ({columns}) VALUES ({places})", model, values)  # noqa: S608 - no values


def _run(sql: str, model: type[models.Model], *groups: Mapping[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for group in groups for value in _prepared(model, group)])
        return int(cursor.rowcount)


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - public, for all its name


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    return cast("models.Field[Any, Any]", model._meta.get_field(name))  # noqa: SLF001 - public, for all its name


def _columns(model: type[models.Model], values: Iterable[str]) -> list[str]:
    return [connection.ops.quote_name(str(_field(model, name).column)) for name in values]


def _prepared(model: type[models.Model], values: Mapping[str, Any]) -> list[Any]:
    return [_field(model, name).get_db_prep_save(value, connection) for name, value in values.items()]


def _bound(value: Any) -> Any:
    """The value as the engine's driver takes it."""
    if isinstance(value, uuid.UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value
