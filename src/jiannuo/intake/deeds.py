"""How the acts of the import read in the trail."""

from typing import Final

from jiannuo.history.deeds import Deed

DEEDS: Final = {
    "upload.arrive": Deed("交来文件，等候检查"),
    "upload.receive": Deed("收到文件"),
    "upload.refuse": Deed("没有接收文件"),
    "upload.unpack": Deed("拆开压缩包"),
    "upload.read": Deed("读出文件内容"),
    "upload.read_again": Deed("重新读取文件"),
    "upload.resume": Deed("恢复中断的读取"),
    "upload.fail": Deed("文件没有读成"),
    "upload.refuse_marked": Deed("拒收带密级标志的文件"),
    "upload.correct": Deed("核对时更正"),
    "upload.undo": Deed("撤回更正"),
    "upload.confirm": Deed("确认导入"),
    "upload.discard": Deed("放弃导入"),
    "upload.join": Deed("并入已有计划"),
    "upload.remap": Deed("指定栏目对应"),
    "upload.undo_remap": Deed("撤销栏目对应"),
    "mapping.remember": Deed("记住对应方式"),
    "mapping.forget": Deed("停用对应方式"),
    "batch.begin": Deed(lambda said: f"开始成批导入 {said.get('files', '')} 份文件"),
    "batch.add": Deed(lambda said: f"成批导入：收到第 {said.get('order', '')} 份文件"),
    "decomposition.begin": Deed("开始分解立项"),
    "decomposition.arrange": Deed(lambda said: f"分解立项：{said.get('words', '')}"),
    "decomposition.undo": Deed(lambda said: f"撤销分解立项的一步：{said.get('words', '')}"),
    "decomposition.adopt": Deed("把分解出的任务立项"),
    "form.receive": Deed(lambda said: f"收到报表“{said['name']}”，{said['rows']}行"),
    "form.attribute": Deed(lambda said: f"认定“{said['name']}”是{said['organisation']}的报表"),
    "form.take_over": Deed(lambda said: f"采用报表“{said['name']}”的{said['lines']}项"),
    "form.discard": Deed(lambda said: f"放弃报表“{said['name']}”"),
}
