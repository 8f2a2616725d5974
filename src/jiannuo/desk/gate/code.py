"""The second step of logging in: a code of the authenticator, or a recovery code."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jiannuo.desk.errors import locked_out
from jiannuo.desk.gate.entering import enter, failed, is_locked, pending
from jiannuo.desk.pages import page
from jiannuo.directory.actions.second_factor import use_second_factor

_REFUSAL = "动态口令不对，或已经用过。请等手机显示下一个口令再输；手机不在身边，可输恢复码。"


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code, or check it and log in. Without a right password before it: back to that."""
    waiting = pending(request)
    if waiting is None:
        return redirect("desk:sign_in")
    user = waiting.user
    if is_locked(request, user.username):
        return locked_out(request)
    refusal = ""
    if request.method == "POST":
        if use_second_factor(user, request.POST.get("code", ""), now=timezone.now()):
            return enter(request, user, waiting.target, provided=waiting.provided, factored=True)
        locked = failed(request, user)
        if locked is not None:
            return locked
        refusal = _REFUSAL
    return page(request, "desk/gate/code.html", {"refusal": refusal})
