"""How the acts on bulletins read in the trail."""

from typing import Final

from jiannuo.bulletins.draft_deeds import DRAFT_DEEDS
from jiannuo.bulletins.life_deeds import LIFE_DEEDS
from jiannuo.bulletins.paper_deeds import PAPER_DEEDS

DEEDS: Final = {
    **DRAFT_DEEDS,
    **LIFE_DEEDS,
    **PAPER_DEEDS,
}
