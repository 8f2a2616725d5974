"""How the acts on layouts read in the trail."""

from typing import Final

from jiannuo.history.deeds import Deed, Detail

PAPER_DEEDS: Final = {
    "layout.save": Deed(
        "保存版式", lambda said: [Detail("各栏", "、".join(said.get("columns", [])))]
    ),
    "layout.retire": Deed("停用版式"),
    "layout.restore": Deed("恢复版式"),
}
