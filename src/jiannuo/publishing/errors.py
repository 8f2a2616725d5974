"""What releases refuse: each refusal with its sentence."""


class ReleaseRefusedError(Exception):
    """What was asked for cannot be done as the release stands; the message says why and what to do."""
