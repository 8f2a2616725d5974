"""What was released, as plain values, and the releases through which it was approved."""

from jiannuo.publishing.models.published import (
    PublicBulletin,
    PublicChange,
    PublicEdition,
    PublicFigure,
    PublicMention,
    PublicOrganisation,
    PublicPlace,
    PublicPlan,
    PublicProgress,
    PublicTask,
    PublicTaskOrganisation,
)
from jiannuo.publishing.models.releases import Release, ReleasedRow, ReleaseState

__all__ = [
    "PublicBulletin",
    "PublicChange",
    "PublicEdition",
    "PublicFigure",
    "PublicMention",
    "PublicOrganisation",
    "PublicPlace",
    "PublicPlan",
    "PublicProgress",
    "PublicTask",
    "PublicTaskOrganisation",
    "Release",
    "ReleaseState",
    "ReleasedRow",
]
