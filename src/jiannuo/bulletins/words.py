"""How bulletins are named inside sentences."""

from jiannuo.core.quoting import titled


def quoted(title: object) -> str:
    """Return a title in 《》, as `core.quoting` sets it.

    >>> quoted("2023年《政府工作报告》完成情况通报")
    '《2023年〈政府工作报告〉完成情况通报》'
    """
    return titled(str(title))
