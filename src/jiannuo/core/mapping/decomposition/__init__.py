"""A government work report's full text taken apart into proposed tasks.

The report is prose: what was done last year, what will be done this year, and the words that a
speech needs around both. `flow` makes lines of prose of a raw document, `parts` tells the review
from the plan, `outline` finds the headings, `sentences` cuts, `promises` judges a sentence, `times`
reads its deadline, `twins` finds what is promised twice, and `decomposing` runs them. Rules about the language of such reports, none
about a place. Every character ends in exactly one task or in one entry of what was not taken, with
the reason; a person merges, splits and drops, nothing is lost in silence.
"""

from jiannuo.core.mapping.decomposition.decomposing import decompose
from jiannuo.core.mapping.decomposition.recognising import is_full_text
from jiannuo.core.mapping.decomposition.values import (
    Decomposition,
    NotTaken,
    Part,
    Passage,
    Task,
    TaskKind,
)

__all__ = [
    "Decomposition",
    "NotTaken",
    "Part",
    "Passage",
    "Task",
    "TaskKind",
    "decompose",
    "is_full_text",
]
