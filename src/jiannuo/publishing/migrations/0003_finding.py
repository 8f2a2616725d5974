"""Texts and words to find released values by, and how many there are of each kind."""

import django.db.models.deletion
from django.db import migrations, models

from jiannuo.publishing import index


def create(apps, schema_editor):
    index.create(schema_editor.connection)


def drop(apps, schema_editor):
    index.drop(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0002_faces_addresses_and_standing'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='publishing.publicplan')),
                ('axis', models.CharField(blank=True, max_length=12)),
                ('key', models.TextField(blank=True)),
                ('first', models.PositiveIntegerField(default=0)),
                ('result', models.CharField(blank=True, max_length=15)),
                ('voice', models.CharField(blank=True, max_length=10)),
                ('of', models.CharField(blank=True, max_length=20)),
                ('count', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ['plan', 'axis', 'first', 'key'],
            },
        ),
        migrations.CreateModel(
            name='PublicText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='publishing.publictask')),
                ('bulletin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='publishing.publicbulletin')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='publishing.publicorganisation')),
                ('position', models.PositiveIntegerField(default=0)),
                ('parts', models.JSONField(default=list)),
            ],
        ),
        migrations.AddIndex(
            model_name='publictask',
            index=models.Index(fields=['plan', 'position', 'standing'], name='publishing__plan_id_dd6f3d_idx'),
        ),
        migrations.AddIndex(
            model_name='publictask',
            index=models.Index(fields=['plan', '-released_at', 'position'], name='publishing_newest_idx'),
        ),
        migrations.AddIndex(
            model_name='publictally',
            index=models.Index(fields=['plan', 'axis', 'key'], name='publishing__plan_id_f3525c_idx'),
        ),
        migrations.RunPython(create, drop),
    ]
