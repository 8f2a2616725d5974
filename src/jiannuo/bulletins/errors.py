"""What the acts on bulletins refuse: one error to catch, each refusal with its sentence."""


class BulletinRefusedError(Exception):
    """What was asked for cannot be done as the bulletin stands; the message says why and what to do."""
