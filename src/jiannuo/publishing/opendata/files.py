"""The files that the data of a place, or of one of its plans, can be downloaded as."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file's name, its media type (IANA), what it is called and what is in it."""

    name: str
    media_type: str
    title: str
    content: str

    @property
    def form(self) -> str:
        """Return the format's short name."""
        return self.name.rpartition(".")[2].upper()


CSV: Final = "text/csv"
JSON: Final = "application/json"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SQLITE: Final = "application/vnd.sqlite3"

FILES: Final = (
    DataFile(
        name="data.xlsx",
        media_type=XLSX,
        title="全部数据（Excel）",
        content="任务、责任单位、进展、数值、目标调整各一张表，附数据字典和使用条件",
    ),
    DataFile(
        name="tasks.csv",
        media_type=CSV,
        title="任务（CSV）",
        content="每项任务一行，含最近一期的完成情况",
    ),
    DataFile(
        name="organisations.csv",
        media_type=CSV,
        title="责任单位（CSV）",
        content="每项任务的每个责任单位一行",
    ),
    DataFile(
        name="progress.csv",
        media_type=CSV,
        title="进展（CSV）",
        content="每项任务每一期一行",
    ),
    DataFile(
        name="figures.csv",
        media_type=CSV,
        title="数值（CSV）",
        content="每项任务每个指标每一期一行",
    ),
    DataFile(
        name="changes.csv",
        media_type=CSV,
        title="目标调整（CSV）",
        content="每次目标调整一行",
    ),
    DataFile(
        name="data.json",
        media_type=JSON,
        title="全部数据（JSON）",
        content="每项任务及其进展、数值、目标调整、提到它的通报",
    ),
    DataFile(
        name="data.sqlite3",
        media_type=SQLITE,
        title="全部数据（SQLite）",
        content="同样的五张表，附数据字典和使用条件，可以直接用 SQL 查询",
    ),
    DataFile(
        name="dictionary.csv",
        media_type=CSV,
        title="数据字典（CSV）",
        content="每张表每一列的名称、含义和例子",
    ),
)
FILE: Final = {file.name: file for file in FILES}
