"""Fence the trail with database triggers and put its head in place."""

from django.db import migrations

from jiannuo.history import guard


def install(apps, schema_editor):
    guard.install(schema_editor.connection)
    apps.get_model("history", "Head").objects.get_or_create(pk=1)


def remove(apps, schema_editor):
    guard.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
