"""Organisations that follow one another without a separator: 区自然资源局区住建局.

A line that was too narrow loses the break between two names. A name is cut only where both parts
are whole names: the first ends as organisations do, the second begins with its place's rank
(区…局) or is a town, a street office or a firm of its own. Every cut is reported, so that a
person can undo it.
"""

import re

from jiannuo.core.mapping.organisation_words import is_complete

_SEAM = re.compile(r"[局委办部院联社]|[镇乡]|街道(?:办事处)?|集团|公司|管委会|政府|中心")
_OF_RANK = re.compile(
    r"[省市区县旗州][一-鿿]{1,14}(?:局|委|办|部|院|联|社|馆|中心|集团|公司|办公室|委员会)$"
)
_TOWN = re.compile(r"[一-鿿]{2,4}(?:镇|乡|街道|街道办事处|镇政府|乡政府)$")
_FIRM = re.compile(r"[一-鿿]{2,6}(?:集团|公司)$")
_STANDS_BY_ITSELF = re.compile(
    r"(?:管委会|集团|公司|指挥部|办事处|镇|街道|[税邮]务局|妇联|残联|总工会)$"
)
"""Ends of bodies that no office of a county's (县…局) is part of."""
_BODY = re.compile(r"[局委办部院联]")
_INNER = re.compile(
    r"[省市区县](?:分|域|级|政|直|委|办|管|内|外|属|场|际|容|民|国)"
    r"|(?:机关|直属|下属|所属|执法|监察|稽查|服务|综合|督查|信息|项目|业务|办公|管理|党委|党组)"
)
_SHORTEST = 3
_LONGEST = 60  # beyond, it is prose and no run of names


def split_run(name: str, known: frozenset[str]) -> list[str]:
    """Cut a name into the organisations it consists of; one that is whole comes back alone.

    `known` are names that stand alone elsewhere in the same table: a part that is one of them
    needs no other sign.
    """
    if len(name) > _LONGEST:
        return [name]
    parts = []
    rest = name
    while cut := _cut(rest, known):
        parts.append(rest[:cut])
        rest = rest[cut:]
    return [*parts, rest]


def possible_seam(name: str, known: frozenset[str]) -> tuple[str, str] | None:
    """Return the two bodies that a name may be: a bureau known from elsewhere, and a whole name behind it.

    It may as well be one, an office within the bureau (区住建局房产管理中心); so it is only asked.
    """
    if "（" in name or "(" in name or len(name) > _LONGEST:
        return None
    for seam in _SEAM.finditer(name):
        first, second = name[: seam.end()], name[seam.end() :]
        bureau = first in known and first[-1] in "局委办"
        if bureau and len(second) > _SHORTEST + 1 and is_complete(second):
            return first, second
    return None


def _cut(name: str, known: frozenset[str]) -> int | None:
    if "（" in name or "(" in name or name in known:
        return None
    seams = [
        seam.end()
        for seam in _SEAM.finditer(name)
        if seam.end() >= _SHORTEST and len(name) - seam.end() >= _SHORTEST
    ]
    sure = [seam for seam in seams if name[:seam] in known and name[seam:] in known]
    if sure:
        return sure[0]
    return next((seam for seam in seams if _parts(name[:seam], name[seam:], known)), None)


def _parts(first: str, second: str, known: frozenset[str]) -> bool:
    """Say whether two names meet here."""
    if not _is_whole(first, known) or (_INNER.match(second) and second not in known):
        return False
    head = _first_name(second, known)
    alike = second[0] == first[0] or bool(_STANDS_BY_ITSELF.search(first))
    if head in known or (alike and _OF_RANK.match(head)):
        return True
    return first[-1] in "局委办镇乡" and (_is_town(head) or bool(_FIRM.match(head)))


def _is_whole(name: str, known: frozenset[str]) -> bool:
    """Say whether a name is whole; one that ends in 镇 or 乡 must be a town's (区城乡 is none)."""
    if name in known:
        return True
    return is_complete(name) and (name[-1] not in "镇乡" or _is_town(name))


def _is_town(name: str) -> bool:
    return bool(_TOWN.match(name)) and not _BODY.search(name) and name[0] not in "省市区县"


def _first_name(text: str, known: frozenset[str]) -> str:
    """Take the first of several names run together after a seam: its shortest whole beginning."""
    for seam in _SEAM.finditer(text):
        head = text[: seam.end()]
        if head in known or (
            len(head) >= _SHORTEST
            and len(text) - len(head) >= _SHORTEST
            and is_complete(head)
            and (_OF_RANK.match(head) or _is_town(head))
        ):
            return head
    return text
