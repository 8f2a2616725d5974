"""The errors of the readers."""


class Unreadable(Exception):  # noqa: N818 - the field's word; callers read `except Unreadable`
    """A file that cannot be read at all.

    Its message is one Chinese sentence for the person who chose the file: which file, what is
    wrong with it and where, and what to do. Anything less than "not at all" is no error but a
    warning inside the `RawDocument`.
    """


class Forbidden(Unreadable):
    """A file that shouldn't be kept for a second try either.

    It was made to do harm (a bomb, a trick, a program), or nobody can look whether it is marked as a
    state secret (a password, pictures where nothing recognises them).
    """
