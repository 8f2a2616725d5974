"""What can come of handing a file over; every way has its name and its sentence."""

from dataclasses import dataclass

from jiannuo.intake.models import Upload


@dataclass(frozen=True, slots=True)
class Received:
    """The file is kept and waits to be read."""

    upload: Upload


@dataclass(frozen=True, slots=True)
class KnownAlready:
    """The very same bytes came before, for the same place, as `upload`."""

    upload: Upload


@dataclass(frozen=True, slots=True)
class NotRead:
    """The file cannot be read; it is kept for a second try. `upload.message` says why."""

    upload: Upload


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was kept; `sentence` says why and what to do."""

    name: str
    sentence: str


Outcome = Received | KnownAlready | NotRead | Refused
