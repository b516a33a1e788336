import uuid

import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    """What was approved until now was approved under the version that it was started with."""
    Snapshot = apps.get_model("assessments", "Snapshot")
    for snapshot in Snapshot.objects.select_related("assessment").defer("document", "result", "names"):
        snapshot.uuid, snapshot.version_id = uuid.uuid4(), snapshot.assessment.version_id
        snapshot.save(update_fields=["uuid", "version"])


class Migration(migrations.Migration):

    dependencies = [
        ("assessments", "0001_initial"),
        ("frameworks", "0002_stewardship"),
    ]

    operations = [
        migrations.AddField("answer", "out_of_sight", models.BooleanField(default=False)),
        migrations.AddField("snapshot", "uuid", models.UUIDField(default=uuid.uuid4, editable=False, null=True)),
        migrations.AddField("snapshot", "name", models.CharField(blank=True, default="", max_length=200, verbose_name="name"), preserve_default=False),
        migrations.AddField("snapshot", "version", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="frameworks.frameworkversion")),
        migrations.AddField("snapshot", "answers", models.JSONField(default=list)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("snapshot", "uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        migrations.AlterField("snapshot", "version", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="frameworks.frameworkversion")),
        migrations.AlterField("snapshot", "kind", models.CharField(choices=[("approval", "Approval"), ("upgrade", "Before an upgrade"), ("return", "Before going back")], max_length=20)),
    ]
