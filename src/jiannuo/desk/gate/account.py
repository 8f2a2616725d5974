"""One's own account: as whom one works, password, second factor, sessions, deputies."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from jiannuo.desk.directory.refusing import refuse_at
from jiannuo.desk.gate.devices import device_of
from jiannuo.desk.gate.entering import PROVIDED
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import STANDING, visitor
from jiannuo.directory.actions.appoint_deputy import appoint_deputy, end_deputation
from jiannuo.directory.actions.sign_in import sign_out_others
from jiannuo.directory.clock import today
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Deputation, Grant, User
from jiannuo.directory.passwords import expires_at
from jiannuo.directory.queries.access import deputations_of, grants_of, sessions_of
from jiannuo.directory.second_factor import confirmed_factor, is_required


class DeputyForm(forms.Form):
    """Who acts for the holder of which role, from when to when, and why."""

    grant = forms.ModelChoiceField(Grant.objects.none(), label="代理的角色", empty_label=None)
    deputy = forms.CharField(
        label="代理人", max_length=60, help_text="写姓名；同名的写用户名。须是本地区已有账号的人。"
    )
    begins = forms.DateField(label="从", widget=forms.DateInput(attrs={"type": "date"}))
    ends = forms.DateField(
        label="到", help_text="含当天。", widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = forms.CharField(
        label="事由", max_length=200, required=False, help_text="如：出差、休假、脱产学习。"
    )

    def __init__(self, holder: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["grant"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = grants_of(holder)
        field.label_from_instance = label_of  # type: ignore[method-assign, assignment]  # Django's own way

    def clean(self) -> dict[str, Any]:
        """Find the deputy among those who hold a role in the same place."""
        given: dict[str, Any] = super().clean() or {}
        word, grant = given.get("deputy"), given.get("grant")
        if not word or grant is None:
            return given
        named = User.objects.filter(
            Q(username__iexact=word) | Q(name=word),
            is_active=True,
            grants__active=True,
            grants__place=grant.place_id,
        ).distinct()
        match list(named[:2]):
            case [only]:
                given["deputy"] = only
            case []:
                self.add_error("deputy", f"本地区没有叫“{word}”的账号。请核对姓名或用户名。")
            case _:
                self.add_error("deputy", f"叫“{word}”的不止一人，请写用户名。")
        return given


def own_user(request: HttpRequest) -> User:
    """Return the user who is logged in (LoginRequiredMiddleware has sent strangers away)."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - see above
    return user


def label_of(grant: Grant) -> str:
    """Return a role as people read it, with whom or what it serves."""
    return f"{grant.organisation or grant.leader or grant.place or ''}{grant.get_role_display()}"


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Show the account."""
    return _account(request)


@require_POST
def stand(request: HttpRequest) -> HttpResponse:
    """Work as one of one's standings from now on, or in all one's own roles at once."""
    wanted = request.POST.get("standing", "")
    actor = visitor(request)
    chosen = next((one for one in actor.standings if one.key == wanted), None)
    if chosen is None:
        request.session.pop(STANDING, None)
        messages.success(request, "现在以您的全部角色工作。")
    else:
        request.session[STANDING] = chosen.key
        messages.success(request, f"现在以{chosen.label}的身份工作。")
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_POST
def others(request: HttpRequest) -> HttpResponse:
    """End one's own sessions everywhere else."""
    ended = sign_out_others(
        visitor(request),
        own_user(request),
        key=request.session.session_key or "",
        now=timezone.now(),
    )
    messages.success(request, f"已退出其他 {ended} 处登录。" if ended else "没有其他登录。")
    return redirect("desk:account")


@require_POST
def appoint(request: HttpRequest) -> HttpResponse:
    """Let somebody act for oneself."""
    form = DeputyForm(own_user(request), request.POST)
    return redirect("desk:account") if appointed(request, form) else _account(request, form)


def appointed(request: HttpRequest, form: DeputyForm) -> bool:
    """Appoint the deputy that a form names and say so; where it cannot be, the form says why."""
    if not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        made = appoint_deputy(visitor(request), today=today(given["grant"].place), **given)
    except NotFittingError as error:
        refuse_at(form, error)
        return False
    messages.success(request, f"已登记：{made}，{made.begins}至{made.ends}。")
    return True


@require_POST
def end(request: HttpRequest, deputation: int) -> HttpResponse:
    """End a deputation of oneself before its last day."""
    found = get_object_or_404(
        Deputation, pk=deputation, grant__user=own_user(request), withdrawn=False
    )
    end_deputation(visitor(request), found)
    messages.success(request, f"{found}已提前结束。")
    return redirect("desk:account")


def _account(request: HttpRequest, form: DeputyForm | None = None) -> HttpResponse:
    user, actor = own_user(request), visitor(request)
    due = expires_at(user)
    grants = list(grants_of(user))
    context = {
        "account": user,
        "roles": [label_of(one) for one in grants],
        "standing": actor.standing,
        "standings": actor.standings,
        "by_provider": bool(request.session.get(PROVIDED)),
        "due": due,
        "factor": confirmed_factor(user),
        "required": is_required(actor.roles),
        "sessions": [(one, device_of(one.device)) for one in sessions_of(user)],
        "here": request.session.session_key,
        "deputations": deputations_of(user),
        "deputy_form": (form or DeputyForm(user)) if grants else None,
        "idle": _minutes(),
    }
    return page(request, "desk/gate/account.html", context)


def _minutes() -> int:
    return int(settings.JIANNUO_SESSION_IDLE // 60)
