"""How the acts of publishing read in the trail."""

from typing import Final

from jiannuo.bulletins.models import Ground
from jiannuo.history.deeds import Deed, Payload, grounds


def _drafted(said: Payload) -> str:
    bulletin = f"，附通报《{said['bulletin']}》" if said.get("bulletin") else ""
    return f"拟发布{said['period']}进展，共{said['rows']}项{bulletin}"


def _decided(said: Payload) -> str:
    code = said.get("ground", "")
    article = (
        f"，依据条例{str(Ground(code).label).partition('：')[0]}" if code in Ground.values else ""
    )
    return f"{said['rows']}项任务定为“{said['after']}”{article}{grounds(said)}"


def _places(said: Payload) -> str:
    return f"{said['places']}处" if said.get("places") else "1处"


def _published(said: Payload) -> str:
    correction = f"，更正：{said['correction']}" if said.get("correction") else ""
    return f"批准并发布（第{said['number']}次）{correction}"


DEEDS: Final = {
    "release.draft": Deed(_drafted),
    "release.decide_rows": Deed(_decided),
    "release.strike_out": Deed(lambda said: f"人工隐去文字{_places(said)}"),
    "release.keep_redaction": Deed(lambda said: f"确认隐去（{said['rule']}）{_places(said)}"),
    "release.undo_redaction": Deed(
        lambda said: f"保留文字，不予隐去（{said['rule']}）{_places(said)}"
    ),
    "release.send_to_review": Deed("送保密审查"),
    "release.clear": Deed("公开审查通过"),
    "release.send_back": Deed(lambda said: f"退回修改{grounds(said)}"),
    "release.cancel": Deed("作废这次发布"),
    "release.publish": Deed(_published),
    "release.withdraw_task": Deed(lambda said: f"撤下已公开的任务{grounds(said)}"),
    "release.mark_withdrawn": Deed(lambda said: f"在网站上标明通报已撤回{grounds(said)}"),
    "release.erase": Deed("清除这次发布中的涉密内容"),
    "release.withhold_task": Deed("来源文件认定涉密，公开网站改为依法不予公开"),
    "release.withhold_bulletin": Deed("来源文件认定涉密，从已公开的通报中撤下有关内容"),
    "face.describe": Deed(
        lambda said: (
            f"设置公开网站信息（网址 {said['slug']}，公开机构：{said['office'] or '未填'}）"
        )
    ),
}
