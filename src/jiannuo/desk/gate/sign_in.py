"""Log in and out."""

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jiannuo.desk.gate.entering import is_locked, proceed
from jiannuo.desk.pages import page
from jiannuo.directory.actions.sign_in import note_lockout
from jiannuo.directory.addresses import client_address
from jiannuo.directory.demonstration import demo_accounts
from jiannuo.directory.models import User
from jiannuo.directory.sessions import leave

_LONGEST_NAME = 60
_REFUSAL = "用户名或口令不对，或账号已停用。请检查大小写后再试。"


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form, or check the password and go on to the second factor or where the visitor wanted to go.

    Too many failures are answered with the page for status 429 by the lockout (django-axes).
    """
    target = target_of(request)
    if request.method == "GET":
        return redirect(target) if request.user.is_authenticated else sign_in_form(request, target)
    username = request.POST.get("username", "").strip()
    password = request.POST.get("password", "")
    locked_before = is_locked(request, username)
    user = authenticate(request, username=username, password=password)
    if user is None:
        if not locked_before and is_locked(request, username):
            note_lockout(username[:_LONGEST_NAME], address=client_address(request))
        return sign_in_form(request, target, username=username, refusal=_REFUSAL)
    assert isinstance(user, User)  # noqa: S101 - AUTH_USER_MODEL
    return proceed(request, user, target)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Log out and show the form again."""
    leave(request)
    return redirect(settings.LOGIN_URL)


def sign_in_form(
    request: HttpRequest, target: str, *, username: str = "", refusal: str = ""
) -> HttpResponse:
    """Show the form, with what went wrong, and the provider's button where one is set up."""
    context = {
        "next": target,
        "username": username,
        "refusal": refusal,
        "provider": settings.JIANNUO_OIDC_LABEL if settings.JIANNUO_OIDC_ISSUER else "",
        "accounts": demo_accounts() if settings.JIANNUO_DEMO else (),
    }
    return page(request, "desk/gate/sign_in.html", context)


def target_of(request: HttpRequest) -> str:
    """Return where to go after logging in: never to another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)
