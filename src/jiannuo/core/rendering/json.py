"""The canonical document as JSON: the whole of it, citations and doubts included."""

import json

from jiannuo.core.records import Document, to_json


def write(document: Document) -> bytes:
    """Write the canonical shape in UTF-8, indented so that a person can read and compare it."""
    return (json.dumps(to_json(document), ensure_ascii=False, indent=1) + "\n").encode()
