"""Which forms an actor may see and settle."""

from django.db.models import Q, QuerySet

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.intake.forms.models import FormArrival, FormState
from jiannuo.reporting.models import ReportingRound


def forms_visible_to(actor: Actor) -> QuerySet[FormArrival]:
    """Return the forms an actor may see: an organisation its own, the office those it handed over."""
    if actor.machine:
        return FormArrival.objects.all()
    own = Q(submission__organisation__in=actor.organisations) | Q(
        filing__organisation__in=actor.organisations
    )
    return FormArrival.objects.filter(
        own & Q(on_behalf=False) | Q(place__in=actor.places, on_behalf=True)
    )


def forms_to_settle(actor: Actor, one: ReportingRound) -> QuerySet[FormArrival]:
    """Return a round's forms that an officer handed over and nobody has settled, first come first."""
    if not may(actor, Act.IMPORT, Subject(place=one.place_id)):
        return FormArrival.objects.none()
    return (
        FormArrival.objects.filter(round=one, on_behalf=True, state=FormState.OPEN)
        .select_related("submission__organisation")
        .order_by("id")
    )
