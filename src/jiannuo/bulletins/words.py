"""How bulletins are named inside sentences."""


def quoted(title: object) -> str:
    """Return a title in 《》; marks inside it become 〈〉 (GB/T 15834-2011, 4.15.3.5).

    >>> quoted("2023年《政府工作报告》完成情况通报")
    '《2023年〈政府工作报告〉完成情况通报》'
    """
    return f"《{str(title).translate(str.maketrans('《》', '〈〉'))}》"
