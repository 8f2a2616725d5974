"""Fields in which organisations and leaders are written by name, as the ledger writes them."""

import re
from collections.abc import Collection
from typing import Any, Final

from django import forms

from jiannuo.directory.models import Leader, Organisation, Place

_PARTED: Final = re.compile(r"[、,，;；\n]+")


class OrganisationsField(forms.CharField):
    """Names of organisations of a place, parted by 、 or lines; cleaned to the organisations."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**kwargs)
        self.place: Place | None = None

    def clean(self, value: Any) -> Any:
        """Find each of the names. Raises ValidationError that tells which are unknown."""
        names = [one.strip() for one in _PARTED.split(super().clean(value)) if one.strip()]
        known = {
            one.name: one
            for one in Organisation.objects.filter(
                place=self.place, name__in=names, merged_into=None
            )
        }
        unknown = [name for name in names if name not in known]
        if unknown:
            raise forms.ValidationError(
                f"{self.place}没有登记“{'、'.join(unknown)}”。请按“单位”里的名称填写。"
            )
        return [known[name] for name in dict.fromkeys(names)]


def leader_named(place: Place, name: str) -> Leader | None:
    """Return a place's leader of this name."""
    return Leader.objects.filter(place=place, name=name.strip()).first()


def organisation_named(place: Place, name: str) -> Organisation | None:
    """Return a place's organisation of this name or alias, or what it was merged into."""
    named = Organisation.objects.filter(place=place)
    found = (
        named.filter(name=name.strip()).first() or named.filter(aliases__name=name.strip()).first()
    )
    return found.current if found else None


class FormOfAPlace(forms.Form):
    """A form that asks for which of the visitor's places it is."""

    place = forms.ModelChoiceField(Place.objects.none(), label="地区", empty_label=None)

    def __init__(self, places: Collection[Place], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Place.objects.filter(pk__in=[place.pk for place in places])
