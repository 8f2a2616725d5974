"""How spreadsheets write numbers: the codes that say it (`codes`), and numbers written by them."""

from jiannuo.core.readers.number_formats.codes import BUILT_IN
from jiannuo.core.readers.number_formats.shown import shown_number, shown_text

__all__ = ["BUILT_IN", "shown_number", "shown_text"]
