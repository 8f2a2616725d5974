"""The Word template that a place uses for a kind of document, and documents made with it."""

from collections.abc import Mapping

from django.db.models import QuerySet

from jiannuo.core.rendering.templates import Value, fill
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.documents.models import Template, TemplateUse
from jiannuo.documents.store import content_of


def templates_visible_to(actor: Actor) -> QuerySet[Template]:
    """Return the templates of the places that the actor composes for."""
    rows = Template.objects.select_related("file", "place")
    if actor.machine:
        return rows
    places = [one for one in actor.home_places if may(actor, Act.COMPOSE, Subject(place=one))]
    return rows.filter(place__in=places)


def active_template(use: TemplateUse, place: Place) -> Template | None:
    """Return the template in use, the one that came last; None: documents are set in the usual form."""
    rows = Template.objects.filter(place=place, use=use, active=True)
    return rows.select_related("file").order_by("-added_at", "-pk").first()


def fill_template(
    use: TemplateUse, place: Place, values: Mapping[str, Value], *, template: Template | None = None
) -> bytes | None:
    """Fill the place's template for a use (or the one given); None where there is none.

    The values' names are those of `documents.template_fields`; what is left out stays empty. Raises
    FileMissingError and Unrenderable.
    """
    found = template or active_template(use, place)
    return None if found is None else fill(content_of(found.file.sha256), values)
