"""How an office wants its table set (版式)."""

from typing import Any

from django.db import models

from jiannuo.directory.models import Place


class Layout(models.Model):
    """An arrangement of the ledger's columns: which, in what order, how wide, what is merged.

    `columns` are ``{header, field, also, width, align}`` in their order (`field` and `also` as in
    the canonical document's columns), `merge` the fields whose equal neighbours become one cell,
    `group` the field whose values become rows of their own, or empty. A layout without a place comes
    with the product.
    """

    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="layouts")
    name = models.CharField("名称", max_length=80)
    title = models.CharField("表题", max_length=200, blank=True)
    columns: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    merge: models.JSONField[list[str]] = models.JSONField(default=list)
    group = models.CharField(max_length=40, blank=True)
    upright = models.BooleanField("竖排纸张", default=False)
    active = models.BooleanField("启用", default=True)

    class Meta:
        ordering = ["place", "name"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="layout_name_in_place"),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(place__isnull=True), name="own_layout_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name
