"""On what conditions the open data may be used, in the place's own words or in these.

No licence is invented: the default says what the office asks of whoever uses the data, and cites of
the 政府信息公开条例 (国务院令第711号) only what it says: government information that was made public
must be accurate (art. 6: 行政机关应当及时、准确地公开政府信息).
"""

from typing import Final

CONDITIONS: Final = (
    "这些数据由发布机构依照《中华人民共和国政府信息公开条例》主动公开，任何单位和个人都可以免费查阅、"
    "下载、引用和再利用。使用时请注明发布机构、第几次发布和永久网址；改动过的，请说明改动了什么，"
    "不要使人误以为是发布机构的原文。数据以发布机构网站上最近一次发布的为准；发现有误，请向公布的渠道反映。"
)
"""What stands where a place has set nothing else."""


def conditions(own: str = "") -> str:
    """Return a place's own conditions, or the default ones."""
    return own.strip() or CONDITIONS
