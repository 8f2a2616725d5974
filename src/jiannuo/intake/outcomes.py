"""What can come of handing a file over; every way has its name and its sentence."""

from dataclasses import dataclass

from jiannuo.intake.models import Upload


@dataclass(frozen=True, slots=True)
class Received:
    """The file waits to be looked at; `upload` will say what came of it."""

    upload: Upload


@dataclass(frozen=True, slots=True)
class KnownAlready:
    """The very same bytes came before, for the same place, as `upload`."""

    upload: Upload


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was taken; `sentence` says why and what to do."""

    name: str
    sentence: str


Outcome = Received | KnownAlready | Refused
