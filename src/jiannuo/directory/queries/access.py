"""How users reach the house: their sessions, their roles that others may use, who uses whose."""

from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from jiannuo.directory.models import Deputation, Grant, SignIn, User
from jiannuo.directory.models.people import ADMINISTRATORS


def sessions_of(user: User) -> tuple[SignIn, ...]:
    """Return a user's sessions that are still open, the latest used first."""
    alive = timezone.now() - timedelta(seconds=settings.JIANNUO_SESSION_IDLE)
    return tuple(SignIn.objects.filter(user=user, ended_at=None, seen_at__gte=alive))


def grants_of(user: User) -> QuerySet[Grant]:
    """Return the roles of a user that somebody else may use for them: all but administrators'."""
    held = Grant.objects.filter(user=user, active=True).exclude(role__in=ADMINISTRATORS)
    return held.select_related("place", "organisation", "leader").order_by("role", "pk")


def deputations_of(user: User) -> tuple[Deputation, ...]:
    """Return who deputises for a user, or will, or did, the latest first."""
    found = Deputation.objects.filter(grant__user=user)
    return tuple(
        found.select_related(
            "deputy", "grant__user", "grant__place", "grant__organisation", "grant__leader"
        )[:50]
    )
