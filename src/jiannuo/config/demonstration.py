"""What `JIANNUO_DEMO` says: that this is a demonstration, and which day it is in which place.

A ledger of 2023 shown today would be years overdue in every row; the demonstration shows such a
place as of a day inside its reporting year. The variable reads ``1`` or ``淄博市临淄区=2023-06-08``,
several parted by commas.
"""

from datetime import date

from django.core.exceptions import ImproperlyConfigured


def places_as_of(setting: str) -> dict[str, date]:
    """Return the day each named place (by full name) is shown as of; empty outside a demonstration."""
    if setting in {"", "0", "1"}:
        return {}
    days: dict[str, date] = {}
    for part in setting.split(","):
        place, _, day = part.partition("=")
        try:
            days[place.strip()] = date.fromisoformat(day.strip())
        except ValueError as error:
            raise ImproperlyConfigured(
                f"JIANNUO_DEMO 应为 1，或形如“地区=2023-06-08”，现为“{part}”。"
            ) from error
    return days
