"""What was released, as plain values, and the releases through which it was approved."""

from jiannuo.publishing.models.finding import PublicTally, PublicText
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
    Standing,
)
from jiannuo.publishing.models.releases import (
    Address,
    AddressKind,
    PublicFace,
    Release,
    ReleasedRow,
    ReleaseState,
)

__all__ = [
    "Address",
    "AddressKind",
    "PublicBulletin",
    "PublicChange",
    "PublicEdition",
    "PublicFace",
    "PublicFigure",
    "PublicMention",
    "PublicOrganisation",
    "PublicPlace",
    "PublicPlan",
    "PublicProgress",
    "PublicTally",
    "PublicTask",
    "PublicTaskOrganisation",
    "PublicText",
    "Release",
    "ReleaseState",
    "ReleasedRow",
    "Standing",
]
