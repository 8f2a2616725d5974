"""The form that gives a role: what, and how far it reaches."""

from typing import Any, Final

from django import forms
from django.db.models import QuerySet

from jiannuo.directory.models import Leader, Organisation, Place, Role
from jiannuo.directory.models.people import ADMINISTRATORS, OF_A_LEADER, OF_A_PLACE

_ROLES: Final = [
    (role.value, role.label)
    for role in (*(one for one in Role if one not in ADMINISTRATORS), *ADMINISTRATORS)
]
"""The administrators' last: nobody becomes one because a form was sent off as it came."""


class GrantForm(forms.Form):
    """A role at a place, in an organisation, for a leader; administrators serve the whole system."""

    role = forms.ChoiceField(label="角色", choices=_ROLES)
    place = forms.ModelChoiceField(
        Place.objects.all(),
        label="地区",
        required=False,
        empty_label="（管理员不用选）",
    )
    organisation = forms.CharField(
        label="单位", required=False, help_text="填报人、单位负责人要写，与台账里的名称一致。"
    )
    leader = forms.CharField(
        label="领导", required=False, help_text="领导本人或其秘书要写领导姓名。"
    )

    def clean(self) -> dict[str, Any]:
        """Find the organisation or leader that the role needs."""
        given: dict[str, Any] = super().clean() or {}
        if "role" not in given:
            return given
        role, place = Role(given["role"]), given.get("place")
        given["role"] = role
        given["reach"] = {"place": None, "organisation": None, "leader": None}
        if role in ADMINISTRATORS:
            return given
        if place is None:
            self.add_error("place", "请选择地区。")
        elif role in OF_A_PLACE:
            given["reach"]["place"] = place
        elif role in OF_A_LEADER:
            given["reach"]["leader"] = self._named(Leader.objects.all(), "leader", place, "领导")
        else:
            given["reach"]["organisation"] = self._named(
                Organisation.objects.all(), "organisation", place, "单位"
            )
        return given

    def reach(self) -> dict[str, Any]:
        """Return the arguments of `grant_role`."""
        return {"role": self.cleaned_data["role"], **self.cleaned_data["reach"]}

    def _named(
        self, named: QuerySet[Leader] | QuerySet[Organisation], field: str, place: Place, word: str
    ) -> Leader | Organisation | None:
        name = self.cleaned_data.get(field, "").strip()
        if not name:
            self.add_error(field, f"请写明{word}。")
            return None
        found = named.filter(place=place, name=name).first()
        if found is None:
            self.add_error(field, f"{place}没有登记“{name}”。请按台账里的名称填写。")
        return found
