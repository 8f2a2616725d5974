"""Take an office's own Word template into use, once it is known to be safe and understood."""

from django.db import transaction
from django.utils import timezone

from jiannuo.core.readers.template_fields import read_template
from jiannuo.core.rendering import Unrenderable
from jiannuo.core.rendering.templates import fill
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.documents.actions.keep_file import keep_attachment
from jiannuo.documents.models import Template, TemplateUse
from jiannuo.documents.template_fields import problems_of
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


class TemplateRefusedError(Exception):
    """A template that would not be filled in as meant; `problems` say what is wrong and where."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("".join(problems))
        self.problems = problems


def add_template(
    actor: Actor, place: Place, use: TemplateUse, *, name: str, file_name: str, content: bytes
) -> Template:
    """Check a template and take it into use; the one used before is put away.

    One of the same name is replaced. Raises NotAllowedError, TemplateRefusedError, and the readers'
    Forbidden and Unreadable for what may harm or is no Word file.
    """
    require(actor, Act.COMPOSE, Subject(place=place.pk))
    problems = problems_of(use, read_template(content, file_name))
    if not problems:
        try:
            fill(content, {})
        except Unrenderable as error:
            problems = [str(error)]
    if problems:
        raise TemplateRefusedError(problems)
    with transaction.atomic():
        file, _ = keep_attachment(actor, place, name=file_name, content=content, kind="docx")
        Template.objects.filter(place=place, use=use, active=True).update(active=False)
        kept, _ = Template.objects.update_or_create(
            place=place,
            use=use,
            name=name,
            defaults={
                "file": file,
                "active": True,
                "added_by": actor.name,
                "added_at": timezone.now(),
            },
        )
        record(
            actor.author,
            "template.add",
            Recorded("template", kept.pk, name),
            {"use": TemplateUse(use).label, "file": file_name, "place": place.full_name},
        )
    return kept
