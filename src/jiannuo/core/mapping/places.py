"""Which place a document is about, as far as its words tell: a hint, confirmed by a person."""

import re
from collections import Counter
from collections.abc import Iterable

_ISSUER_PLACE = re.compile(
    r"^([一-鿿]{2,20}?(?:人民政府|省|市|州|盟|区|县|旗))(?:委|政府|督查|办公|人民|关于|$)"
)
_NAMED = re.compile(
    r"(?<![一-鿿])([一-鿿]{2,4}(?:市|州|盟|省))([一-鿿]{2,4}?(?:区|县|旗|市))?|([一-鿿]{2,3}(?:区|县))"
)
_QUOTED_PLACE = re.compile(r"[《“]([一-鿿]{2,3}(?:省|市|州|盟))?([一-鿿]{2,4}?(?:市|区|县|旗))")
_COMMON = re.compile(
    r"全|我|本|各|城市|县区|园区|片区|社区|小区|城区|地区|景区|校区|库区|新区|街区|市区|示范|开发|保税|功能|辖|老区|山区|灾区|农区|厂区|港区|院区|棚户|专区|中心|郊区|聚集|集聚|试验|文明|特色|强市|强县|部分|相关|有关|省市|国家|超市|上市|门市|集市|农贸|智慧|低收|试点|先进|县市"
)
_ENOUGH = 2


def place_hint(issuer: str | None, title: str | None, texts: Iterable[str]) -> str | None:
    """Name the place: from the issuer, else from the title, else the one that texts name most."""
    for source in (issuer, title):
        found = _ISSUER_PLACE.match(source or "")
        if found:
            return found[1]
    tally: Counter[str] = Counter()
    for text in texts:
        for quoted in _QUOTED_PLACE.finditer(text):
            for name in (quoted[1], quoted[2]):
                if name and not _COMMON.search(name):
                    tally[name] += 1
    if not tally:
        return None
    name, times = tally.most_common(1)[0]
    return name if times >= _ENOUGH else None
