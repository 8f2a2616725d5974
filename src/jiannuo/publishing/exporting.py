"""Write what was released as one SQLite file, to be served elsewhere or to be looked into.

The file holds the tables of `models.published` and `models.finding` and nothing else of the ledger, the
word index of the public search, and two tables for people: ``readme`` and ``data_dictionary``.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import connections, models
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.utils import timezone

from jiannuo.publishing import index
from jiannuo.publishing.findable import make_all_findable
from jiannuo.publishing.models.finding import PublicTally, PublicText
from jiannuo.publishing.models.published import (
    PublicBulletin,
    PublicChange,
    PublicEdition,
    PublicFigure,
    PublicMention,
    PublicOrganisation,
    PublicPlace,
    PublicPlan,
    PublicProgress,
    PublicTask,
    PublicTaskOrganisation,
)
from jiannuo.publishing.opendata import dictionary
from jiannuo.publishing.opendata.conditions import conditions

TABLES: Final[tuple[tuple[type[models.Model], str], ...]] = (
    (PublicPlace, "地区：公开机构、电话、意见反映渠道"),
    (PublicEdition, "历次发布"),
    (PublicPlan, "计划：一地一年的政府工作报告任务或民生实事"),
    (PublicOrganisation, "责任单位及其公开电话"),
    (PublicTask, "任务；standing 为 withheld 的依法不予公开，withdrawn 的已撤下"),
    (PublicTaskOrganisation, "任务的责任单位"),
    (PublicProgress, "任务各期的目标、进展、自报和评定结果；corrected 为更正说明"),
    (PublicFigure, "任务各期的数值"),
    (PublicChange, "目标调整"),
    (PublicBulletin, "通报"),
    (PublicMention, "通报提到的任务"),
)
"""Every table of the file in the order in which it can be filled, and what it holds."""
_EVERY: Final[list[type[models.Model]]] = [*(model for model, _ in TABLES), PublicText, PublicTally]
_ALIAS: Final = "jiannuo_release"
_BATCH: Final = 500


def write_sqlite(target: Path, *, now: datetime) -> int:
    """Write everything that was released into a file and return how many tasks it holds.

    The file appears under its name only when it is whole; one that stood there is replaced. Raises
    OSError where it cannot be written.
    """
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    partial.unlink(missing_ok=True)
    try:
        with _opened(partial) as connection:
            with connection.schema_editor() as editor:
                for model in _EVERY:
                    editor.create_model(model)
            index.create(connection)
            for model, _ in TABLES:
                _copy(model)
            make_all_findable(using=_ALIAS)
            count = PublicTask.objects.using(_ALIAS).count()
        _describe(partial, now)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return count


@contextmanager
def _opened(path: Path) -> Iterator[DatabaseWrapper]:
    """Open a database of its own beside the installation's, for as long as it is written."""
    connection = DatabaseWrapper(
        {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            "ATOMIC_REQUESTS": False,
            "AUTOCOMMIT": True,
            "CONN_MAX_AGE": 0,
            "CONN_HEALTH_CHECKS": False,
            "OPTIONS": {"init_command": "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"},
            "TIME_ZONE": None,
            "USER": "",
            "PASSWORD": "",
            "HOST": "",
            "PORT": "",
            "TEST": {},
        },
        _ALIAS,
    )
    connections[_ALIAS] = connection
    try:
        yield connection
    finally:
        connection.close()
        del connections[_ALIAS]


def _copy(model: type[models.Model]) -> None:
    """Copy a table row by row with its keys."""
    manager = model._default_manager  # noqa: SLF001  the door for any model
    target = manager.using(_ALIAS)
    some: list[Any] = []
    for row in manager.order_by("pk").iterator(chunk_size=_BATCH):
        row._state.db = _ALIAS  # noqa: SLF001  as loading from there would set it
        some.append(row)
        if len(some) == _BATCH:
            target.bulk_create(some)
            some = []
    target.bulk_create(some)


def _describe(path: Path, now: datetime) -> None:
    """Add the tables for people, and put the file into its smallest and safest form."""
    connection = sqlite3.connect(path)
    try:
        with connection:
            connection.execute("CREATE TABLE readme (item TEXT PRIMARY KEY, text TEXT NOT NULL)")
            connection.executemany("INSERT INTO readme VALUES (?, ?)", list(_readme(now)))
            headings = ", ".join(f'"{one}" TEXT' for one in dictionary.HEADINGS)
            connection.execute(f"CREATE TABLE data_dictionary ({headings})")
            places = ", ".join("?" for _ in dictionary.HEADINGS)
            connection.executemany(
                f"INSERT INTO data_dictionary VALUES ({places})",  # noqa: S608  only question marks
                [entry.row() for entry in dictionary.entries()],
            )
        connection.execute("VACUUM")
    finally:
        connection.close()


def _readme(now: datetime) -> Iterator[tuple[str, str]]:
    yield "说明", "政府工作督查台账的公开数据：只含经审查批准发布的内容。"
    yield "导出时间", timezone.localtime(now).isoformat(timespec="seconds")
    for plan in PublicPlan.objects.select_related("place"):
        yield f"截至：{plan.place.full_name}{plan.title}", f"{plan.year}年{plan.as_of}"
    yield "使用条件", conditions()
    yield (
        "怎样查看",
        "运行 jiannuo serve-public 加本文件名，在浏览器里查看；也可用任何 SQLite 工具打开。",
    )
    for model, words in TABLES:
        yield f"表 {model._meta.db_table}", words  # noqa: SLF001  Django's documented name
    yield "表 publishing_publictext、publishing_words", "检索用的索引，可由其他表重建"
    yield "表 publishing_publictally", "各类任务的数目，可由其他表重建"
    yield "表 data_dictionary", "各栏的含义"
