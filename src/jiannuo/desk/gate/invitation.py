"""Accept an invitation: the code from the slip or the link, and a password of one's own."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jiannuo.desk.gate.entering import proceed
from jiannuo.desk.gate.new_password import NewPasswordForm
from jiannuo.desk.pages import page
from jiannuo.directory.actions.invite_user import accept_invitation, invited
from jiannuo.directory.errors import NotFittingError


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Ask for the code that stands on the slip."""
    typed = request.POST.get("code", "").strip()
    if typed and invited(typed, now=timezone.now()):
        return redirect("desk:invitation", typed)
    refusal = "邀请码不对、已用过或已过期。请对照通知单再输一遍，或向系统管理员重新索取。"
    context = {"code": typed, "refusal": refusal if request.method == "POST" else ""}
    return page(request, "desk/gate/welcome.html", context)


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Show whom the code invites, or set the password and log in with it."""
    user = invited(code, now=timezone.now())
    if user is None:
        return page(
            request, "desk/gate/welcome.html", {"code": code, "refusal": _GONE}, status=_GONE_STATUS
        )
    form = NewPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accepted = accept_invitation(code, form.cleaned_data["new"], now=timezone.now())
        except NotFittingError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "口令已设好。以后用用户名和这个口令登录。")
            return proceed(request, accepted, settings.LOGIN_REDIRECT_URL)
    return page(request, "desk/gate/invitation.html", {"form": form, "invited": user})


_GONE = "这个邀请已经用过或已过期。请向系统管理员重新索取。"
_GONE_STATUS = 410
