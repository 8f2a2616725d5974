"""The one error of the readers."""


class Unreadable(Exception):  # noqa: N818 - the field's word; callers read `except Unreadable`
    """A file that cannot be read at all.

    Its message is one Chinese sentence for the person who chose the file: which file, what is
    wrong with it and where, and what to do. Anything less than "not at all" is no error but a
    warning inside the `RawDocument`.
    """
