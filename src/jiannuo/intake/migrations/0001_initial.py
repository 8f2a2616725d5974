

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_initial'),
        ('documents', '0001_initial'),
        ('ledger', '0002_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='文件名')),
                ('pasted', models.BooleanField(default=False, verbose_name='粘贴的文字')),
                ('by_name', models.CharField(max_length=150, verbose_name='上传人')),
                ('state', models.CharField(choices=[('waiting', '排队中'), ('reading', '读取中'), ('read', '待核对'), ('unreadable', '没读成'), ('confirmed', '已入台账'), ('discarded', '已放弃')], default='waiting', max_length=12, verbose_name='状态')),
                ('progress', models.PositiveSmallIntegerField(default=0, verbose_name='进度（%）')),
                ('message', models.TextField(blank=True, verbose_name='说明')),
                ('rows', models.PositiveIntegerField(default=0, verbose_name='行数')),
                ('doubts', models.PositiveIntegerField(default=0, verbose_name='待问')),
                ('attempt', models.PositiveSmallIntegerField(default=0)),
                ('job', models.CharField(blank=True, max_length=40)),
                ('beat_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='上传时间')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='变动时间')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.sourcefile')),
                ('parse', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.parse')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.place')),
                ('plans', models.ManyToManyField(blank=True, related_name='+', to='ledger.plan')),
            ],
            options={
                'ordering': ['-created_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('raw', models.JSONField()),
                ('document', models.JSONField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('upload', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reading', to='intake.upload')),
            ],
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField()),
                ('before', models.TextField(blank=True)),
                ('by_name', models.CharField(max_length=150, verbose_name='更正人')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='更正时间')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='撤销时间')),
                ('undone_by', models.CharField(blank=True, max_length=150, verbose_name='撤销人')),
                ('upload', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='intake.upload')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(fields=['place', '-created_at'], name='intake_uplo_place_i_be4b6d_idx'),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(fields=['state', 'beat_at'], name='intake_uplo_state_172194_idx'),
        ),
        migrations.AddConstraint(
            model_name='upload',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'reading', 'read', 'unreadable'))), fields=('file',), name='one_open_upload_a_file'),
        ),
    ]
