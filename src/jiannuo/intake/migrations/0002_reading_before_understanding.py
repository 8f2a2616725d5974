
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='reading',
            name='document',
            field=models.JSONField(null=True),
        ),
    ]
