"""Quiet hours: at night nobody is called; a message waits until they end."""

from datetime import datetime, time, timedelta


def after_quiet(now: datetime, hours: tuple[time, time] | None) -> datetime:
    """Return when a message may go out that is written now (local, aware); quiet hours may span midnight."""
    if hours is None:
        return now
    start, end = hours
    at = now.time()
    quiet = start <= at < end if start <= end else at >= start or at < end
    if not quiet:
        return now
    ends = now.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
    return ends if ends > now else ends + timedelta(days=1)
