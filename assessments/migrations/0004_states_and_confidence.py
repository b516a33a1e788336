"""What was open is being scored, and every element has a grade of confidence to be given."""

from django.db import migrations


def fill(apps, schema_editor):
    Assessment, Answer = apps.get_model("assessments", "Assessment"), apps.get_model("assessments", "Answer")
    Assessment.objects.filter(state="open").update(state="scoring")
    comments = Answer._base_manager.filter(item="comment").only("assessment_id", "element", "out_of_sight")
    rows = (
        Answer(assessment_id=row.assessment_id, element=row.element, item="confidence", out_of_sight=row.out_of_sight)
        for row in comments.iterator()
    )
    Answer._base_manager.bulk_create(rows, batch_size=100)


def empty(apps, schema_editor):
    Assessment, Answer = apps.get_model("assessments", "Assessment"), apps.get_model("assessments", "Answer")
    Assessment.objects.exclude(state="approved").update(state="open")
    Answer._base_manager.filter(item="confidence").delete()


class Migration(migrations.Migration):

    dependencies = [("assessments", "0003_desk")]

    operations = [migrations.RunPython(fill, empty)]
