"""What cannot be done with a round."""


class RoundRefusedError(Exception):
    """The round is not in a state for this, or a date is wrong; the message says what to do."""
