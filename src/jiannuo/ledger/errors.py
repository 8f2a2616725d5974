"""What the ledger's acts of decision refuse: one error to catch, each refusal with its sentence."""


class NotPossibleError(Exception):
    """What was asked for cannot be done as things stand; the message says why and what to do."""
