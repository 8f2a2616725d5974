"""Names of people out of the cells of a 牵头领导 column."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from jiannuo.core.mapping.wording import tight, words

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
    "鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄"
    "和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭"
    "梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚"
    "程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴鬱胥能苍双"
    "闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容"
    "向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空"
    "曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴归海晋楚闫法汝鄢涂钦商牟佘佴"
    "伯赏墨哈谯笪年爱阳佟言福肖代付冼宝仝兰初宛战来苑迟原衣由矫官隋战修丛曲逄綦盖栗覃但旷仵孜迪艾买"
)
_COMPOUND = frozenset(
    words(
        "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 "
        "公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 "
        "壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 "
        "东门 西门 第五"
    )
)
_OFFICE = re.compile(
    r"领导|市长|区长|县长|镇长|乡长|书记|主任|局长|部长|委员|常委|负责|同志|秘书|主席|调研员|班子|成员|各"
)
_SEPARATORS = re.compile(r"[、，,；;/／\n]")
_LABEL = re.compile(r"\s*[一-鿿]{0,6}(?:领导|书记|市长|区长|县长|负责人|责任人|组长)\s*[：:]")
_WHITE = re.compile(r"[ \t\u3000\xa0]+")
_TITLE_TAIL = re.compile(
    r"(?:同志|(?:常务)?副?(?:市|区|县|州|旗|镇|乡)长|副?书记|副?主任|常委|部长|副?主席|局长)$"
)
_TITLE_HEAD = re.compile(
    r"^(?:(?:[省市区县州旗]?委?(?:政府|人大|政协)?)?(?:常委|(?:常务)?副?[市区县州旗镇乡]长|副?书记|副?主任|部长|副?主席|局长|党组成员|领导))+"
)
_BRACKET = re.compile(r"[（(][^（()）]*[）)]")
_LONGEST = 4
_LONGEST_OFFICE = 8  # 区政府分管副区长
_SHORT = 3
_LONGEST_RUN = 16
_MOST = 30  # names that a cell, or a garbled one, can be made of
_RARE = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A name (or an office that stands for one) and the span of the cell that holds it."""

    name: str
    span: tuple[int, int]


def read_people(text: str, known: frozenset[str] = frozenset()) -> tuple[Named, ...]:
    """Read the names of a cell: 张  健 is one name, 刘松 张健 are two, 各分管 / 副区长 is an office.

    Names that run together (贾继元房美男) come apart where each of them is `known`, that is, stands
    by itself elsewhere in the column.
    """
    found: list[Named] = []
    start = 0
    for end in [*(separator.start() for separator in _SEPARATORS.finditer(text)), len(text)]:
        label = _LABEL.match(text, start, end)
        found.extend(_in_line(text, label.end() if label else start, end))
        start = end + 1
    return tuple(part for one in _join_offices(found, text) for part in _apart(one, text, known))


def _apart(one: Named, text: str, known: frozenset[str]) -> list[Named]:
    """Cut names that run together into those that are known; one name comes back as it is."""
    if not known or one.name in known or not _SHORT < len(one.name) <= _LONGEST_RUN:
        return [one]
    seen = [place for place in range(*one.span) if not text[place].isspace()]
    if len(seen) != len(one.name):
        return [one]
    ends = _ends_of_known(one.name, known)
    if not ends:
        return [one]
    starts = [0, *ends[:-1]]
    return [
        Named(one.name[start:end], (seen[start], seen[end - 1] + 1))
        for start, end in zip(starts, ends, strict=True)
    ]


def _ends_of_known(run: str, known: frozenset[str]) -> list[int]:
    """Return where the known names end that a run consists of; [] if it is no such run."""
    reached: dict[int, list[int]] = {0: []}
    for start in range(len(run)):
        if start in reached:
            for length in range(2, _LONGEST + 1):
                if run[start : start + length] in known:
                    reached.setdefault(start + length, [*reached[start], start + length])
    return reached.get(len(run), [])


def is_name(text: str) -> bool:
    """Say whether a text is a person's name as Han Chinese names are: surname and given name."""
    if not 2 <= len(text) <= _LONGEST or not all("一" <= character <= "鿿" for character in text):  # noqa: PLR2004 - surname and one character
        return False
    if text[:2] in _COMPOUND:
        return len(text) > 2  # noqa: PLR2004 - something after the surname
    if len(text) == _LONGEST:
        return text[0] in _SURNAMES and text[1] in _SURNAMES
    return text[0] in _SURNAMES


def looks_like_people(text: str) -> bool:
    """Say whether a cell holds names of people (or their offices) and nothing else."""
    named = read_people(text)
    return bool(named) and all(
        is_name(one.name) or (_OFFICE.search(one.name) and len(one.name) <= _LONGEST_OFFICE)
        for one in named
    )


def _in_line(text: str, start: int, end: int) -> list[Named]:
    """Read the names between two separators: white space parts them, or stretches a short one.

    张  健 and 欧 阳 明: characters set apart to fill the width belong to one name, as long as it
    begins with a single character and does not grow beyond three.
    """
    tokens = []
    place = start
    for gap in [*_WHITE.finditer(text, start, end), None]:
        stop = gap.start() if gap else end
        if stop > place:
            tokens.append((place, stop))
        place = gap.end() if gap else end
    found: list[Named] = []
    index = 0
    while index < len(tokens):
        first = index
        taken = tokens[index][1] - tokens[index][0]
        while taken < _SHORT and index + 1 < len(tokens):
            following = tokens[index + 1][1] - tokens[index + 1][0]
            if tokens[first][1] - tokens[first][0] > 1 or taken + following > _SHORT:
                break
            index += 1
            taken += following
        span = (tokens[first][0], tokens[index][1])
        found.append(Named(_without_office(tight(text[slice(*span)])), span))
        index += 1
    return found


def _join_offices(found: list[Named], text: str) -> list[Named]:
    """Put an office together that a line break cut (各分管 / 副区长), and with the name behind it."""
    joined: list[Named] = []
    for one in found:
        before = joined[-1] if joined else None
        if before and _is_office_part(before.name) and not before.name.startswith("各"):
            span = (before.span[0], one.span[1])
            office = _is_office_part(one.name)
            joined[-1] = Named(tight(text[slice(*span)]) if office else one.name, span)
        elif before and before.name.startswith("各") and _is_office_part(one.name):
            span = (before.span[0], one.span[1])
            joined[-1] = Named(tight(text[slice(*span)]), span)
        else:
            joined.append(one)
    return joined


def _without_office(name: str) -> str:
    """Free a name of the office written to it: 张伟（副市长）, 副市长张伟, 张伟同志."""
    bare = _BRACKET.sub("", name) or name
    for bared in (bare, _TITLE_TAIL.sub("", bare), _TITLE_HEAD.sub("", bare)):
        if is_name(bared):
            return bared
    return name


def _is_office_part(name: str) -> bool:
    return bool(_OFFICE.search(name)) and not is_name(name)


def known_names(cells: Iterable[str]) -> frozenset[str]:
    """Collect the names that a column repeats: those are beyond doubt."""
    tally = Counter(one.name for text in cells for one in read_people(text) if is_name(one.name))
    return frozenset(name for name, times in tally.items() if times >= _RARE)


def likely_reading(names: tuple[str, ...], known: frozenset[str]) -> tuple[str, ...] | None:
    """Guess what a garbled cell meant, from the names that the column repeats; None if it is clear.

    Two things go wrong: a character between two names is lost (two names of four characters become
    three), or two names that stood in two lines are read across (甲丙 乙丁 for 甲乙 丙丁). The guess
    is only ever shown beside a question.
    """
    if len(names) > _MOST or all(name in known or not _is_suspect(name, known) for name in names):
        return None
    reading = [name for name in names if name in known]
    rest = "".join(name for name in names if name not in known)
    made = _made_of(rest, known - set(reading))
    return tuple(reading + made) if made else None


def _is_suspect(name: str, known: frozenset[str]) -> bool:
    """Suspect a name made up of pieces of names that are known, and one that is no name."""
    if not is_name(name):
        return not _OFFICE.search(name)
    return any(
        (name.startswith(one) or name.endswith(one)) and len(name) > len(one) for one in known
    ) or (bool(_made_of(name, known)))


def _made_of(characters: str, known: frozenset[str]) -> list[str]:
    """Find the two known names that the characters are made of, at most one of them lost."""
    if len(characters) > 2 * _LONGEST:
        return []
    candidates = sorted(
        name
        for name in known
        if sum(character in characters for character in name) >= len(name) - 1
    )
    for first in candidates:
        for second in candidates:
            if first < second and _covers(first + second, characters):
                return (
                    [first, second]
                    if _starts_before(first, second, characters)
                    else [second, first]
                )
    return []


def _covers(both: str, characters: str) -> bool:
    missing = Counter(both) - Counter(characters)
    spare = Counter(characters) - Counter(both)
    return not spare and sum(missing.values()) <= 1


def _starts_before(first: str, second: str, characters: str) -> bool:
    places = [characters.find(name[0]) for name in (first, second)]
    return places[1] < 0 or 0 <= places[0] <= places[1]
