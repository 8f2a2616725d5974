"""`jiannuo read`: documents to canonical rows, without a database."""

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from jiannuo.cli.batch.engines import Outcome, on_cluster, on_this_machine, processors
from jiannuo.cli.batch.files import Chosen, files_of
from jiannuo.cli.batch.progress import Progress
from jiannuo.cli.batch.writing import writer
from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.listing import listing
from jiannuo.cli.profile_files import profile_in
from jiannuo.cli.reading import Step, documents_in, understanding_with
from jiannuo.cli.refusal import UNREADABLE, Refusal, complain
from jiannuo.core.records import Document, to_json
from jiannuo.intake.reading.sandbox import read_document

_FORMATS: Final = ("json", "csv", "xlsx", "docx", "table")
_BINARY: Final = frozenset({"xlsx", "docx"})


@chinese_command("read")
@click.argument(
    "files", nargs=-1, required=True, metavar="文件或文件夹…", type=click.Path(path_type=Path)
)
@click.option("-f", "form", type=click.Choice(_FORMATS), default="json", help="输出格式。")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    help="输出到文件；读多份文件时除 json、table 外须是文件夹。",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="N",
    help="同时读几份；不写时与处理器个数相同。",
)
@click.option(
    "--cluster",
    metavar="地址",
    help="交给分布式集群读：调度进程的地址，或 local（在本机起一个）；需安装 jiannuo[cluster]。",
)
@click.option(
    "--profile",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="栏目对应方式文件（网页上导出，或用 profiles export 导出），按其中说的读取。",
)
def command(
    *,
    files: tuple[Path, ...],
    form: str,
    output: Path | None,
    workers: int | None,
    cluster: str | None,
    profile: Path | None,
) -> None:
    """读取文件（Word、Excel、PDF、网页、文本，或装着它们的 zip），给出规范的台账行，每个值都注明出处。

    读一份文件输出一个对象，读多份（一个 zip、一个文件夹）输出一个列表，顺序与文件相同。有文件读不了时，
    其余照常输出，退出码为 2。
    """
    step = understanding_with(profile_in(profile)) if profile else read_document
    if len(files) == 1 and not files[0].is_dir() and cluster is None:
        unread = _read_one(files[0], form, output, step)
    else:
        engine = (
            partial(on_this_machine, workers=workers or processors(), step=step)
            if cluster is None
            else partial(on_cluster, address=cluster, workers=workers or processors(), step=step)
        )
        unread = _read_many(files, form, output, engine, watched=cluster is not None)
    if unread:
        sys.exit(UNREADABLE)


def _read_one(file: Path, form: str, output: Path | None, step: Step) -> int:
    found = list(documents_in(file, step))
    documents = [one for one in found if not isinstance(one, Refusal)]
    for refusal in found:
        if isinstance(refusal, Refusal):
            complain(f"{file}：{refusal.message}")
    if documents:
        _write(documents, form, output, several=len(found) > 1)
    return len(found) - len(documents)


def _read_many(
    files: tuple[Path, ...],
    form: str,
    output: Path | None,
    engine: Callable[[list[Chosen]], Iterator[Outcome]],
    *,
    watched: bool,
) -> int:
    chosen, passed = files_of(files)
    if not chosen:
        raise Refusal("文件夹里没有能读的文件，请核对路径。")
    if passed:
        complain(f"文件夹里另有 {passed} 个文件不是文档，没有读。")
    progress = Progress(len(chosen))
    with writer(form, output) as written:
        for outcome in engine(chosen):
            progress.came(len(outcome.sentences))
            if outcome.sentences:
                progress.clear()
            for sentence in outcome.sentences:
                complain(f"{outcome.name}：{sentence}")
            for document in outcome.documents:
                written.write(document)
    progress.clear()
    if watched or any(file.is_dir() for file in files):
        progress.close()
    return progress.unread


def _write(documents: list[Document], form: str, output: Path | None, *, several: bool) -> None:
    if form == "json":
        value: Any = [to_json(document) for document in documents]
        _write_text(
            json.dumps(value if several else value[0], ensure_ascii=False, indent=1), output
        )
    elif form == "table":
        _write_text("\n\n".join(listing(document) for document in documents), output)
    else:
        _write_rendered(documents, form, output, several=several)


def _write_text(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text)
    else:
        output.write_text(text + "\n", encoding="utf-8")


def _write_rendered(
    documents: list[Document], form: str, output: Path | None, *, several: bool
) -> None:
    from jiannuo.core.rendering import render  # noqa: PLC0415 - json output needs no writer

    if output is None and (several or (form in _BINARY and sys.stdout.isatty())):
        raise Refusal(f"{form} 不能直接显示在屏幕上，请用 -o 指定输出到哪里。")
    if several and output is not None:
        output.mkdir(parents=True, exist_ok=True)
    for document in documents:
        content = render(document, form)
        if output is None:
            sys.stdout.buffer.write(content)
        elif several:
            (output / f"{Path(document.source).stem}.{form}").write_bytes(content)
        else:
            output.write_bytes(content)
