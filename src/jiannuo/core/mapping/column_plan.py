"""The decision about one column of a table: the field that it fills, and what that rests on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """A column and the field it fills; `key` is the quarter or month of a field that has keys.

    `role` is the part that the column says its organisations play, `measure` the unit of
    measurement that its name states, `verdict` the status that a tick in the column stands for
    (已完成 | 正在推进 | 未启动), `group` the indicator that a table of many (a group of columns
    each, or one) sets its figures under, and `names` the field that the group's name fills: the
    indicator, or the region where regions stand side by side; `why` says in Chinese what the decision rests on, `certainty`
    how sure it is (0 to 1).
    """

    index: int
    header: str
    field: str | None
    key: str | None = None
    also: tuple[str, ...] = ()
    role: str = ""
    measure: str | None = None
    verdict: str | None = None
    group: tuple[str, ...] = ()
    names: str = "indicator"
    why: str = ""
    certainty: float = 1.0

    @property
    def target(self) -> str | None:
        """The field with its key, as the canonical document writes it: quarter_targets.1."""
        return f"{self.field}.{self.key}" if self.field and self.key else self.field
