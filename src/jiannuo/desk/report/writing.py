"""What a form sends about a line, as the draft that it means."""

from django.http import QueryDict

from jiannuo.reporting.actions.submission.draft import TEXTS, Draft
from jiannuo.reporting.models import Line

_LONGEST_NUMBER = 9


def draft_from(sent: QueryDict, line: Line, prefix: str = "") -> Draft:
    """Return the draft that a form holds; a field that it doesn't have stays as the line has it.

    `prefix` parts the lines of a form of several. A text that was changed is no longer 无变化.
    """

    def field(name: str) -> str:
        return str(sent.get(f"{prefix}{name}", getattr(line, name)))

    texts = {name: field(name) for name in TEXTS}
    same = texts["progress"].replace("\r\n", "\n").strip() == line.progress
    return Draft(
        **texts,
        claim=field("claim"),
        outlook=field("outlook"),
        figures=_figures(sent, prefix) if f"{prefix}figures" in sent else tuple(line.figures),
        answers=_answers(sent, prefix) if f"{prefix}answers" in sent else tuple(line.answers),
        unchanged=line.unchanged and same,
    )


def revision_from(sent: QueryDict, line: Line, prefix: str = "") -> int:
    """Return the revision that a form was filled on; the line's own where it doesn't say."""
    word = sent.get(f"{prefix}revision", "")
    plain = word.isascii() and word.isdigit() and len(word) <= _LONGEST_NUMBER
    return int(word) if plain else line.revision


def _figures(sent: QueryDict, prefix: str) -> tuple[dict[str, str], ...]:
    columns = (sent.getlist(f"{prefix}figure-{name}") for name in ("subject", "unit", "value"))
    return tuple(
        {"subject": subject, "unit": unit, "value": value.strip()}
        for subject, unit, value in zip(*columns, strict=False)
        if value.strip()
    )


def _answers(sent: QueryDict, prefix: str) -> tuple[dict[str, str], ...]:
    return tuple(
        {
            "fingerprint": fingerprint,
            "rule": sent.get(f"{prefix}rule-{fingerprint}", ""),
            "kind": kind,
            "text": sent.get(f"{prefix}why-{fingerprint}", "").strip(),
        }
        for fingerprint in sent.getlist(f"{prefix}answers")
        if (kind := sent.get(f"{prefix}kind-{fingerprint}", ""))
    )
