"""What a name alone tells: the order in which people look for it, and what kind of organisation it is."""

from typing import Final

from jiannuo.directory.models import OrganisationKind

_ENDINGS: Final[tuple[tuple[tuple[str, ...], OrganisationKind], ...]] = (
    (("专班", "工作组", "领导小组"), OrganisationKind.TASK_FORCE),
    (("指挥部",), OrganisationKind.HEADQUARTERS),
    (("公司", "集团", "银行", "国企"), OrganisationKind.COMPANY),
    (("街道办事处", "街道办", "街道", "镇", "乡", "镇政府", "乡政府"), OrganisationKind.STREET),
    (("局", "委", "办", "办公室", "委员会", "管委会", "厅", "部"), OrganisationKind.BUREAU),
)


def sort_key(name: str) -> str:
    """Return text that sorts names as a Chinese reader expects, with any collation.

    GB 2312 arranges its 3,755 commonest characters by pronunciation, and GB 18030 keeps that order:
    its bytes in hexadecimal sort 发改局 before 住建局 on every database. Rarer characters follow.
    """
    return name.encode("gb18030").hex()


def kind_of(name: str) -> OrganisationKind:
    """Say what an organisation is by its name; a person may say otherwise later.

    各…, and names that end in 等 stand for a set of organisations whose members are asked for.
    """
    bare = name.partition("（")[0].partition("(")[0].strip() or name
    if bare.startswith(("各", "有关", "相关")) or bare.endswith("等"):
        return OrganisationKind.GROUP
    for endings, kind in _ENDINGS:
        if bare.endswith(endings):
            return kind
    return OrganisationKind.INSTITUTION
