"""The links by which a result is shared belong to the results app; the table is kept, under its new name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_share_links")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable("ShareLink", "results_sharelink")],
            state_operations=[migrations.DeleteModel("ShareLink")],
        ),
    ]
