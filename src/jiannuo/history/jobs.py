"""Background work: writing the chain's head down once a day."""

import logging
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from jiannuo.history.heads import append_head

logger = logging.getLogger(__name__)


def write_head_down() -> None:
    """Append today's head to the folder of the settings, unless today's is there.

    Called every few seconds by every worker; the file itself remembers which day was done. A folder
    that cannot be written is reported again each time: silence would look like success.
    """
    if not settings.JIANNUO_HEADS_FOLDER:
        return
    folder, now = Path(settings.JIANNUO_HEADS_FOLDER), timezone.now()
    today = timezone.localtime(now)
    file = folder / f"jiannuo-{today:%Y-%m}.txt"
    try:
        if file.exists() and f" {today:%Y-%m-%d} " in file.read_text(encoding="utf-8"):
            return
        append_head(folder, now)
    except OSError as error:
        logger.error("留痕链值没有抄存到 %s：%s", folder, error)  # noqa: TRY400 - the path says it all
