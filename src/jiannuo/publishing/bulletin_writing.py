"""Write a bulletin that was made public, with the promises that it mentions."""

from typing import Any

from jiannuo.bulletins.models import Bulletin, BulletinState
from jiannuo.publishing.addresses import addresses
from jiannuo.publishing.models import (
    Address,
    AddressKind,
    PublicBulletin,
    PublicEdition,
    PublicMention,
    PublicTask,
    Release,
    Standing,
)
from jiannuo.publishing.queries.bulletin_text import published_attachments, published_blocks
from jiannuo.publishing.texts import struck
from jiannuo.publishing.writing import BATCH


def write_bulletin(release: Release, edition: PublicEdition) -> PublicBulletin | None:
    """Write a release's bulletin with everything struck out; None where it has none."""
    bulletin = release.bulletin
    if bulletin is None or bulletin.issued_on is None:
        return None
    content = struck(release.bulletin_content, release.bulletin_redactions)
    wished = f"{bulletin.year}-{bulletin.number or bulletin.pk}"
    slug = addresses(release.place, AddressKind.BULLETIN, {bulletin.pk: wished})[bulletin.pk]
    written, _ = PublicBulletin.objects.update_or_create(
        place=edition.place,
        slug=slug,
        defaults={
            "edition": edition,
            "kind_name": bulletin.get_kind_display(),
            "title": content["title"] or bulletin.get_kind_display(),
            "number": f"第{bulletin.number}期" if bulletin.number else "",
            "document_number": bulletin.document_number,
            "issuer": bulletin.issuer,
            "issued_on": bulletin.issued_on,
            "blocks": published_blocks(content),
            "attachments": published_attachments(content),
        },
    )
    _point_back(bulletin, written)
    _mention(release, written, content)
    return written


def public_bulletin_of(bulletin: Bulletin) -> PublicBulletin | None:
    """Return what the public sees of a bulletin; None if it was never released."""
    address = Address.objects.filter(kind=AddressKind.BULLETIN, held=bulletin.pk).first()
    if address is None:
        return None
    face = bulletin.place.public_face
    return PublicBulletin.objects.filter(place__slug=face.slug, slug=address.name).first()


def _point_back(bulletin: Bulletin, written: PublicBulletin) -> None:
    """Let a bulletin that this one corrects point here, whichever of the two was released first."""
    if bulletin.corrects is not None and (before := public_bulletin_of(bulletin.corrects)):
        before.corrected_by = written
        before.save(update_fields=["corrected_by"])
    correcting = bulletin.corrections.filter(state=BulletinState.ISSUED).first()
    if correcting is not None and (after := public_bulletin_of(correcting)):
        written.corrected_by = after
        written.save(update_fields=["corrected_by"])


def _mention(release: Release, written: PublicBulletin, content: dict[str, Any]) -> None:
    about = {task for block in content["blocks"] for task in block["tasks"]}
    about |= {task for table in content["attachments"] for task in table["tasks"] if task}
    names = Address.objects.filter(place=release.place_id, kind=AddressKind.TASK)
    named = {name for held, name in names.values_list("held", "name") if held in about}
    tasks = [
        pk
        for pk, name in PublicTask.objects.filter(
            plan__place=written.place_id, standing=Standing.OPEN
        ).values_list("pk", "permanent")
        if name in named
    ]
    PublicMention.objects.filter(bulletin=written).delete()
    PublicMention.objects.bulk_create(
        [PublicMention(bulletin=written, task_id=task) for task in tasks], batch_size=BATCH
    )
