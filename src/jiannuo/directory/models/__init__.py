"""Places, organisations, leaders; users and their grants."""

from jiannuo.directory.models.people import Grant, Role, User
from jiannuo.directory.models.places import (
    Leader,
    Organisation,
    OrganisationAlias,
    OrganisationKind,
    Place,
    PlaceLevel,
)

__all__ = [
    "Grant",
    "Leader",
    "Organisation",
    "OrganisationAlias",
    "OrganisationKind",
    "Place",
    "PlaceLevel",
    "Role",
    "User",
]
