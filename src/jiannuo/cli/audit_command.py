"""`jiannuo audit`: recompute what documents say, and show what a person should look at."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Final

import click

from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.reading import documents_in
from jiannuo.cli.refusal import UNREADABLE, Refusal, complain
from jiannuo.core.audit import BY_CODE, Audit, Finding, Outcome, Severity, Verdict, audit
from jiannuo.core.rendering.listing import Sheet, write_listing

_FORMATS: Final = ("table", "json", "xlsx")


@chinese_command("audit")
@click.argument("files", nargs=-1, required=True, metavar="文件…", type=click.Path(path_type=Path))
@click.option("-f", "form", type=click.Choice(_FORMATS), default="table", help="输出格式。")
@click.option("-o", "output", type=click.Path(path_type=Path), help="输出到文件。")
def command(files: tuple[Path, ...], form: str, output: Path | None) -> None:
    """核验文件里的数：重算比例、合计、增减，拿完成情况对照目标，列出矛盾和待问。

    只标出、讲清，不下结论。没有矛盾时退出码为 0，有矛盾为 1，有文件读不了为 2。
    """
    audits, unread = [], 0
    for file in files:
        for found in documents_in(file):
            if isinstance(found, Refusal):
                complain(f"{file}：{found.message}")
                unread += 1
            else:
                audits.append(audit(found))
    if audits:
        _write(audits, form, output, several=len(files) > 1 or len(audits) + unread > 1)
    if unread:
        sys.exit(UNREADABLE)
    sys.exit(1 if any(one.of(Severity.CONTRADICTION) for one in audits) else 0)


def _write(audits: list[Audit], form: str, output: Path | None, *, several: bool) -> None:
    if form == "xlsx":
        if output is None:
            raise Refusal("xlsx 不能直接显示在屏幕上，请用 -o 指定输出到哪个文件。")
        output.write_bytes(write_listing(_sheets(audits)))
        return
    if form == "json":
        written = [one.to_json() for one in audits]
        text = json.dumps(written if several else written[0], ensure_ascii=False, indent=1)
    else:
        text = "\n\n".join(_report(one) for one in audits)
    if output is None:
        click.echo(text)
    else:
        output.write_text(text + "\n", encoding="utf-8")


def _report(one: Audit) -> str:
    """Write an audit for a person at a terminal."""
    lines = [f"{one.source}：核验了 {one.checked} 处说法，{_tally(one)}。"]
    for severity in Severity:
        for finding in one.of(severity):
            quoted = "；".join(f"“{piece.text}”" for piece in finding.evidence)
            lines.append(
                f"[{severity.chinese}] {_rows(finding)} {_title(finding)}：{finding.message}"
            )
            lines.append(f"       原文：{quoted}")
    if one.verdicts:
        counted = Counter(verdict.outcome for verdict in one.verdicts)
        said = "，".join(f"{outcome.chinese} {counted[outcome]} 项" for outcome in Outcome)
        lines.append(f"按数字对照本期目标：{said}。")
    return "\n".join(lines)


def _tally(one: Audit) -> str:
    found = [(len(one.of(severity)), severity.chinese) for severity in Severity]
    return "，".join(f"{number} 处{word}" for number, word in found if number) or "未见疑点"


def _rows(finding: Finding) -> str:
    return "、".join(
        f"第{row.number}项" if row.number else f"第{row.index}行" for row in finding.rows
    )


def _title(finding: Finding) -> str:
    return BY_CODE[finding.rule].title


def _sheets(audits: list[Audit]) -> list[Sheet]:
    return [
        Sheet(
            name="发现",
            columns=(
                ("文件", 18),
                ("程度", 8),
                ("规则", 18),
                ("任务", 10),
                ("说明", 60),
                ("原文", 60),
                ("算式", 24),
            ),
            rows=[
                (
                    one.source,
                    finding.severity.chinese,
                    _title(finding),
                    _rows(finding),
                    finding.message,
                    "\n".join(piece.text for piece in finding.evidence),
                    finding.formula,
                )
                for one in audits
                for severity in Severity
                for finding in one.of(severity)
            ],
        ),
        Sheet(
            name="对照目标",
            columns=(("文件", 18), ("任务", 10), ("自报", 12), ("按数字", 12), ("目标与完成", 90)),
            rows=[
                (
                    one.source,
                    verdict.row.number or str(verdict.row.index),
                    verdict.claimed,
                    verdict.outcome.chinese,
                    _pairs(verdict),
                )
                for one in audits
                for verdict in one.verdicts
            ],
        ),
    ]


def _pairs(verdict: Verdict) -> str:
    return "\n".join(
        f"目标 {pair.target.text}，完成 {'、'.join(piece.text for piece in pair.achieved)}："
        f"{'达到' if pair.met else '未达到'}"
        for pair in verdict.pairs
    )
