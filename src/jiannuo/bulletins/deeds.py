"""How the acts on bulletins read in the trail."""

from typing import Final

from jiannuo.bulletins.life_deeds import LIFE_DEEDS

DEEDS: Final = {
    **LIFE_DEEDS,
}
