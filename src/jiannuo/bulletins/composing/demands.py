"""What is asked of the organisations next: standing words that the office edits, without a number."""

from typing import Final

from jiannuo.bulletins.composing.scope import Scope
from jiannuo.bulletins.composing.writing import heading
from jiannuo.bulletins.queries.counted import CountedResult
from jiannuo.core.rendering.official import Level
from jiannuo.supervision.blocks import Block

_BEHIND: Final = (
    "behind",
    "抓紧补齐进度。",
    "未完成、部分完成任务的牵头单位，要对照目标逐项明确措施、责任人和完成时限，在下一期报送中如实反映进展。",
)
_SOLVING: Final = (
    "solving",
    "加强协调配合。",
    "对需要协调解决的问题，牵头单位要主动对接有关部门；需要提请上级研究的，按程序及时报告。",
)
_IN_TIME: Final = (
    "in-time",
    "按时规范报送。",
    "各单位要按规定时间报送进展，数据口径前后一致；确有困难的，应在截止前申请延期。",
)
_GOING_ON: Final = (
    "going-on",
    "持续推进落实。",
    "各单位要按照年度目标继续推进工作，如实报送进展；督查室将持续跟踪，适时核查。",
)


def demands(scope: Scope, *, reported: bool, problems: bool) -> list[Block]:
    """Return the section; only what the bulletin gives reason for is asked.

    `reported` and `problems` say whether the sections before named late reporters and problems.
    """
    behind = bool(scope.of(CountedResult.MISSED, CountedResult.PARTLY))
    asked = [
        one
        for one, needed in (
            (_BEHIND, behind),
            (_SOLVING, problems),
            (_IN_TIME, reported),
            (_GOING_ON, True),
        )
        if needed
    ]
    if len(asked) == 1:
        blocks = [Block(f"demand:{key}", Level.TEXT, text) for key, _, text in asked]
    else:
        blocks = [
            Block(f"demand:{key}", Level.SECOND, f"（一）{head}{text}", len(f"（一）{head}"))
            for key, head, text in asked
        ]
    return [heading("demands", "下一步工作要求"), *blocks]
