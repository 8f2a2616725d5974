"""Single sign-on by OpenID Connect: the provider vouches for who somebody is, never for what they may.

The protocol is Authlib's: discovery, state, nonce, PKCE (S256), the signature and claims of the ID
token. Here stands only what is ours: which claim names our user, and that nobody is made or given
anything by it. Administrators log in with a password of this system, so that who runs the provider
is not its fourth administrator.
"""

import logging
from functools import cache
from typing import Any, Final

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from joserfc.errors import JoseError
from requests import RequestException

from jiannuo.desk.gate.entering import enter, proceed
from jiannuo.desk.gate.sign_in import sign_in_form, target_of
from jiannuo.directory.actions.administrators import is_administrator
from jiannuo.directory.models import User

logger = logging.getLogger(__name__)

_TARGET: Final = "provider_target"
_FACTORS: Final = frozenset({"mfa", "otp", "hwk", "sc", "fpt"})
"""Values of the claim `amr` (RFC 8176) that tell of a second factor at the provider."""
_SECONDS: Final = 10


@login_not_required
@never_cache
@require_GET
def provider(request: HttpRequest) -> HttpResponse:
    """Send the visitor to the provider."""
    app = _app()
    request.session[_TARGET] = target_of(request)
    back = request.build_absolute_uri(reverse("desk:provider_back"))
    try:
        answer: HttpResponse = app.authorize_redirect(request, back)
    except (RequestException, AuthlibBaseError) as error:
        return _refuse(
            request, f"连不上{settings.JIANNUO_OIDC_LABEL}，请稍后再试，或用口令登录。", error
        )
    return answer


@login_not_required
@never_cache
@require_GET
def provider_back(request: HttpRequest) -> HttpResponse:
    """Take the provider's word, find the user it speaks of, and log in."""
    app = _app()
    try:
        token = app.authorize_access_token(request, claims_options=_expected())
    except (RequestException, AuthlibBaseError, JoseError) as error:
        return _refuse(request, "登录没有完成，或页面停留太久。请重新登录。", error)
    claims: dict[str, Any] = token.get("userinfo") or {}
    user = _user(claims)
    if user is None:
        return _refuse(
            request,
            "统一身份认证已确认您的身份，但本系统还没有您的账号，或账号已停用。请联系系统管理员。",
        )
    if is_administrator(user):
        return _refuse(request, "管理员账号不能用统一身份认证登录，请用口令登录。")
    target = request.session.pop(_TARGET, settings.LOGIN_REDIRECT_URL)
    factored = not _FACTORS.isdisjoint(claims.get("amr") or ())
    if factored:
        return enter(request, user, target, provided=True, factored=True)
    return proceed(request, user, target, provided=True)


def _user(claims: dict[str, Any]) -> User | None:
    """Return the active user whose username the provider's claim says, whatever its case."""
    name = claims.get(settings.JIANNUO_OIDC_CLAIM)
    if not isinstance(name, str) or not name.strip():
        return None
    return User.objects.filter(username__iexact=name.strip(), is_active=True).first()


def _expected() -> dict[str, Any]:
    """Say whose word counts: the issuer that the settings name, not the one its metadata names."""
    issuer = settings.JIANNUO_OIDC_ISSUER
    return {"iss": {"essential": True, "values": [issuer, f"{issuer}/"]}}


def _refuse(request: HttpRequest, sentence: str, error: Exception | None = None) -> HttpResponse:
    if error is not None:
        logger.warning("OpenID Connect: %s: %s", type(error).__name__, error)
    return sign_in_form(
        request, request.session.pop(_TARGET, settings.LOGIN_REDIRECT_URL), refusal=sentence
    )


def _app() -> DjangoOAuth2App:
    if not settings.JIANNUO_OIDC_ISSUER:
        raise Http404
    return _client(
        settings.JIANNUO_OIDC_ISSUER,
        settings.JIANNUO_OIDC_CLIENT_ID,
        settings.JIANNUO_OIDC_CLIENT_SECRET,
    )


@cache
def _client(issuer: str, client_id: str, client_secret: str) -> DjangoOAuth2App:
    """Return the client; it remembers the provider's metadata and keys as long as the process lives."""
    return OAuth().register(
        "provider",
        client_id=client_id,
        client_secret=client_secret,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile",
            "code_challenge_method": "S256",
            "default_timeout": _SECONDS,
        },
    )
