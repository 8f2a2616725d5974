"""`jiannuo worker`: the background process."""

from django.core.management import call_command

from jiannuo.bulletins import jobs as bulletins
from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.installation import require_ready
from jiannuo.directory import jobs as directory
from jiannuo.history import jobs as history
from jiannuo.intake import jobs as intake
from jiannuo.outbox import jobs as outbox
from jiannuo.reporting import jobs as reporting
from jiannuo.reporting import round_jobs as rounds


@chinese_command("worker")
def command() -> None:
    """只启动后台进程：读取上传的文件，直到按 Ctrl-C 停止。可以在几台机器上同时运行（用 PostgreSQL 时）。"""
    require_ready()
    rounds.keep_sweeping()
    bulletins.keep_sweeping()
    outbox.keep_delivering()
    intake.keep_sweeping(reporting.sweep, history.write_head_down, directory.clear_sessions)
    call_command(
        "db_worker", queue_name=intake.queues(), interval=0.2, startup_delay=False, verbosity=1
    )
