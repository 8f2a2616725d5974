"""Slips with an invitation: for one user, or for everybody who has not logged in yet."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from jiannuo.desk.directory.tabs import tabs
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actions.invite_user import invite_user
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import User
from jiannuo.directory.queries.accounts import account_of, waiting_for_first_login


@require_POST
def invite(request: HttpRequest, user: int) -> HttpResponse:
    """Invite a user to set a password, first or anew, and show the slip."""
    found = get_object_or_404(User, pk=user)
    try:
        return slips(request, [found])
    except NotFittingError as error:
        messages.error(request, str(error))
        return redirect("desk:user", user)


@require_POST
def invite_all(request: HttpRequest) -> HttpResponse:
    """Invite everybody who has no password yet, and show all slips for printing."""
    waiting = waiting_for_first_login(visitor(request))
    if not waiting:
        messages.success(request, "所有账号都已设过口令，没有要打印的通知单。")
        return redirect("desk:users")
    return slips(request, waiting)


def slips(request: HttpRequest, users: Sequence[User]) -> HttpResponse:
    """Make a fresh code for each of the users, and show their slips this once."""
    actor, now = visitor(request), timezone.now()
    made = []
    for user in users:
        code = invite_user(actor, user, now=now)
        made.append(
            {
                "user": user,
                "held": account_of(user).held,
                "code": code,
                "link": request.build_absolute_uri(reverse("desk:invitation", args=[code])),
                "until": user.invitations.latest("expires_at").expires_at,
            }
        )
    context = {
        "tabs": tabs(actor),
        "slips": made,
        "site": request.build_absolute_uri(reverse("desk:welcome")),
    }
    return page(request, "desk/directory/slips.html", context)
