"""How a place shows itself in public: its address, office, telephone, whom to write to."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.publishing.actions.describe_face import describe_face, face_of
from jiannuo.publishing.errors import ReleaseRefusedError
from jiannuo.publishing.queries.releases import places_in_hand


class FaceForm(forms.Form):
    """What the public reads of the office."""

    slug = forms.CharField(
        label="网址中的地名",
        max_length=20,
        help_text="小写字母，如 linzi。第一次公开以后不能再改。",
    )
    office = forms.CharField(label="公开机构", max_length=120, required=False)
    telephone = forms.CharField(label="公开电话", max_length=40, required=False)
    complain_at = forms.CharField(
        label="意见反映渠道",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="市民发现与实际不符时怎样反映，如12345热线、信箱、地址。",
    )
    conditions = forms.CharField(
        label="数据使用条件",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写在“数据开放”页和下载的文件里。不填写的，用系统的通用说明：可以免费使用，请注明来源。",
    )


@require_http_methods(["GET", "POST"])
def face(request: HttpRequest, place: int) -> HttpResponse:
    """Show and set it."""
    actor = visitor(request)
    found = places_in_hand(actor).filter(pk=place).first()
    if found is None:
        raise Http404
    require(actor, Act.APPROVE, Subject(place=found.pk))
    held = face_of(found)
    form = FaceForm(
        request.POST or None,
        initial={
            "slug": held.slug,
            "office": held.office,
            "telephone": held.telephone,
            "complain_at": held.complain_at,
            "conditions": held.conditions,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            describe_face(actor, found, **form.cleaned_data)
        except ReleaseRefusedError as error:
            form.add_error("slug", str(error))
        else:
            messages.success(request, "已保存。")
            return redirect("desk:releases")
    status = 200 if request.method == "GET" else 422
    return page(request, "desk/releases/face.html", {"form": form, "place": found}, status=status)
