"""`jiannuo import-directory`: organisations, sectors and users from a workbook."""

from pathlib import Path

import click

from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.files import bytes_of
from jiannuo.cli.import_command import place_named
from jiannuo.cli.installation import require_ready
from jiannuo.cli.refusal import Refusal, complain
from jiannuo.core.readers import Unreadable
from jiannuo.directory.actions.import_directory import FaultyWorkbookError, import_directory
from jiannuo.directory.actor import machine
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.importing.reading import Fault, read_rows
from jiannuo.directory.importing.steps import Step
from jiannuo.directory.importing.workbook import plan, template


@chinese_command("import-directory")
@click.argument("file", metavar="表格", type=click.Path(path_type=Path))
@click.option("--place", "name", required=True, help="地区全称，如：淄博市临淄区。")
@click.option("--template", "wanted", is_flag=True, help="不导入，而是把模板写到这个文件。")
@click.option("--dry-run", "dry", is_flag=True, help="只显示会有哪些变化，不导入。")
def command(file: Path, name: str, *, wanted: bool, dry: bool) -> None:
    """导入单位、领导分工、人员账号。有一处不对，就一处也不导入；同一份表格再导入一次，不会有变化。"""
    require_ready()
    place = place_named(name)
    if wanted:
        file.write_bytes(template(place, with_users=True))
        click.echo(f"模板已写到 {file}。")
        return
    try:
        rows, faults = read_rows(bytes_of(file), file.name)
        found = plan(machine(), place, rows)
        _refuse((*faults, *found.faults))
        for step in found.steps:
            click.echo(_sentence(step))
        if not dry:
            import_directory(machine(), place, rows, name=file.name)
    except (Unreadable, NotFittingError, FaultyWorkbookError) as error:
        raise Refusal(str(error)) from error
    done = "处变化，没有导入（--dry-run）" if dry else "处变化，已导入"
    click.echo(f"{len(found.steps)} {done}。" if found.steps else "与现有的完全相同，没有变化。")


def _refuse(faults: tuple[Fault, ...]) -> None:
    for fault in faults:
        where = f"“{fault.sheet}”第 {fault.row} 行“{fault.column}”：" if fault.sheet else ""
        complain(f"{where}{fault.sentence}")
    if faults:
        raise Refusal(f"有 {len(faults)} 处要改，没有导入。")


def _sentence(step: Step) -> str:
    changes = "；".join(
        f"{d.label} {d.before or '空白'} → {d.after or '空白'}" for d in step.differences
    )
    return f"{step.sheet}第 {step.row} 行　{'新增' if step.is_new else ''}{step.subject}　{changes}"
