"""Modules stay within 400 lines and functions within 50, so that each can be read at one sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "jiannuo"
MODULE_LINES, FUNCTION_LINES = 400, 50

EXCEPTIONS: dict[str, str] = {}
"""Path (or path:function) below src/jiannuo -> the reason why it may be longer."""


def modules() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_and_its_functions_can_be_read_at_one_sitting(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    name = str(path.relative_to(PACKAGE))
    if name not in EXCEPTIONS:
        assert len(source.splitlines()) <= MODULE_LINES
    too_long = [
        function.name
        for function in functions(ast.parse(source))
        if (function.end_lineno or 0) - function.lineno + 1 > FUNCTION_LINES
        and f"{name}:{function.name}" not in EXCEPTIONS
    ]
    assert too_long == []


def test_every_exception_is_still_needed() -> None:
    for name, reason in EXCEPTIONS.items():
        path, _, function = name.partition(":")
        source = (PACKAGE / path).read_text(encoding="utf-8")
        assert reason
        if function:
            lengths = [
                (f.end_lineno or 0) - f.lineno + 1
                for f in functions(ast.parse(source))
                if f.name == function
            ]
            assert max(lengths) > FUNCTION_LINES
        else:
            assert len(source.splitlines()) > MODULE_LINES
