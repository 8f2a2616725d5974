"""Shapes for answers: circle for the period's result, square for the machine's question."""

from typing import Final

from jiannuo.reporting.models import Claim

_CIRCLES: Final = {
    Claim.MET.value: "met",
    Claim.PARTLY.value: "partly",
    Claim.MISSED.value: "missed",
}


def mark_of(claim: str) -> str:
    """Return the name of the shape for a claim; any other word gets the open circle."""
    return _CIRCLES.get(claim, "open")
