"""How the acts on stored files read in the trail."""

from typing import Final

from jiannuo.history.deeds import Deed

DEEDS: Final = {
    "file.keep": Deed("保存来源文件"),
    "file.purge": Deed(lambda said: f"清除涉密文件：{said.get('reason', '')}"),
    "parse.store": Deed("保存识别结果"),
}
