"""The names of the canonical fields, in the order in which they are written."""

from typing import Final

TEXT_FIELDS: Final = (
    "number",
    "category",
    "task",
    "subproject",
    "region",
    "indicator",
    "annual_target",
    "period_plan_text",
    "period_target",
    "measure_unit",
    "target_value",
    "actual_value",
    "ratio",
    "progress_period",
    "progress_to_date",
    "progress",
    "status",
    "problems",
    "causes",
    "next_steps",
    "principal",
    "deputy",
    "deadline",
    "remarks",
    "contact",
)
"""Fields that hold one text."""

ROW_FIELDS: Final = (
    *TEXT_FIELDS[:7],
    "quarter_targets",
    "month_plan",
    *TEXT_FIELDS[7:20],
    "leaders",
    *TEXT_FIELDS[20:22],
    "units",
    *TEXT_FIELDS[22:],
    "items",
)
"""All fields of a row that a document may fill."""

DOCUMENT_FIELDS: Final = (
    "title",
    "issuer",
    "document_number",
    "issued_on",
    "year",
    "period",
    "place_hint",
)
"""Fields of the document itself."""
