"""Which place a document is about, as far as its words tell: a hint, confirmed by a person."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_OPENING = re.compile(
    r"^(?:关于)?([一-鿿]{2,20}?(?:省|市|州|盟|区|县|旗))(?:委|政府|督查|办公|人民|关于|\d|[一-鿿]{0,6}(?:年|局|重点|十|民生))"
)
_RANKED = re.compile(r"[一-鿿]{2}(?=[区县市旗])")
_WHOLE = re.compile(r"([一-鿿]{2,3}[市州盟])([一-鿿]{2,3}[区县市旗])")
_COMMON = re.compile(
    r"[全我本各的在省市国和与对为了于及]|城市|县区|园区|片区|社区|小区|城区|地区|景区|校区|库区|新区|街区|示范|开发|保税|功能|辖|"
    r"老|棚户|专|中心|郊|集聚|聚集|试验|文明|特色|强|部分|相关|有关|超|上|门|集|农贸|智慧|低收|试点|先进|工业|服务|办事|乡镇|化工|生产|经济|高新|风景|自然|保护|商务|金融|物流|农业|生活|居民|居住|重点|旅游|产业|科技|改造|治理|建设|地下|区域|分区|战区|军区|大区|教区|禁区|误区"
)
_ENOUGH, _AHEAD = 3, 2


def place_hint(issuer: str | None, title: str | None, texts: Sequence[str]) -> str | None:
    """Name the place: from the issuer, else from the title, else the one that the texts name most."""
    for source in (issuer, title):
        found = _OPENING.match(source or "")
        if found and (source is issuer or not _COMMON.search(found[1][-3:])):
            return found[1]
    commonest = _commonest(texts)
    if commonest is None:
        return None
    wholes = Counter(
        whole[1] + whole[2]
        for text in texts
        for whole in _WHOLE.finditer(text)
        if whole[2] == commonest
    )
    return wholes.most_common(1)[0][0] if wholes else commonest


def _commonest(texts: Iterable[str]) -> str | None:
    """Take the name that stands out; where several places are named alike, there is no hint."""
    tally: Counter[str] = Counter()
    for text in texts:
        for name in _RANKED.finditer(text):
            if not _COMMON.search(name[0]):
                tally[name[0] + text[name.end()]] += 1
    ranked = tally.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    if len(ranked) > 1 and ranked[1][1] * _AHEAD > ranked[0][1]:
        return None
    return ranked[0][0]
