"""Why a filled form was not taken."""


class FormRefusedError(Exception):
    """The file was not taken as a form; the sentence says why and what to do."""
