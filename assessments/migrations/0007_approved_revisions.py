"""An approval holds all that a revision's result and report are made of; what was approved before holds it now too."""

from django.db import migrations, models


def fill(apps, schema_editor):
    Snapshot, Answer = apps.get_model("assessments", "Snapshot"), apps.get_model("assessments", "Answer")
    for snapshot in Snapshot._base_manager.filter(kind="approval").select_related("assessment"):
        rows = Answer._base_manager.filter(assessment=snapshot.assessment_id, sheet=None, out_of_sight=False)
        snapshot.element_scores = snapshot.assessment.element_scores
        given = rows.exclude(value="", reason="").order_by("pk").values_list("element", "item", "value", "reason")
        snapshot.answers = [list(answer) for answer in given]
        snapshot.save(update_fields=["element_scores", "answers"])


class Migration(migrations.Migration):

    dependencies = [("assessments", "0006_notices")]

    operations = [
        migrations.AddField(model_name="snapshot", name="element_scores", field=models.JSONField(default=dict)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
