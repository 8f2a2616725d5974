"""How the outbox, which knows no users and no places, names those whom messages are for."""


def user_address(user: int) -> str:
    """Return the recipient that is a user."""
    return f"user:{user}"


def place_address(place: int) -> str:
    """Return the recipient that is a place's group chats."""
    return f"place:{place}"
