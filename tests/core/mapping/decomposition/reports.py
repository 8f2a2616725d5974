"""Reports for the tests: the samples, and texts written in a test."""

from pathlib import Path

from jiannuo.core.mapping.decomposition import Decomposition, decompose
from jiannuo.core.readers import read_raw
from jiannuo.core.tables import RawDocument

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "samples" / "reports").glob("*.txt"))


def raw_of(path: Path) -> RawDocument:
    """Read a sample without understanding it."""
    return read_raw(path.read_bytes(), path.name)


def decomposed(text: str) -> Decomposition:
    """Take a report apart that a test writes, one paragraph a line."""
    return decompose(read_raw(text.encode(), "报告.txt"))


def plan(text: str) -> Decomposition:
    """Take a plan part apart, set below the heading of one."""
    return decomposed(f"2025年政府工作报告\n二、2025年工作安排\n{text}")


def texts(decomposition: Decomposition) -> list[str]:
    """List the proposed tasks' texts."""
    return [task.text for task in decomposition.tasks]


def reasons(decomposition: Decomposition) -> dict[str, str]:
    """Say for each text that was not taken why."""
    return {one.text: one.why for one in decomposition.not_taken}
