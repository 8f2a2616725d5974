"""What cannot be done with a round."""


class RoundRefusedError(Exception):
    """The round is not in a state for this, or a date is wrong; the message says what to do."""


class RoundExistsError(RoundRefusedError):
    """The period is asked about already; `round` is the one that does, so that pages can point at it."""

    def __init__(self, name: str, one: int) -> None:
        super().__init__(f"{name}已经有一个报送轮次，不必再建。要改截止时间，请到那一轮里调整。")
        self.name = name
        self.round = one
