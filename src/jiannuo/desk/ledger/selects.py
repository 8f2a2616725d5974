"""Options of the grid's filters as markup; like the rows', too many for a template to write quickly."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from jiannuo.desk.ledger.state import GridState
from jiannuo.reporting.queries.choices import Choice
from jiannuo.reporting.queries.grid import GridPage


def selects_of(found: GridPage, state: GridState) -> list[dict[str, Any]]:
    """Return the selects; one with a single choice would filter nothing and is left out.

    Of several reported periods one is always shown, so that select has no "全部".
    """
    choices = found.choices
    given = (
        ("category", "类别", choices.categories, state.category),
        ("leader", "领导", choices.leaders, str(state.leader or "")),
        ("organisation", "单位", choices.organisations, str(state.organisation or "")),
        ("role", "角色", choices.roles, state.role),
    )
    selects: list[dict[str, Any]] = [
        {"name": name, "label": label, "options": _options(map(_counted, of), chosen)}
        for name, label, of, chosen in given
        if len(of) > 1 or chosen
    ]
    if len(found.spans) > 1:
        periods = _options(((span.key, span.label) for span in found.spans), found.span.key)
        selects.insert(0, {"name": "period", "label": "期", "options": periods, "whole": True})
    return selects


def _counted(choice: Choice) -> tuple[str, str]:
    return choice.value, f"{choice.label}（{choice.tasks}）"


def _options(options: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    written = [
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>'
        f"{escape(label)}</option>"
        for value, label in options
    ]
    return mark_safe("".join(written))  # noqa: S308  value and label were escaped
