"""On PostgreSQL, indexes by which a text is found within names; SQLite reads its indexes by name fast enough.

They need the extension pg_trgm, which comes with PostgreSQL and which the owner of a database may add. Where it is not
installed or not allowed, searching works all the same, and costs more the more is stored.
"""

from django.db import DatabaseError, migrations, transaction

NAMES = {
    "assessments_assessment": ("title", "period"),
    "organisations_organisation": ("name",),
    "organisations_unit": ("name",),
}


def add(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql" or not _has_trigrams(connection):
        return
    for table, columns in NAMES.items():
        for column in columns:
            name = f'{table}_{column}_search'
            schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin (upper({column}::text) gin_trgm_ops)")


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table, columns in NAMES.items():
            for column in columns:
                schema_editor.execute(f"DROP INDEX IF EXISTS {table}_{column}_search")


def _has_trigrams(connection):
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return False
    return True


class Migration(migrations.Migration):
    dependencies = [("assessments", "0010_long_lists"), ("organisations", "0005_names_in_order")]

    operations = [migrations.RunPython(add, remove)]
