"""Promises: a list that can be filtered, and each in full."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from jiannuo.api import paging
from jiannuo.api.parameters import TaskFilters, TaskId
from jiannuo.api.reading import reader
from jiannuo.publishing import index
from jiannuo.publishing.models.published import (
    PublicOrganisation,
    PublicPlan,
    PublicTask,
    PublicTaskOrganisation,
    Standing,
)
from jiannuo.publishing.opendata.records import Task, TaskInFull
from jiannuo.publishing.queries import public, search

router = Router(tags=["任务"])


class Tasks(paging.Listed):
    """A page of promises."""

    tasks: list[Task] = Field(title="任务", description="这一页的任务，按计划和原文次序排列")


@router.get(
    "/tasks",
    response=Tasks,
    url_name="tasks",
    summary="任务列表",
    operation_id="listTasks",
    description="列出任务。可以按地区、计划、年度、完成情况、类别、单位、检索词和更新时间筛选。已撤下的不列出；用 updated_since 查询更新时列出，并写明理由。",
)
def tasks(
    request: HttpRequest,
    response: HttpResponse,
    wanted: Query[TaskFilters],
    limit: paging.Limit = 50,
    offset: paging.Offset = 0,
) -> dict[str, Any]:
    """List promises."""
    found = _found(wanted)
    keys, said = paging.page_of(
        request,
        response,
        found.order_by("plan_id", "position", "pk").values_list("pk", flat=True),
        total=found.count(),
        limit=limit,
        offset=offset,
    )
    rows = _rows(keys)
    read = reader(request, (row.plan.place for row in rows))
    return {**said, "tasks": [read.task(row) for row in rows]}


@router.get(
    "/tasks/{slug:task_id}",
    response=TaskInFull,
    url_name="task",
    summary="一项任务",
    operation_id="getTask",
    description="给出一项任务和它的全部公开内容：各期进展、数值、目标调整、提到它的通报。已撤下的也保留编号，说明理由。",
)
def task(request: HttpRequest, task_id: TaskId) -> dict[str, Any]:
    """Give one promise in full."""
    row = public.task(task_id)
    if row is None:
        raise Http404(f"没有编号为“{task_id}”的任务。")
    return reader(request, [row.plan.place]).task_in_full(row)


def _rows(keys: list[int]) -> list[PublicTask]:
    """Return the promises of a page: only they are read in full, those before them in the index only."""
    answerable = PublicTaskOrganisation.objects.select_related("organisation").order_by("order")
    rows = (
        PublicTask.objects.select_related("plan__place")
        .prefetch_related(Prefetch("answerable", answerable))
        .in_bulk(keys)
    )
    return [rows[key] for key in keys]


def _found(wanted: TaskFilters) -> QuerySet[PublicTask]:
    """Return the promises asked for, in no order yet.

    Plans are few: named one by one, all of them if need be, they let an engine use the indexes, which
    begin with the plan. What was taken back has no words but its reason, so that only a filter that
    it could pass must keep it out; who asks what changed since a day is told of it.
    """
    found = PublicTask.objects.filter(plan__in=list(_plans(wanted).values_list("pk", flat=True)))
    if wanted.updated_since is not None:
        found = found.filter(released_at__gte=wanted.updated_since)
    elif not (wanted.category or wanted.result):
        found = found.exclude(standing=Standing.WITHDRAWN)
    if wanted.result == public.NO_RESULT:
        found = found.filter(result="", standing=Standing.OPEN)
    elif wanted.result:
        found = found.filter(result=wanted.result)
    if wanted.category:
        found = found.filter(category=wanted.category)
    if wanted.organisation:
        named = PublicTaskOrganisation.objects.filter(organisation__in=_organisations(wanted))
        found = found.filter(pk__in=named.values("task"))
    if wanted.q.strip():
        found = found.filter(pk__in=_said(wanted))
    return found


def _plans(wanted: TaskFilters) -> QuerySet[PublicPlan]:
    asked = {"place__slug": wanted.place, "slug": wanted.plan, "year": wanted.year}
    return PublicPlan.objects.filter(**{name: value for name, value in asked.items() if value})


def _organisations(wanted: TaskFilters) -> list[int]:
    named = PublicOrganisation.objects.filter(slug=wanted.organisation)
    if wanted.place:
        named = named.filter(place__slug=wanted.place)
    return list(named.values_list("pk", flat=True))


def _said(wanted: TaskFilters) -> tuple[int, ...]:
    """Return the keys of the promises whose texts hold the words, looked for within the filters."""
    scope = []
    plans = list(_plans(wanted).values_list("pk", flat=True)[:2])
    if len(plans) == 1:
        scope.append(f"n{plans[0]}")
    if wanted.result:
        scope.append(f"r{'open' if wanted.result == public.NO_RESULT else wanted.result}")
    if wanted.category:
        scope.append(index.category_scope(wanted.category))
    organisations = _organisations(wanted) if wanted.organisation else []
    if len(organisations) == 1:
        scope.append(f"o{organisations[0]}")
    return search.look_up(search.TASKS, search.terms_of(wanted.q), scope).keys
