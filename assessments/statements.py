"""The statements of an autosave, made with less ado than the ORM's: making those costs several times what they do.

What decides (who may, which rows) stays a query of the ORM, made once in a process. What is written is plain
``UPDATE`` and ``INSERT`` by the models' own columns and conversions; there are no signals and no defaults.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from django.db import connection, models
from django.db.transaction import TransactionManagementError


@dataclass(frozen=True)
class _Place:
    """Where a named value belongs among the parameters of a statement."""

    name: str


@dataclass(frozen=True)
class _Made[M: models.Model]:
    """A statement with its parameters, and how its columns become attributes."""

    model: type[M]
    sql: str
    parameters: list[Any]
    fields: list[str]
    converters: dict[str, tuple[Any, list[Callable[..., Any]]]]
    locks: bool


class PreparedQuery[M: models.Model]:
    """A query of one model that the ORM builds once for each engine, and that is only bound to values from then on.

    ``build`` makes the query from named values, without related models. The examples that it is made with are of the
    kind of the later values, and such as occur nowhere else in it. What it annotates comes as the database gives it.
    """

    def __init__(self, build: Callable[..., models.QuerySet[M]], **examples: Any) -> None:
        """Take what is needed to make the query; it is made when it is first run."""
        self.build = build
        self.examples = examples
        self.made: dict[str, _Made[M]] = {}

    def run(self, **values: Any) -> list[M]:
        """The rows for these values."""
        made = self.made.get(connection.vendor) or self._make()
        if made.locks and connection.get_autocommit():
            raise TransactionManagementError("Rows are locked within a transaction only.")  # as the ORM would say
        bound = [_bound(values[one.name]) if isinstance(one, _Place) else one for one in made.parameters]
        with connection.cursor() as cursor:
            cursor.execute(made.sql, bound)
            names = [column[0] for column in cursor.description]
            return [_instance(made, names, row) for row in cursor.fetchall()]

    def _make(self) -> _Made[M]:
        query = self.build(**self.examples)
        sql, parameters = query.query.sql_with_params()
        places = {_bound(example): _Place(name) for name, example in self.examples.items()}
        bound = [places.get(parameter, parameter) for parameter in parameters]
        found = {one.name for one in bound if isinstance(one, _Place)}
        if found != self.examples.keys():
            raise LookupError(f"The statement takes no {', '.join(sorted(self.examples.keys() - found))}.")
        locks = query.query.select_for_update
        made = _Made(query.model, sql, bound, _fields(query.model), _converters(query.model), locks)
        self.made[connection.vendor] = made
        return made


def _fields(model: type[models.Model]) -> list[str]:
    """The columns of the model's fields, in their order."""
    return [str(field.column) for field in model._meta.concrete_fields]  # noqa: SLF001 - public, for all its name


def _converters(model: type[models.Model]) -> dict[str, tuple[Any, list[Callable[..., Any]]]]:
    """What makes values of what the driver gives, for the columns that need it."""
    found = {}
    for name in _fields(model):
        column = _field(model, name).get_col(_table(model))
        converters = connection.ops.get_db_converters(column) + column.get_db_converters(connection)
        if converters:
            found[name] = (column, converters)
    return found


def _instance[M: models.Model](made: _Made[M], names: Iterable[str], row: Iterable[Any]) -> M:
    """The instance of a row; what was annotated is added to its fields."""
    values = dict(zip(names, row, strict=True))
    for name, (column, converters) in made.converters.items():
        for convert in converters:
            values[name] = convert(values[name], column, connection)
    instance = made.model.from_db(connection.alias, made.fields, [values.pop(name) for name in made.fields])
    vars(instance).update(values)
    return instance


def update_rows(model: type[models.Model], where: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    """Set the values in the rows that match ``where``; how many there were. Foreign keys go by their ``_id``."""
    return _run(_update(connection.vendor, model, tuple(values), tuple(where)), model, values, where)


def insert_row(model: type[models.Model], values: Mapping[str, Any]) -> None:
    """Insert one row; every column but the key has to be given."""
    _run(_insert(connection.vendor, model, tuple(values)), model, values)


@lru_cache(maxsize=32)
def _update(vendor: str, model: type[models.Model], values: tuple[str, ...], where: tuple[str, ...]) -> str:
    changes = ", ".join(f"{column} = %s" for column in _columns(model, values))
    match = " AND ".join(f"{column} = %s" for column in _columns(model, where))
    return f"UPDATE {_quoted_table(model)} SET {changes} WHERE {match}"  # noqa: S608 - no values


@lru_cache(maxsize=32)
def _insert(vendor: str, model: type[models.Model], values: tuple[str, ...]) -> str:
    columns = ", ".join(_columns(model, values))
    places = ", ".join("%s" for _ in values)
    return f"INSERT INTO {_quoted_table(model)} ({columns}) VALUES ({places})"  # noqa: S608 - no values


def _run(sql: str, model: type[models.Model], *groups: Mapping[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for group in groups for value in _prepared(model, group)])
        return int(cursor.rowcount)


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table  # noqa: SLF001 - public, for all its name


def _quoted_table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(_table(model))


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
