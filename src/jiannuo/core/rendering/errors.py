"""The one error of rendering."""


class Unrenderable(Exception):  # noqa: N818 - the counterpart of `Unreadable`
    """A document that a format cannot hold; the message is one Chinese sentence for the user."""
