"""What is carried, and the three ways in which carrying it can fail."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message on its way to one address."""

    title: str
    text: str
    to: str
    secret: str = ""


class NotTakenError(Exception):
    """It was certainly not sent (no connection, server busy): worth another try."""


class RefusedError(Exception):
    """It was certainly not sent and never will be (unknown recipient, robot withdrawn)."""


class OutcomeUnknownError(Exception):
    """The connection broke while the message was on its way: it may have arrived."""
