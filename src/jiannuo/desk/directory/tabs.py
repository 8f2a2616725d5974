"""Which parts of administration a visitor sees."""

from jiannuo.desk.visitors import holds
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, may


def tabs(actor: Actor) -> dict[str, bool]:
    """Return the tabs beside the organisations' and leaders'."""
    whole = may(actor, Act.SEE_DIRECTORY)
    return {
        "users": whole,
        "places": whole,
        "import": holds(actor, Act.EDIT_ORGANISATIONS) or may(actor, Act.EDIT_GRANTS),
        "holidays": holds(actor, Act.MANAGE_ROUNDS) or may(actor, Act.CONFIGURE),
        "messages": may(actor, Act.CONFIGURE),
        "purge": may(actor, Act.PURGE),
        "trail": may(actor, Act.READ_TRAIL),
    }
