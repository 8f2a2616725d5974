"""How the acts on stored files read in the trail."""

from typing import Final

from jiannuo.history.deeds import Deed

DEEDS: Final = {
    "file.keep": Deed("保存来源文件"),
    "file.purge": Deed(lambda said: f"清除涉密文件：{said.get('reason', '')}"),
    "parse.store": Deed("保存识别结果"),
    "template.add": Deed(lambda said: f"启用{said.get('use', '')}模板：{said.get('file', '')}"),
    "template.retire": Deed("停用模板"),
    "template.restore": Deed("恢复模板"),
}
