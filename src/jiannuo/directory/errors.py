"""The one error of the directory's rules, beside the permission's."""


class NotFittingError(Exception):
    """What was asked for contradicts what stands in the directory; the message says what to do.

    `field` names the argument that is wrong, for a form to show the sentence at it; empty if none.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field
