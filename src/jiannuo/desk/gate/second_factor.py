"""Bind an authenticator to one's own account, or undo the binding."""

import io

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jiannuo.desk.errors import locked_out
from jiannuo.desk.gate.account import own_user
from jiannuo.desk.gate.entering import FACTORED, failed, is_locked
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actions.second_factor import (
    begin_second_factor,
    confirm_second_factor,
    remove_second_factor,
    use_second_factor,
)
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import SecondFactor
from jiannuo.directory.second_factor import (
    confirmed_factor,
    is_required,
    provisioning_uri,
    reveal,
)


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Show the QR code and ask for the first code; when it is right, show the recovery codes once."""
    user, actor = own_user(request), visitor(request)
    if confirmed_factor(user):
        return redirect("desk:account")
    refusal = ""
    if request.method == "POST":
        try:
            codes = confirm_second_factor(
                actor, user, request.POST.get("code", ""), now=timezone.now()
            )
        except NotFittingError as error:
            refusal = str(error)
        else:
            request.session[FACTORED] = True
            return page(request, "desk/gate/recovery_codes.html", {"codes": codes, "person": user})
    factor = begin_second_factor(actor, user)
    context = {
        "picture": qr_code(provisioning_uri(factor)),
        "secret": _in_fours(factor),
        "refusal": refusal,
        "required": is_required(actor.roles),
    }
    return page(request, "desk/gate/second_factor.html", context)


@sensitive_post_parameters("code")
@require_POST
def unbind(request: HttpRequest) -> HttpResponse:
    """Undo the binding, for who shows a right code."""
    user = own_user(request)
    if is_locked(request, user.username):
        return locked_out(request)
    if not use_second_factor(user, request.POST.get("code", ""), now=timezone.now()):
        locked = failed(request, user)
        if locked is not None:
            return locked
        messages.error(request, "动态口令不对，没有解除。请输入手机当前显示的口令，或一个恢复码。")
        return redirect("desk:account")
    remove_second_factor(visitor(request), user)
    request.session.pop(FACTORED, None)
    messages.success(request, "动态口令已解除。")
    return redirect("desk:account")


def qr_code(text: str) -> SafeString:
    """Draw a QR code as SVG of our own making: nothing leaves the machine, no picture is fetched."""
    drawn = io.BytesIO()
    segno.make(text, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=False, scale=5, border=4, title="动态口令二维码",
        omitsize=False,
    )  # fmt: skip
    return mark_safe(drawn.getvalue().decode())  # noqa: S308 - segno escapes the title; the rest is a path


def _in_fours(factor: SecondFactor) -> str:
    secret = reveal(factor.secret)
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
