"""Released rows as records of the open data (`publishing.opendata.records`), as plain values."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import Sum
from django.http import HttpRequest

from jiannuo.api.addresses import address, site_of
from jiannuo.publishing.models.finding import PublicTally
from jiannuo.publishing.models.published import (
    PublicBulletin,
    PublicChange,
    PublicEdition,
    PublicFigure,
    PublicOrganisation,
    PublicPlace,
    PublicPlan,
    PublicProgress,
    PublicTask,
)
from jiannuo.publishing.opendata.citing import cite
from jiannuo.publishing.opendata.conditions import conditions
from jiannuo.publishing.opendata.files import FILES
from jiannuo.publishing.queries import public

Values = dict[str, Any]

PARTS: Final = ("progress", "figures", "changes", "mentions")
"""What a promise in full has beyond the promise itself."""

_TASK_FIELDS: Final = (
    "standing", "standing_why", "position", "number", "category", "sector", "wording",
    "annual_target", "deadline", "state", "state_name", "result", "result_name", "result_voice",
    "result_of", "leaders", "released_at",
)  # fmt: skip
_PROGRESS_FIELDS: Final = (
    "period", "period_key", "last_month", "target", "progress", "problems", "next_steps", "claim",
    "claim_name", "assessed", "assessed_name", "assessment", "pace_name", "corrected",
)  # fmt: skip
_CHANGE_FIELDS: Final = ("on", "field", "before", "after", "reason", "approver", "document")


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns rows into records with full addresses below a site, as of each place's newest edition."""

    site: str
    newest: Mapping[int, PublicEdition]

    def place(self, place: PublicPlace) -> Values:
        """Return a place (`records.Place`)."""
        edition = self.newest.get(place.pk)
        return {
            **place_name(place),
            "full_name": place.full_name,
            "office": place.office,
            "telephone": place.telephone,
            "complain_at": place.complain_at,
            "conditions": conditions_of(place),
            "edition": edition.number if edition else None,
            "updated_at": edition.published_at if edition else None,
            "href": self.at("api:place", place.slug),
            "files": [self.at("api:place_file", place.slug, file.name) for file in FILES],
        }

    def plan(self, plan: PublicPlan) -> Values:
        """Return a plan (`records.Plan`)."""
        where = (plan.place.slug, plan.slug)
        return {
            **plan_name(plan),
            "place": place_name(plan.place),
            "as_of": plan.as_of,
            "updated_at": plan.updated_at,
            "counts": [{"result": result, "tasks": n} for result, n in _counts(plan)],
            "href": self.at("api:plan", *where),
            "files": [self.at("api:plan_file", *where, file.name) for file in FILES],
            "citation": self._cite(plan.place, plan.title, self.page("plan", *where)),
        }

    def task(self, task: PublicTask) -> Values:
        """Return a promise (`records.Task`)."""
        place = task.plan.place
        values: Values = {name: getattr(task, name) for name in _TASK_FIELDS}
        values |= {
            "id": task.permanent,
            "place": place_name(place),
            "plan": plan_name(task.plan),
            "targets": [{"label": one["label"], "text": one["text"]} for one in task.targets],
            "organisations": [
                {
                    "slug": one.organisation.slug,
                    "name": one.organisation.name,
                    "role_name": one.role_name,
                    "lead": one.lead,
                }
                for one in task.answerable.all()
            ],
            "withheld": [
                {"field": str(one.get("field", "")), "reason": str(one.get("reason", ""))}
                for one in task.withheld
            ],
            "href": self.at("api:task", task.permanent),
            "citation": self._cite(place, task.wording, self.page("task", task.permanent)),
        }
        return values

    def task_in_full(self, task: PublicTask, parts: Iterable[str] = PARTS) -> Values:
        """Return a promise with all that was released of it, or with some parts of that.

        With all `PARTS` it is a `records.TaskInFull`.
        """
        place = task.plan.place
        write: Mapping[str, Callable[[], list[Values]]] = {
            "progress": lambda: [_progress(one) for one in task.progress.all()],
            "figures": lambda: [_figure(one) for one in task.figures.all()],
            "changes": lambda: [_change(one) for one in task.changes.all()],
            "mentions": lambda: [
                self._bulletin_name(one.bulletin, place) for one in task.mentions.all()
            ],
        }
        return self.task(task) | {part: write[part]() for part in parts}

    def organisation(self, one: PublicOrganisation) -> Values:
        """Return an organisation (`records.Organisation`)."""
        return {
            "place": place_name(one.place),
            "slug": one.slug,
            "name": one.name,
            "kind": one.kind,
            "telephone": one.telephone,
            "href": self.at("api:organisation", one.place.slug, one.slug),
        }

    def bulletin(self, one: PublicBulletin) -> Values:
        """Return a bulletin (`records.Bulletin`)."""
        return self._bulletin_name(one, one.place) | {
            "place": place_name(one.place),
            "kind_name": one.kind_name,
            "number": one.number,
            "document_number": one.document_number,
            "issuer": one.issuer,
            "withdrawn_why": one.withdrawn_why,
            "corrected_by": one.corrected_by.slug if one.corrected_by else None,
            "citation": self._cite(
                one.place, one.title, self.page("bulletin", one.place.slug, one.slug)
            ),
        }

    def bulletin_in_full(self, one: PublicBulletin) -> Values:
        """Return a bulletin with its text (`records.BulletinInFull`)."""
        return self.bulletin(one) | {
            "blocks": [
                {name: str(block.get(name) or "") for name in ("level", "text", "lead")}
                for block in one.blocks
            ],
            "attachments": [_attachment(attachment) for attachment in one.attachments],
            "tasks": [mention.task.permanent for mention in one.mentions.all()],
        }

    def at(self, name: str, *slugs: str) -> str:
        """Return a full address of the interface."""
        return self.site + address(name, *slugs)

    def page(self, kind: str, *slugs: str) -> str:
        """Return the permanent address of what a person reads."""
        return self.site + address(f"public:{kind}", *slugs)

    def _bulletin_name(self, one: PublicBulletin, place: PublicPlace) -> Values:
        return {
            "slug": one.slug,
            "title": one.title,
            "issued_on": one.issued_on,
            "href": self.at("api:bulletin", place.slug, one.slug),
        }

    def _cite(self, place: PublicPlace, title: str, at: str) -> Values:
        return cite(place, title, self.newest.get(place.pk), at).__dict__


def reader(request: HttpRequest, places: Iterable[PublicPlace]) -> Reader:
    """Return a reader for rows of these places; the site's address is the request's."""
    return Reader(
        site_of(request), {one.pk: found for one in set(places) if (found := newest(one))}
    )


def newest(place: PublicPlace) -> PublicEdition | None:
    """Return a place's newest edition."""
    return public.editions(place).order_by("-number").first()


def conditions_of(place: PublicPlace) -> str:
    """Return on what conditions a place's data may be used."""
    return conditions(place.conditions)


def place_name(place: PublicPlace) -> Values:
    """Return a place's `records.PlaceName`."""
    return {"slug": place.slug, "name": place.name}


def plan_name(plan: PublicPlan) -> Values:
    """Return a plan's `records.PlanName`."""
    return {
        "slug": plan.slug,
        "title": plan.title,
        "year": plan.year,
        "kind": plan.kind,
        "kind_name": plan.kind_name,
    }


def edition(one: PublicEdition) -> Values:
    """Return a release (`records.Edition`)."""
    return {
        "place": place_name(one.place),
        "number": one.number,
        "title": one.title,
        "published_at": one.published_at,
        "correction": one.correction,
    }


def decimal_text(value: Decimal | None) -> str | None:
    """Write a decimal as people do: no zeros behind, no exponent."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _counts(plan: PublicPlan) -> list[tuple[str, int]]:
    """Return how many open promises of a plan have which result, as counted at its release."""
    tallies = PublicTally.objects.filter(plan=plan, axis="").order_by("result")
    return list(tallies.values_list("result").annotate(n=Sum("count")))


def _progress(one: PublicProgress) -> Values:
    return {name: getattr(one, name) for name in _PROGRESS_FIELDS} | {"edition": one.edition.number}


def _figure(one: PublicFigure) -> Values:
    return {
        "subject": one.subject,
        "unit": one.unit,
        "period": one.period,
        "last_month": one.last_month,
        "achieved": decimal_text(one.achieved),
        "target": decimal_text(one.target),
        "annual": decimal_text(one.annual),
    }


def _change(one: PublicChange) -> Values:
    return {name: getattr(one, name) for name in _CHANGE_FIELDS}


def _attachment(stored: Mapping[str, Any]) -> Values:
    return {
        "title": str(stored.get("title", "")),
        "columns": [str(name) for name in stored.get("columns", [])],
        "rows": [[str(cell) for cell in row] for row in stored.get("rows", [])],
        "spans": [
            {name: int(span[name]) for name in ("row", "column", "rows", "columns")}
            for span in stored.get("spans", [])
        ],
    }
