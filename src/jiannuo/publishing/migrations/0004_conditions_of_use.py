from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0003_finding'),
    ]

    operations = [
        migrations.AddField(
            model_name='publicface',
            name='conditions',
            field=models.TextField(blank=True, verbose_name='数据使用条件'),
        ),
        migrations.AddField(
            model_name='publicplace',
            name='conditions',
            field=models.TextField(blank=True),
        ),
    ]
