"""The layouts that come with the product: the column arrangements of tables that offices publish.

They are named by the kind of table, never by a place. Their data stands in `built_in.json`; the rows
are brought in line with it whenever the database is migrated, so a better layout arrives with the
next version. What an office changes is a copy of its own.
"""

import json
from importlib.resources import files
from typing import Any

from django.apps import apps as registry
from django.apps.registry import Apps
from django.db import DEFAULT_DB_ALIAS

from jiannuo.bulletins.layouts import arrangement_of, to_row
from jiannuo.bulletins.layouts.values import LayoutValues
from jiannuo.bulletins.models import Layout


def built_in() -> tuple[LayoutValues, ...]:
    """Return the product's own layouts."""
    data = json.loads(files(__package__).joinpath("built_in.json").read_text("utf-8"))
    return tuple(
        LayoutValues(
            name=one["name"],
            arrangement=arrangement_of(
                Layout(title=one["title"], columns=one["columns"], merge=one.get("merge", []))
            ),
        )
        for one in data
    )


def install(*, using: str = DEFAULT_DB_ALIAS, apps: Apps | None = None, **_: Any) -> None:
    """Bring the rows of the product's own layouts in line with its data.

    `apps` are the models of the state that was migrated to, which may not know layouts yet.
    """
    try:
        model = (apps or registry).get_model("bulletins", "Layout")
    except LookupError:
        return
    rows = {one.name: one for one in model.objects.using(using).filter(place=None)}
    for values in built_in():
        wanted = to_row(values)
        row = rows.get(values.name)
        if row is None:
            model.objects.using(using).create(place=None, **wanted)
        elif any(getattr(row, name) != value for name, value in wanted.items()):
            model.objects.using(using).filter(pk=row.pk).update(**wanted)
