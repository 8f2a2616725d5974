"""Change the arrangement of a draft by one verb; keep what it replaced."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.decomposition.actions.held import hold_draft, keep
from jiannuo.intake.decomposition.arranging import Verb
from jiannuo.intake.decomposition.draft import Draft
from jiannuo.intake.decomposition.models import DraftStep
from jiannuo.intake.decomposition.queries import values_of
from jiannuo.intake.decomposition.stepping import difference
from jiannuo.intake.models import Upload

_LONGEST_WORDS = 200


def arrange(
    actor: Actor, upload: Upload, verb: Verb, *, name: str, words: str
) -> tuple[Draft, Draft]:
    """Apply a verb (`arranging`); return the draft before and after.

    `name` is the verb's, `words` say to people what was done. A verb that changes nothing leaves no
    step. Raises DoesNotFitError, NotReadyError, NotAllowedError.
    """
    with transaction.atomic():
        stored = hold_draft(actor, upload)
        before = values_of(stored)
        after = verb(before)
        replaced = difference(before, after)
        if not replaced:
            return before, before
        keep(stored, after)
        step = DraftStep.objects.create(
            draft=stored,
            verb=name,
            words=words[:_LONGEST_WORDS],
            before=replaced,
            by_name=actor.name,
        )
        record(
            actor.author,
            "decomposition.arrange",
            Recorded("upload", upload.pk, upload.name),
            {"step": step.pk, "verb": name, "words": step.words, "before": replaced},
        )
    return before, after
