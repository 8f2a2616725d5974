"""The one sentence that a page opens with, with honest counts; 完成 always says of what."""

from dataclasses import dataclass
from typing import Final

from jiannuo.publishing.models.published import PublicPlan
from jiannuo.publishing.queries import listing

RESULTS: Final = (
    ("met", "完成", "met"),
    ("partly", "部分完成", "partly"),
    ("missed", "未完成", "missed"),
    ("undetermined", "无法判定", "open"),
)
"""Code, word and mark of every result, in the order in which they are told."""
NONE: Final = "未公布结果"
_MARKS: Final = {code: mark for code, _, mark in RESULTS}


def mark_of(result: str) -> str:
    """Return the shape of a result: a closed circle, a half one, a crossed one, or a dashed one."""
    return _MARKS.get(result, "open")


@dataclass(frozen=True, slots=True)
class Count:
    """How many have a result; `code` is empty for those that have none in this period."""

    code: str
    word: str
    mark: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A plan in numbers: `counts` add up to `total`; `withheld` come on top.

    `claimed` of the results are the organisations' own word only.
    """

    plan: PublicPlan
    total: int
    counts: tuple[Count, ...]
    claimed: int
    withheld: int

    @property
    def told(self) -> tuple[Count, ...]:
        """Return the counts of results that occur, for the sentence."""
        return tuple(one for one in self.counts if one.count and one.code)

    @property
    def all_claimed(self) -> bool:
        """Say whether no result at all has been assessed."""
        return 0 < self.claimed == sum(one.count for one in self.told)

    @property
    def untold(self) -> int:
        """Return how many have no result of this period."""
        return sum(one.count for one in self.counts if not one.code)


def summary_of(plan: PublicPlan, numbers: listing.Numbers) -> Summary:
    """Return a plan's numbers of its newest released period."""
    whole = numbers.share(of=plan.as_of)
    return Summary(
        plan=plan,
        total=whole.total,
        counts=counts_of(whole),
        claimed=numbers.claimed(of=plan.as_of),
        withheld=numbers.withheld(),
    )


def counts_of(share: listing.Share) -> tuple[Count, ...]:
    """Return a group's numbers in the order in which they are told."""
    told = [Count(code, word, mark, share.results.get(code, 0)) for code, word, mark in RESULTS]
    rest = share.total - sum(one.count for one in told)
    return (*told, Count("", NONE, "open", rest))
