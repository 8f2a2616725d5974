"""Log in and out."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jiannuo.desk.pages import page
from jiannuo.directory.demonstration import demo_accounts

_REFUSAL = "用户名或口令不对，或账号已停用。请检查大小写后再试。"


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form, or log in and go where the visitor wanted to go.

    Too many failures are answered with the page for status 429 by the lockout (django-axes).
    """
    target = _target(request)
    if request.method == "GET":
        return redirect(target) if request.user.is_authenticated else _form(request, target)
    username = request.POST.get("username", "").strip()
    password = request.POST.get("password", "")
    user = authenticate(request, username=username, password=password)
    if user is None:
        return _form(request, target, username=username, refusal=_REFUSAL)
    login(request, user)
    return redirect(target)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Log out and show the form again."""
    logout(request)
    return redirect(settings.LOGIN_URL)


def _form(
    request: HttpRequest, target: str, *, username: str = "", refusal: str = ""
) -> HttpResponse:
    context = {
        "next": target,
        "username": username,
        "refusal": refusal,
        "accounts": demo_accounts() if settings.JIANNUO_DEMO else (),
    }
    return page(request, "desk/gate/sign_in.html", context)


def _target(request: HttpRequest) -> str:
    """Return where to go after logging in: never to another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)
