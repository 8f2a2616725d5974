"""Why a plan filing could not be changed; each says it to the person who tried."""

from collections.abc import Sequence

from jiannuo.ledger.errors import NotPossibleError

_NAMED = 3


class FilingLockedError(NotPossibleError):
    """The plan is handed in, signed for or approved."""

    def __init__(self, state: str) -> None:
        super().__init__(
            f"计划{state}，没有改动。审核前可以先撤回再改；核定以后要改，请在任务页申请调整。"
        )


class NotInThisStateError(NotPossibleError):
    """The step does not fit how far the plan has come."""

    def __init__(self, state: str) -> None:
        super().__init__(f"计划现在是“{state}”，这一步不用再做。请刷新页面看看。")


class ChangedMeanwhileError(NotPossibleError):
    """The plan is not what the person saw."""

    def __init__(self) -> None:
        super().__init__("您打开以后，计划有改动。请看过现在的内容再办。")


class IncompleteError(NotPossibleError):
    """The form lacks what every plan needs."""

    def __init__(self, gaps: Sequence[str]) -> None:
        more = f"等{len(gaps)}处" if len(gaps) > _NAMED else ""
        super().__init__(f"还不能报送：{'；'.join(gaps[:_NAMED])}{more}。")
        self.gaps = tuple(gaps)


class TooLongError(NotPossibleError):
    """A short field holds more than it can."""

    def __init__(self, label: str, most: int) -> None:
        super().__init__(f"“{label}”最多{most}个字，多的请写到备注里。")


class WordsMissingError(NotPossibleError):
    """A step needs its reason."""

    def __init__(self, what: str) -> None:
        super().__init__(f"请写明{what}。")


class NotLaterError(NotPossibleError):
    """An extension does not go beyond the deadline that stands."""

    def __init__(self) -> None:
        super().__init__("申请的时间要晚于现在的截止时间。")
