"""Users with the roles they hold, for those who look after accounts."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Grant, Organisation, Place, User
from jiannuo.directory.models.people import ADMINISTRATORS
from jiannuo.directory.permissions import Act, Subject, may, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A role as people read it: what, where, for whom."""

    grant: int
    role: str
    reach: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user in a list."""

    id: int
    username: str
    name: str
    active: bool
    telephone: str
    entered: bool
    """Whether a password of their own is set: otherwise they wait for their first login."""
    second_factor: bool
    administrator: bool
    held: tuple[Held, ...]


def accounts(actor: Actor, text: str = "") -> tuple[Account, ...]:
    """Return all users, or those whose names or roles' reach contain a text (two queries).

    Raises NotAllowedError unless the actor looks after the whole installation.
    """
    require(actor, Act.SEE_DIRECTORY)
    users = _with_grants(User.objects.order_by("-is_active", "username"))
    if text:
        reach = Q(grants__active=True) & (
            Q(grants__organisation__name__icontains=text)
            | Q(grants__leader__name__icontains=text)
            | Q(grants__place__full_name__icontains=text)
        )
        named = Q(username__icontains=text) | Q(name__icontains=text)
        users = users.filter(named | reach).distinct()
    return tuple(map(account_of, users))


def account(actor: Actor, user: int) -> tuple[User, Account]:
    """Return one user. Raises NotAllowedError or User.DoesNotExist."""
    require(actor, Act.SEE_DIRECTORY)
    found = _with_grants(User.objects.all()).get(pk=user)
    return found, account_of(found)


def account_of(user: User) -> Account:
    """Return what a list shows of a user."""
    return Account(
        id=user.pk,
        username=user.username,
        name=user.name,
        active=user.is_active,
        telephone=user.telephone,
        entered=user.has_usable_password() and not user.must_change_password,
        second_factor=hasattr(user, "second_factor")
        and user.second_factor.confirmed_at is not None,
        administrator=any(grant.role in ADMINISTRATORS for grant in user.grants.all()),
        held=tuple(
            Held(grant=grant.pk, role=str(grant.get_role_display()), reach=_reach(grant))
            for grant in user.grants.all()
        ),
    )


def places_visible_to(actor: Actor) -> tuple[Place, ...]:
    """Return the places whose organisations the actor may look at."""
    return tuple(
        place
        for place in Place.objects.all()
        if may(actor, Act.SEE_DIRECTORY, Subject(place=place.pk))
    )


def organisations_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations of those places."""
    return Organisation.objects.filter(place__in=places_visible_to(actor))


def _with_grants(users: QuerySet[User]) -> QuerySet[User]:
    grants = Grant.objects.filter(active=True).select_related("place", "organisation", "leader")
    return users.select_related("second_factor").prefetch_related(
        Prefetch("grants", grants.order_by("role", "id"))
    )


def _reach(grant: Grant) -> str:
    if grant.organisation:
        return f"{grant.place}　{grant.organisation}"
    if grant.leader:
        return f"{grant.place}　{grant.leader}"
    return str(grant.place) if grant.place else "整个系统"


def waiting_for_first_login(actor: Actor) -> tuple[User, ...]:
    """Return the active users who have no password yet: those whom an invitation is printed for."""
    require(actor, Act.EDIT_USERS)
    users = User.objects.filter(is_active=True).order_by("username")
    return tuple(user for user in users if not user.has_usable_password())
