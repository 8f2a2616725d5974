"""A list's rows: written by Jinja, which is several times as fast where much repeats.

Everything else is Django's own templates, in ``templates/``; Jinja's stand in ``jinja2/`` and escape
just the same.
"""

from collections.abc import Sequence

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from jiannuo.public.rows import Row

register = template.Library()


@register.simple_tag
def rows_table(rows: Sequence[Row]) -> SafeString:
    """Return promises as a table."""
    return mark_safe(render_to_string("public/rows.html", {"rows": rows}, using="jinja2"))  # noqa: S308 - a template's
