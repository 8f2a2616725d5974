"""What the acts of letters and closings refuse: one error to catch, each refusal with its sentence."""

from jiannuo.ledger.errors import NotPossibleError


class SupervisionRefusedError(NotPossibleError):
    """What was asked for cannot be done as things stand; the message says why and what to do."""


class MovedOnError(SupervisionRefusedError):
    """The letter or closing is in another state by now."""

    def __init__(self, state: str) -> None:
        super().__init__(f"现在是“{state}”，不能这样办理。请刷新后再看。")


class EditedMeanwhileError(SupervisionRefusedError):
    """Somebody else saved the letter after it was opened."""

    def __init__(self, revision: int) -> None:
        super().__init__("这封函在您打开以后已有人改过。您写的还在下面，请对照后再保存。")
        self.revision = revision
