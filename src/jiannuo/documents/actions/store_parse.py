"""Store what was read in a file, as a person confirmed it."""

import hashlib

from django.db import transaction

import jiannuo
from jiannuo.core.records import Document, to_json
from jiannuo.core.tables import RawDocument
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.documents.codec import raw_to_json
from jiannuo.documents.models import Parse, SourceFile, SourceRow
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.history.chain import canonical


def store_parse(actor: Actor, file: SourceFile, *, raw: RawDocument, document: Document) -> Parse:
    """Store a parse with its rows' evidence, bulk-created; the ledger's values will point there."""
    require(actor, Act.IMPORT, Subject(place=file.place_id))
    written = to_json(document)
    with transaction.atomic():
        parse = Parse.objects.create(
            file=file, reader=jiannuo.__version__, raw=raw_to_json(raw), canonical=written
        )
        SourceRow.objects.bulk_create(
            SourceRow(
                parse=parse,
                table=table,
                position=position,
                citations=row.get("citations", {}),
                marks=row.get("marks", {}),
                doubts=row.get("doubts", []),
                warnings=row["warnings"],
                raw_cells=row["raw_cells"],
                doubt_count=len(row.get("doubts", [])),
            )
            for table, one in enumerate(written["tables"])
            for position, row in enumerate(one["rows"])
        )
        record(
            actor.author,
            "parse.store",
            Recorded("parse", parse.pk, file.name),
            {
                "file": file.sha256,
                "canonical": hashlib.sha256(canonical(written).encode()).hexdigest(),
            },
        )
    return parse
