"""What a bulletin is, what it became, and the tables and templates that it is made with."""

from jiannuo.bulletins.models.bulletins import (
    ORDER,
    Bulletin,
    BulletinKind,
    BulletinState,
    BulletinVersion,
    Comment,
    Ground,
    Openness,
)
from jiannuo.bulletins.models.layouts import Layout
from jiannuo.bulletins.models.schedule import Schedule

__all__ = [
    "ORDER",
    "Bulletin",
    "BulletinKind",
    "BulletinState",
    "BulletinVersion",
    "Comment",
    "Ground",
    "Layout",
    "Openness",
    "Schedule",
]
