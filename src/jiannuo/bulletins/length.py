"""How long a bulletin may be (若干规定, 2024; domain.md §2): the body, without its attachments."""

from typing import Final

from jiannuo.bulletins.content import Content
from jiannuo.bulletins.models import BulletinKind

LIMIT: Final = 5000
LIMIT_OF_ONE: Final = 4000
SOURCE: Final = "中共中央办公厅、国务院办公厅《整治形式主义为基层减负若干规定》（2024年）"


def limit_of(kind: BulletinKind) -> int:
    """Return how many characters the body of a bulletin of this kind may have."""
    single = {BulletinKind.MATTER, BulletinKind.COMPLETION}
    return LIMIT_OF_ONE if kind in single else LIMIT


def too_long(content: Content, kind: BulletinKind) -> str:
    """Say by how much a body is too long, and by which rule; empty where it is not."""
    limit = limit_of(kind)
    over = content.length - limit
    if over <= 0:
        return ""
    what = "单一事项的" if limit == LIMIT_OF_ONE else ""
    return (
        f"正文现有{content.length}字（不含附件），超过{limit}字，多{over}字。"
        f"{SOURCE}要求压缩篇幅，{what}文件一般不超过{limit}字。"
        "可以删减逐项情况：附件的台账里都有。"
    )
