from django.db import migrations
from django.db.models import OuterRef, Subquery


def take_over_from_the_files(apps, schema_editor):
    files = apps.get_model("documents", "SourceFile").objects.filter(pk=OuterRef("file"))
    apps.get_model("intake", "Upload").objects.filter(sha256="", file__isnull=False).update(
        sha256=Subquery(files.values("sha256")), size=Subquery(files.values("size"))
    )


class Migration(migrations.Migration):

    dependencies = [
        ("intake", "0004_antechamber"),
    ]

    operations = [
        migrations.RunPython(take_over_from_the_files, migrations.RunPython.noop),
    ]
