"""How the acts on plan filings read in the trail."""

from collections.abc import Sequence
from typing import Final

from jiannuo.history.deeds import Deed, Detail, Payload


def _of_filing(words: str) -> Deed:
    """Return a deed about one organisation's plan, with its reason where one was given."""

    def say(said: Payload) -> str:
        until = f"至{said['until']}" if said.get("until") else ""
        reason = f"，理由：{said['reason']}" if said.get("reason") else ""
        return f"{words.format(said['organisation'])}{until}{reason}"

    return Deed(say)


def _submitted(said: Payload) -> str:
    again = f"第{said['version']}次" if said["version"] > 1 else ""
    entered = "，督查室代录" if said.get("by_office") else ""
    signed = f"，{said['signature']}（{said['signed_by']}）" if said.get("signed_by") else ""
    return f"{again}报送{said['organisation']}落实计划{signed}{entered}"


def _targets(said: Payload) -> Sequence[Detail]:
    return [
        Detail(
            one["period"], f"{one['before']} → {one['after']}" if one["before"] else one["after"]
        )
        for one in said["changes"]
    ]


FILING_DEEDS: Final = {
    "issue.remind": Deed(lambda said: f"提醒报送落实计划：{'、'.join(said['organisations'])}"),
    "issue.hand_out": Deed(lambda said: f"补交给{'、'.join(said['organisations'])}"),
    "filing.ask_signature": _of_filing("{}落实计划送负责人签发"),
    "filing.take_back": _of_filing("从负责人处取回{}落实计划"),
    "filing.hand_back": _of_filing("退回填报人修改{}落实计划"),
    "filing.withdraw": _of_filing("撤回{}落实计划"),
    "filing.submit": Deed(_submitted),
    "filing.return": _of_filing("退回{}落实计划"),
    "filing.approve": _of_filing("核定{}落实计划"),
    "filing.ask_extension": _of_filing("{}申请计划延期"),
    "filing.grant_extension": _of_filing("同意{}计划延期"),
    "filing.refuse_extension": _of_filing("不同意{}计划延期"),
    "target.approve": Deed(lambda said: f"核定{said['organisation']}落实计划的目标", _targets),
}
