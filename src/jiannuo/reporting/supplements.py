"""Figures that a line gives beside its text, as the sentence that they become in the report."""

from collections.abc import Iterable, Mapping


def reported_progress(progress: str, figures: Iterable[Mapping[str, str]]) -> str:
    """Return a completion with the figures that its text leaves open, as a sentence after it."""
    given = "，".join(f"{one['subject']}{one['value']}{one['unit']}" for one in figures)
    return f"{progress}\n补充数据：{given}。" if given else progress
