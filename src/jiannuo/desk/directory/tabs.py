"""Which parts of administration a visitor sees."""

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, may


def tabs(actor: Actor) -> dict[str, bool]:
    """Return the tabs beside the organisations'."""
    return {"users": may(actor, Act.SEE_DIRECTORY), "trail": may(actor, Act.READ_TRAIL)}
