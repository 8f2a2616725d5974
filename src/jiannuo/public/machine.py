"""What the public pages say to machines, in the words of schema.org."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from jiannuo.publishing.models.published import (
    PublicBulletin,
    PublicEdition,
    PublicPlace,
    PublicPlan,
    PublicTask,
)
from jiannuo.publishing.opendata.citing import cite
from jiannuo.publishing.opendata.conditions import conditions
from jiannuo.publishing.opendata.files import FILES
from jiannuo.publishing.queries import public

Said = dict[str, Any]


def publisher(place: PublicPlace, site: str) -> Said:
    """Return the office that publishes, and for which place."""
    said: Said = {
        "@type": "GovernmentOrganization",
        "@id": site + reverse("public:place", args=[place.slug]),
        "name": place.office or place.full_name,
        "url": site + reverse("public:place", args=[place.slug]),
        "areaServed": {"@type": "AdministrativeArea", "name": place.full_name},
    }
    if place.telephone:
        said["telephone"] = place.telephone
    return said


def task(row: PublicTask, site: str) -> Said:
    """Return a promise's page: the promise itself is an action that organisations are to carry out.

    Whether it is done is left to the words of the page: schema.org's states of an action say less
    than "met in May, by the office's assessment", and would say it wrongly.
    """
    place = row.plan.place
    address = site + reverse("public:task", args=[row.permanent])
    return {
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": row.wording,
        "inLanguage": "zh-CN",
        "identifier": row.permanent,
        "dateModified": row.released_at.isoformat(),
        "publisher": publisher(place, site),
        "isPartOf": {"@id": dataset_id(row.plan, site)},
        "creditText": cite(place, row.wording, _newest(place), address).text,
        "mainEntity": {
            "@type": "Action",
            "name": row.wording,
            "description": row.annual_target or row.wording,
            "agent": [
                {"@type": "GovernmentOrganization", "name": one.organisation.name}
                for one in row.answerable.all()
            ],
        },
    }


def bulletin(row: PublicBulletin, site: str) -> Said:
    """Return a bulletin, as a report with its number."""
    address = site + reverse("public:bulletin", args=[row.place.slug, row.slug])
    return {
        "@type": "Report",
        "@id": address,
        "url": address,
        "headline": row.title,
        "reportNumber": row.document_number or row.number,
        "datePublished": row.issued_on.isoformat(),
        "inLanguage": "zh-CN",
        "publisher": publisher(row.place, site),
    }


def catalogue(place: PublicPlace, plans: Sequence[PublicPlan], site: str) -> Said:
    """Return the catalogue of a place's data."""
    return {
        "@type": "DataCatalog",
        "name": f"{place.name}政府工作落实情况公开数据",
        "url": site + reverse("public:data", args=[place.slug]),
        "inLanguage": "zh-CN",
        "dataset": [dataset(plan, site) for plan in plans],
    }


def dataset(plan: PublicPlan, site: str) -> Said:
    """Return a plan's data and the files that it comes in."""
    place = plan.place
    page = site + reverse("public:plan", args=[place.slug, plan.slug])
    edition = _newest(place)
    said: Said = {
        "@type": "Dataset",
        "@id": dataset_id(plan, site),
        "name": f"{place.name}{plan.title}",
        "description": f"{place.full_name}{plan.title}的目标、责任单位、各期进展和完成情况，"
        "以及目标的历次调整和有关通报。",
        "url": page,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "temporalCoverage": str(plan.year),
        "spatialCoverage": place.full_name,
        "dateModified": plan.updated_at.isoformat(),
        "creator": publisher(place, site),
        "usageInfo": conditions(place.conditions),
        "creditText": cite(place, plan.title, edition, page).text,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.title,
                "description": file.content,
                "encodingFormat": file.media_type,
                "contentUrl": site
                + reverse("api:plan_file", args=[place.slug, plan.slug, file.name]),
            }
            for file in FILES
        ],
    }
    if edition:
        said["version"] = str(edition.number)
    return said


def dataset_id(plan: PublicPlan, site: str) -> str:
    """Return the name of a plan's data, the same as in the catalogue of the open data."""
    return site + reverse("api:plan", args=[plan.place.slug, plan.slug])


def _newest(place: PublicPlace) -> PublicEdition | None:
    return public.editions(place).order_by("-number").first()
