"""Why a review could not be done; each says it to the officer who tried."""


class ReviewRefusedError(Exception):
    """The line isn't in a state in which this can be done, or something is missing."""


class NotAssessedError(ReviewRefusedError):
    """Nothing passes before somebody has assessed it."""

    def __init__(self) -> None:
        super().__init__("请先评定本期结果，再点“通过”。")


class AlreadyReviewedError(ReviewRefusedError):
    """Somebody else was quicker, or the organisation has taken the report back."""

    def __init__(self, state: str) -> None:
        super().__init__(f"这一项现在是“{state}”，可能别人已经办过，或单位已经撤回。请看下一项。")
