"""Which canonical fields a report holds."""

from typing import Final

REPORT_FIELDS: Final = (
    "progress",
    "progress_period",
    "progress_to_date",
    "actual_value",
    "ratio",
    "status",
    "problems",
    "causes",
    "next_steps",
)
"""Texts that stand in columns of `Report`."""
