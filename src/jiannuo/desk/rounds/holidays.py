"""The table of holidays: what is known of each year, a notice to take over, a place's own days."""

from datetime import date
from itertools import groupby
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from jiannuo.core.workdays import (
    Calendar,
    Notice,
    UnreadableNoticeError,
    days_words,
    read_notice,
)
from jiannuo.desk.directory.tabs import tabs
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actions.import_notice import import_notice
from jiannuo.directory.actions.set_local_day import set_local_day, withdraw_local_day
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.directory.models import Holiday, Place
from jiannuo.directory.permissions import Act, NotAllowedError, Subject, may
from jiannuo.directory.queries.workdays import calendar_of, missing_year

_LARGEST: Final = 200_000
"""Bytes of a notice; the longest is a few thousand characters."""


class NoticeForm(forms.Form):
    """A notice, pasted or as a file."""

    text = forms.CharField(
        label="粘贴通知全文",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="国务院办公厅关于××××年部分节假日安排的通知，连同标题。",
    )
    file = forms.FileField(
        label="或者选 JSON 文件", required=False, help_text="holiday-cn 格式，一年一个文件。"
    )

    def clean(self) -> dict[str, Any]:
        """Read the notice; what cannot be read is said at the text."""
        given = super().clean() or {}
        upload = given.get("file")
        text = given.get("text", "")
        if upload is not None:
            if upload.size > _LARGEST:
                raise forms.ValidationError("文件太大，不像放假安排。")
            text = upload.read().decode("utf-8", errors="replace")
        if not text.strip():
            raise forms.ValidationError("请粘贴通知全文，或选择文件。")
        try:
            given["notice"] = read_notice(text)
        except UnreadableNoticeError as error:
            raise forms.ValidationError(str(error)) from error
        given["text"] = text
        return given


class LocalDayForm(forms.Form):
    """A place's own day."""

    place = forms.ModelChoiceField(label="地区", queryset=Place.objects.none())
    day = forms.DateField(label="日期", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(label="安排", choices=(("off", "放假"), ("work", "上班")))
    name = forms.CharField(label="名称", max_length=60, help_text="如：自治州成立纪念日")
    document = forms.CharField(label="文号", max_length=300)


@require_http_methods(["GET", "POST"])
def holidays(request: HttpRequest) -> HttpResponse:
    """Show the table; the system administrator takes over notices, an office sets its own days."""
    actor = visitor(request)
    configures = may(actor, Act.CONFIGURE)
    places = _own_places(actor)
    if not configures and not places.exists():
        raise NotAllowedError(Act.CONFIGURE)
    what = request.POST.get("what", "")
    notice_form = NoticeForm(
        request.POST if what in {"preview", "import"} else None, request.FILES or None
    )
    local_form = LocalDayForm(request.POST if what == "local" else None)
    local_form.fields["place"].queryset = places  # type: ignore[attr-defined]
    notice: Notice | None = None
    if what in {"preview", "import"} and notice_form.is_valid():
        notice = notice_form.cleaned_data["notice"]
        if what == "import":
            import_notice(actor, notice)
            messages.success(request, f"{notice.year}年放假安排已导入，截止日期随后重新核对。")
            return redirect("desk:holidays")
    if what == "local" and local_form.is_valid():
        _set(actor, local_form.cleaned_data)
        messages.success(request, "已保存。已经通知的截止时间不会提前。")
        return redirect("desk:holidays")
    if what == "withdraw":
        day = get_object_or_404(Holiday, pk=request.POST.get("day"), place__in=places)
        withdraw_local_day(actor, day)
        messages.success(request, "已撤销，按国家统一安排。")
        return redirect("desk:holidays")
    context = {
        "tabs": tabs(actor),
        "configures": configures,
        "missing": missing_year(today()),
        "years": _years(calendar_of()),
        "local": Holiday.objects.filter(place__in=places).select_related("place"),
        "notice_form": notice_form,
        "notice": notice and {"year": notice.year, "lines": _lines(notice)},
        "text": notice_form.cleaned_data.get("text", "") if notice else "",
        "local_form": local_form if places.exists() else None,
    }
    return page(request, "desk/rounds/holidays.html", context)


def _own_places(actor: Actor) -> Any:
    own = [pk for pk in actor.places if may(actor, Act.MANAGE_ROUNDS, Subject(place=pk))]
    return Place.objects.filter(pk__in=own)


def _set(actor: Actor, given: dict[str, Any]) -> None:
    set_local_day(
        actor,
        given["place"],
        given["day"],
        is_workday=given["kind"] == "work",
        name=given["name"],
        document=given["document"],
    )


def _years(known: Calendar) -> list[dict[str, Any]]:
    """Return last year's, this year's and next year's arrangements."""
    year = today().year
    return [
        {
            "year": one,
            "announced": one in known.announced,
            "lines": _lines_of(
                [day for day in known.between(date(one, 1, 1), date(one, 12, 31)) if day.name]
            ),
        }
        for one in (year + 1, year, year - 1)
    ]


def _lines(notice: Notice) -> list[str]:
    return _lines_of(notice.days)


def _lines_of(days: Any) -> list[str]:
    """Return a line for each holiday: 国庆节：10月1日至7日放假；9月20日、10月10日上班."""
    ordered = sorted(days, key=lambda one: (one.name, one.date))
    lines = []
    for name, group in groupby(ordered, key=lambda one: one.name):
        own = list(group)
        off = days_words(one.date for one in own if not one.is_workday)
        worked = days_words(one.date for one in own if one.is_workday)
        words = "；".join(
            part for part in (off and f"{off}放假", worked and f"{worked}上班") if part
        )
        lines.append((min(one.date for one in own), f"{name}：{words}"))
    return [line for _, line in sorted(lines)]
