"""Links to results: the table was made by the reports app, and is here as it was."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("assessments", "0009_units"),
        ("reports", "0002_share_links_moved"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='ShareLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('revision', models.PositiveIntegerField(verbose_name='revision')),
                        ('label', models.CharField(blank=True, max_length=100, verbose_name='for whom')),
                        ('token_digest', models.CharField(editable=False, max_length=64, unique=True)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                        ('expires_at', models.DateTimeField(verbose_name='works until')),
                        ('revoked_at', models.DateTimeField(editable=False, null=True, verbose_name='taken back')),
                        ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='share_links', to='assessments.assessment')),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'link to a result',
                        'verbose_name_plural': 'links to results',
                        'ordering': ['-created_at', '-pk'],
                    },
                ),
            ],
        ),
    ]
