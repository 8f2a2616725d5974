"""Which place a document is about, as far as its words tell: a hint, confirmed by a person."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_OPENING = re.compile(
    r"^(?:关于)?+(?:中共|中国共产党)?+((?![本我全各]?[省市州区县](?:委|政府|督|办|第|十))[一-鿿]{2,20}?(?:省|市|州|盟|区|县|旗))"
    r"(?:委|政府|督查|办公|人民|关于|\d|[一-鿿]{0,6}(?:年|局|重点|十|民生))"
)
_RANKED = re.compile(r"(?=([一-鿿]{2}([区县旗市州盟])))")
_LOWER = "区县旗"
_PARTICLES = re.compile(
    r"[的在和与对为了于及按照指督促让导提进各全我本省市区县镇乡]|开发|经济|高新|示范"
    r"|牵头|责任|分管|主管|包[保联抓]|试点|先进|后进|其他|有关|相关|部分|个别|兄弟|周边|所有"
)
_COMMON_NOUN = re.compile(
    r"[小社城园地景校库新街片动置开块域核工商聚辖郊港灾老山林军教禁误心活专示保功安团][区]"
    r"|[城门超上股楼夜菜集展][市]|[郊外][县]|[自][州]|[同联][盟]"
)
_ENOUGH, _AHEAD = 3, 2


def place_hint(issuer: str | None, title: str | None, texts: Sequence[str]) -> str | None:
    """Name the place: from the issuer, else from the title, else the one that the texts name most."""
    for source in (issuer, title):
        found = _OPENING.match(source or "")
        if found and (source is issuer or not _COMMON_NOUN.search(found[1][-2:])):
            return found[1]
    upper, lower = _commonest(texts)
    return f"{upper or ''}{lower or ''}" or None


def _commonest(texts: Iterable[str]) -> tuple[str | None, str | None]:
    """Take the city and the county that stand out; of several named alike, none does."""
    upper: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for text in texts:
        for found in _RANKED.finditer(text):
            name, rank = found[1], found[2]
            if not (_PARTICLES.search(name[:2]) or _COMMON_NOUN.match(name[1:])):
                (lower if rank in _LOWER else upper)[name] += 1
    return _standing_out(upper), _standing_out(lower)


def _standing_out(tally: Counter[str]) -> str | None:
    ranked = tally.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    if len(ranked) > 1 and ranked[1][1] * _AHEAD > ranked[0][1]:
        return None
    return ranked[0][0]
