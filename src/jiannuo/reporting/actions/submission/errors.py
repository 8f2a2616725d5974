"""Why a sheet or a line could not be changed; each says it to the person who tried."""

from collections.abc import Sequence

from jiannuo.reporting.models import Line
from jiannuo.reporting.queries.gaps import Gap


class SheetError(Exception):
    """What an organisation tried with its sheet cannot be done now."""


class LockedError(SheetError):
    """The sheet or line is handed in, signed for, or its round is closed."""


class LineConflictError(SheetError):
    """Somebody else saved the line meanwhile; `line` is as it stands now."""

    def __init__(self, line: Line) -> None:
        who = line.saved_by or "别人"
        super().__init__(f"{who}刚刚改过这一项，您写的没有覆盖它。请对照两份文字，选留哪一份。")
        self.line = line


class IncompleteError(SheetError):
    """Lines lack what every report needs."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        first = "；".join(f"第{gap.number}项{gap.what}" for gap in gaps[:3])
        more = f"等{len(gaps)}处" if len(gaps) > 3 else ""  # noqa: PLR2004  as many as are named
        super().__init__(f"还不能报送：{first}{more}。")
        self.gaps = tuple(gaps)


class ChangedBeforeSigningError(SheetError):
    """The sheet is not what the head saw."""

    def __init__(self) -> None:
        super().__init__("您打开以后，填报人改过内容，没有签发。请看过现在的内容再签。")


class ReasonNeededError(SheetError):
    """A correction needs its reason."""

    def __init__(self) -> None:
        super().__init__("请写明更正理由：原来哪里不对，依据是什么。")


class EvidenceRefusedError(SheetError):
    """The file cannot be taken as evidence."""
