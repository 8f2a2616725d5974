"""Begin to take a report apart: the machine's proposals become a draft that people arrange."""

from django.db import transaction

from jiannuo.core.mapping.decomposition import decompose
from jiannuo.directory.actor import Actor
from jiannuo.documents.codec import raw_from_json
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.actions.held import hold
from jiannuo.intake.decomposition.draft import arrangement_to_json, sentences_to_json
from jiannuo.intake.decomposition.models import DraftState, ReportDraft
from jiannuo.intake.decomposition.proposing import draft_of
from jiannuo.intake.decomposition.queries import MOST_CHARACTERS, draft_of_upload
from jiannuo.intake.errors import NotReadyError
from jiannuo.intake.models import State, Upload


def begin(actor: Actor, upload: Upload) -> ReportDraft:
    """Return the draft of a read upload, making it if there is none of this reading yet.

    Raises NotReadyError where the text is too long, or says nothing that could be a task.
    """
    with transaction.atomic():
        held = hold(actor, upload, State.READ)
        there = draft_of_upload(held)
        if there is not None:
            return there
        raw = raw_from_json(held.reading.raw)
        if sum(len(one.text) for one in raw.paragraphs()) > MOST_CHARACTERS:
            raise NotReadyError(
                f"“{held.name}”的文字超过 {MOST_CHARACTERS // 10_000} 万字，不像一份报告。"
                "请只留下报告全文后再导入。"
            )
        made = draft_of(raw, decompose(raw))
        if not made.proposals:
            raise NotReadyError(
                f"“{held.name}”里没有找到今年要办的事，不能分解立项。请确认这是政府工作报告全文；"
                "如果是任务表，请按表格核对导入。"
            )
        ReportDraft.objects.filter(upload=held).delete()
        stored = ReportDraft.objects.create(
            upload=held,
            state=DraftState.OPEN,
            read_at=held.reading.made_at,
            sentences=sentences_to_json(made),
            arrangement=arrangement_to_json(made),
            proposals=len(made.proposals),
            doubts=sum(bool(one.doubts) for one in made.proposals),
        )
        record(
            actor.author,
            "decomposition.begin",
            Recorded("upload", held.pk, held.name),
            {"sentences": len(made.sentences), "proposals": len(made.proposals)},
        )
    return stored
