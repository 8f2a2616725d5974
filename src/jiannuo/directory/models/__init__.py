"""Places, organisations, leaders; users, their grants, and how they log in."""

from jiannuo.directory.models.access import (
    Deputation,
    FormerPassword,
    Invitation,
    RecoveryCode,
    SecondFactor,
    SignIn,
)
from jiannuo.directory.models.holidays import Holiday
from jiannuo.directory.models.leaders import Leader, Sector, Tenure
from jiannuo.directory.models.people import Grant, Role, User
from jiannuo.directory.models.places import (
    ChangeKind,
    Organisation,
    OrganisationAlias,
    OrganisationChange,
    OrganisationKind,
    Place,
    PlaceLevel,
)

__all__ = [
    "ChangeKind",
    "Deputation",
    "FormerPassword",
    "Grant",
    "Holiday",
    "Invitation",
    "Leader",
    "Organisation",
    "OrganisationAlias",
    "OrganisationChange",
    "OrganisationKind",
    "Place",
    "PlaceLevel",
    "RecoveryCode",
    "Role",
    "SecondFactor",
    "Sector",
    "SignIn",
    "Tenure",
    "User",
]
