"""`jiannuo read`: documents to canonical rows, without a database."""

import json
import sys
from pathlib import Path
from typing import Any, Final

import click

from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.listing import listing
from jiannuo.cli.reading import documents_in
from jiannuo.cli.refusal import UNREADABLE, Refusal, complain
from jiannuo.core.records import Document, to_json

_FORMATS: Final = ("json", "csv", "xlsx", "docx", "table")
_BINARY: Final = frozenset({"xlsx", "docx"})


@chinese_command("read")
@click.argument("files", nargs=-1, required=True, metavar="文件…", type=click.Path(path_type=Path))
@click.option("-f", "form", type=click.Choice(_FORMATS), default="json", help="输出格式。")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    help="输出到文件；读多份文件时除 json、table 外须是文件夹。",
)
def command(files: tuple[Path, ...], form: str, output: Path | None) -> None:
    """读取文件（Word、Excel、PDF、网页、文本，或装着它们的 zip），给出规范的台账行，每个值都注明出处。

    读一份文件输出一个对象，读多份（或一个 zip）输出一个列表。有文件读不了时，其余照常输出，退出码为 2。
    """
    documents, unread = _read_all(files)
    if documents:
        _write(documents, form, output, several=len(files) > 1 or len(documents) + unread > 1)
    if unread:
        sys.exit(UNREADABLE)


def _read_all(files: tuple[Path, ...]) -> tuple[list[Document], int]:
    documents, unread = [], 0
    for index, file in enumerate(files, start=1):
        if len(files) > 1 and sys.stderr.isatty():
            click.echo(f"正在读第{index}份，共{len(files)}份：{file.name}", err=True)
        for found in documents_in(file):
            if isinstance(found, Refusal):
                complain(f"{file}：{found.message}")
                unread += 1
            else:
                documents.append(found)
    return documents, unread


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
