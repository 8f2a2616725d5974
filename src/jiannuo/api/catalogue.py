"""The data described for catalogues: DCAT 3 (W3C Recommendation of 22 August 2024) as JSON-LD.

A catalogue of a site has a dataset for each plan, in each of its files, and the interface as a service.
"""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Router

from jiannuo.api.opening import Chinese
from jiannuo.api.reading import Reader, conditions_of, reader
from jiannuo.publishing.models.published import PublicPlace, PublicPlan
from jiannuo.publishing.opendata.citing import cite
from jiannuo.publishing.opendata.files import FILES, DataFile
from jiannuo.publishing.queries import public

router = Router(tags=["下载"])

LD: Final = "application/ld+json"
CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "@language": "zh-CN",
}
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_CHINESE: Final = {"@id": "http://publications.europa.eu/resource/authority/language/ZHO"}


@router.get(
    "/catalog.jsonld",
    url_name="catalogue",
    summary="数据目录",
    description="全部数据集的目录，供数据门户收录（DCAT 3，JSON-LD）。",
    operation_id="getCatalogue",
    openapi_extra={"responses": {200: {"content": {LD: {"schema": {"type": "object"}}}}}},
)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Give the catalogue of all datasets."""
    plans = list(public.plans())
    read = reader(request, (plan.place for plan in plans))
    described = {
        "@context": CONTEXT,
        "@id": read.at("api:catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": "政府工作落实情况公开数据",
        "dct:description": "政府工作报告任务、民生实事及其完成情况",
        "dct:language": _CHINESE,
        "foaf:homepage": {"@id": read.at("api:front")},
        "dct:publisher": [
            _publisher(place, read)
            for place in {plan.place_id: plan.place for plan in plans}.values()
        ],
        "dcat:dataset": [_dataset(plan, read) for plan in plans],
        "dcat:service": {
            "@id": read.at("api:front"),
            "@type": "dcat:DataService",
            "dct:title": "公开数据接口",
            "dcat:endpointURL": {"@id": read.at("api:front")},
            "dcat:endpointDescription": {"@id": read.at("api:openapi-json")},
            "dcat:servesDataset": [{"@id": _id(plan, read)} for plan in plans],
        },
    }
    content = Chinese().render(request, described, response_status=200)
    return HttpResponse(content, content_type=LD)


def _id(plan: PublicPlan, read: Reader) -> str:
    return read.at("api:plan", plan.place.slug, plan.slug)


def _publisher(place: PublicPlace, read: Reader) -> dict[str, Any]:
    return {
        "@id": read.at("api:place", place.slug),
        "@type": "foaf:Organization",
        "foaf:name": place.office or place.full_name,
    }


def _dataset(plan: PublicPlan, read: Reader) -> dict[str, Any]:
    place = plan.place
    edition = read.newest.get(place.pk)
    page = read.page("plan", place.slug, plan.slug)
    return {
        "@id": _id(plan, read),
        "@type": "dcat:Dataset",
        "dct:identifier": f"{place.slug}/{plan.slug}",
        "dct:title": f"{place.name}{plan.title}",
        "dct:description": f"{place.full_name}{plan.title}的目标、责任单位、进展和完成情况"
        + (f"，截至{plan.year}年{plan.as_of}。" if plan.as_of else "。"),
        "dct:publisher": {"@id": read.at("api:place", place.slug)},
        "dct:language": _CHINESE,
        "dct:modified": _moment(plan.updated_at.isoformat()),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": f"{plan.year}-01-01", "@type": "xsd:date"},
            "dcat:endDate": {"@value": f"{plan.year}-12-31", "@type": "xsd:date"},
        },
        "dct:accessRights": {
            "@type": "dct:RightsStatement",
            "rdfs:label": conditions_of(place),
        },
        "dct:bibliographicCitation": cite(place, plan.title, edition, page).text,
        "dcat:version": str(edition.number) if edition else "",
        "dcat:keyword": ["政府工作报告", plan.kind_name, place.name, str(plan.year)],
        "dcat:landingPage": {"@id": page},
        "dcat:distribution": [_distribution(plan, file, read) for file in FILES],
    }


def _distribution(plan: PublicPlan, file: DataFile, read: Reader) -> dict[str, Any]:
    address = read.at("api:plan_file", plan.place.slug, plan.slug, file.name)
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": file.title,
        "dct:description": file.content,
        "dcat:accessURL": {"@id": read.page("plan", plan.place.slug, plan.slug)},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": _MEDIA_TYPES + file.media_type},
    }


def _moment(text: str) -> dict[str, str]:
    return {"@value": text, "@type": "xsd:dateTime"}
