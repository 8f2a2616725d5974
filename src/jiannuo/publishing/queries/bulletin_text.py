"""An issued bulletin as the public reads it, and what of it speaks of promises that are withheld.

The frozen value is ``{title, blocks[{level, lead, text, tasks}], attachments[{title, columns, rows,
spans, tasks}]}``: as `published.PublicBulletin` has it, with the ids of the tasks that a paragraph or a
table's row is about, which are left out when it is published.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from jiannuo.bulletins.content import AttachedTable, Content
from jiannuo.bulletins.models import Bulletin
from jiannuo.core.records import Table
from jiannuo.core.rendering.contacts import without_contacts
from jiannuo.core.rendering.grid import Grid, GridCell, lay_out
from jiannuo.publishing.texts import repeated, texts

WITHHELD: Final = "withheld"
"""The rule's code for words that would tell a withheld promise; `MAYBE_WITHHELD` asks."""
MAYBE_WITHHELD: Final = "maybe-withheld"
_TELLING: Final = 8
"""From so many characters on, a text that a withheld promise also says gives it away."""


def bulletin_content(bulletin: Bulletin) -> dict[str, Any]:
    """Return a bulletin's words and tables as they would be published, nothing struck out yet."""
    content = Content.from_json(bulletin.content)
    return {
        "title": content.title,
        "blocks": [
            {
                "level": block.level.value,
                "lead": block.text[: block.lead],
                "text": block.text[block.lead :],
                "tasks": list(block.tasks),
            }
            for block in content.blocks
        ],
        "attachments": [one for attached in content.attachments for one in _attachments(attached)],
    }


def _attachments(attached: AttachedTable) -> Iterator[dict[str, Any]]:
    document = without_contacts(attached.canonical())
    for at, table in enumerate(document.tables):
        tasks = attached.tasks[at] if at < len(attached.tasks) else ()
        title = attached.title if at == 0 else table.caption or attached.title
        yield {"title": title, **_laid_out(lay_out(table), table, tasks)}


def _laid_out(grid: Grid, table: Table, tasks: tuple[int, ...]) -> dict[str, Any]:
    height = grid.height - grid.header_rows
    rows = [[""] * grid.width for _ in range(height)]
    spans, sections = [], set()
    columns: list[list[str]] = [[] for _ in range(grid.width)]
    for cell in grid.cells:
        if cell.row < grid.header_rows:
            _name(columns, cell)
            continue
        row = cell.row - grid.header_rows
        rows[row][cell.column] = cell.text
        if cell.column_span == grid.width > 1:
            sections.add(row)
        if cell.row_span > 1 or cell.column_span > 1:
            spans.append(
                {
                    "row": row,
                    "column": cell.column,
                    "rows": cell.row_span,
                    "columns": cell.column_span,
                }
            )
    own = iter(tasks[: len(table.rows)])
    return {
        "columns": [" · ".join(dict.fromkeys(names)) for names in columns],
        "rows": rows,
        "spans": spans,
        "tasks": [None if row in sections else next(own, None) for row in range(height)],
    }


def _name(columns: list[list[str]], cell: GridCell) -> None:
    for column in range(cell.column, cell.column + cell.column_span):
        if cell.text:
            columns[column].append(cell.text)


def telling(
    content: Mapping[str, Any], withheld: Mapping[int, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return what must be struck out of a bulletin because it tells withheld promises.

    `withheld` are those promises' contents by task. Their rows in tables and paragraphs about nothing
    else go whole, and so does every long text of theirs wherever it is quoted; a paragraph about
    others as well is a question to a person.
    """
    if not content or not withheld:
        return []
    found = [*_of_blocks(content, withheld), *_of_tables(content, withheld)]
    every = list(texts({key: content[key] for key in ("title", "blocks", "attachments")}))
    said = {
        text.strip()
        for one in withheld.values()
        for path, text in texts(one)
        if len(text.strip()) >= _TELLING and path not in {"category", "sector", "deadline"}
    }
    for words in sorted(said):
        found += repeated(every, words, WITHHELD, found)
    return found


def _of_blocks(content: Mapping[str, Any], withheld: Collection[int]) -> Iterator[dict[str, Any]]:
    for at, block in enumerate(content["blocks"]):
        named = set(block["tasks"])
        if named & set(withheld):
            rule = WITHHELD if named <= set(withheld) else MAYBE_WITHHELD
            for part in ("lead", "text"):
                yield from _whole(f"blocks.{at}.{part}", block[part], rule)


def _of_tables(content: Mapping[str, Any], withheld: Collection[int]) -> Iterator[dict[str, Any]]:
    for at, table in enumerate(content["attachments"]):
        tall = {(span["row"], span["column"]): span["rows"] for span in table["spans"]}
        for row, cells in enumerate(table["rows"]):
            for column, text in enumerate(cells):
                covered = table["tasks"][row : row + tall.get((row, column), 1)]
                if all(task in withheld for task in covered):
                    yield from _whole(f"attachments.{at}.rows.{row}.{column}", text, WITHHELD)


def _whole(path: str, text: str, rule: str) -> Iterator[dict[str, Any]]:
    if text:
        yield {
            "field": path,
            "start": 0,
            "end": len(text),
            "words": text,
            "rule": rule,
            "kept": None if rule == MAYBE_WITHHELD else True,
        }


def published_blocks(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the paragraphs as the public tables hold them."""
    return [{key: block[key] for key in ("level", "lead", "text")} for block in content["blocks"]]


def published_attachments(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the tables as the public tables hold them."""
    return [
        {key: table[key] for key in ("title", "columns", "rows", "spans")}
        for table in content["attachments"]
    ]
