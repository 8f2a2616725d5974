"""What the page sends, as verbs."""

from functools import partial
from typing import Final

from django.http import QueryDict

from jiannuo.core.mapping.decomposition import TaskKind
from jiannuo.intake.decomposition import arranging
from jiannuo.intake.decomposition.arranging import LISTS, Description, DoesNotFitError, Verb
from jiannuo.intake.decomposition.listing import ANNEXES

_MOST: Final = 2000
_UNKNOWN: Final = "没有这种操作。请刷新页面后再试。"


def asked_verb(sent: QueryDict) -> tuple[str, Verb, str]:
    """Return a verb's name, the verb, and what it says to people.

    ``do`` is ``verb`` (for all that are chosen) or ``verb:number`` (for one); proposals come as
    ``chosen``, sentences as ``sentence``. Raises DoesNotFitError for anything else.
    """
    name, _, number = sent.get("do", "").partition(":")
    ids = ids_from(number) if number else ids_from(",".join(sent.getlist("chosen")))
    sentences = ids_from(number) if number else ids_from(",".join(sent.getlist("sentence")))
    some = f"{len(ids)} 项"
    match name:
        case "merge" if number:
            return name, partial(arranging.merge_up, proposal=ids[0]), "并入上一项"
        case "merge":
            return name, partial(arranging.merge, ids=ids), f"合并 {some}"
        case "split" if number:
            at = ids_from(",".join(sent.getlist("at")))
            return name, partial(arranging.split, proposal=ids[0], at=at), f"拆成 {len(at) + 1} 项"
        case "head" if number:
            return name, partial(arranging.head, proposal=ids[0]), "作为后几项的类别"
        case "drop":
            reason = sent.get("reason", "")
            return name, partial(arranging.drop, ids=ids, reason=reason), f"去掉 {some}"
        case "settle":
            return name, partial(arranging.settle, ids=ids), f"保留 {some}"
        case "report" | "pledges":
            kind = TaskKind(name)
            words = f"移到{ANNEXES[kind]}（{LISTS[kind]}） {some}"
            return "move", partial(arranging.move, ids=ids, kind=kind), words
        case "take-report" | "take-pledges":
            kind = TaskKind(name.removeprefix("take-"))
            words = f"取 {len(sentences)} 句列入{ANNEXES[kind]}"
            return "take", partial(arranging.take, sentences=sentences, kind=kind), words
    raise DoesNotFitError(_UNKNOWN)


def ids_from(text: str) -> list[int]:
    """Read numbers with commas between. Raises DoesNotFitError for anything else."""
    words = [one for one in text.split(",") if one]
    if len(words) > _MOST or not all(one.isascii() and one.isdigit() for one in words):
        raise DoesNotFitError(_UNKNOWN)
    return [int(one) for one in words if len(one) < 10]  # noqa: PLR2004 - no such number exists


def description_from(sent: QueryDict, *, several: bool) -> Description:
    """Read the form of one proposal, or of several: what is left empty there stays as it is."""
    said = {
        name: text.strip()
        for name in ("category", "wording", "deadline", "leaders", "leads", "units")
        if (text := sent.get(name)) is not None and (text.strip() or not several)
    }
    return Description(**said)
