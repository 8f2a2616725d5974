"""Reading the files that a command was given."""

from pathlib import Path

from jiannuo.cli.refusal import Refusal


def bytes_of(file: Path) -> bytes:
    """Return a file's content. Raises Refusal where it is missing, a folder, or not readable."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refusal(f"{_reason(error)}，请核对路径和权限。") from error


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "找不到这个文件"
        case IsADirectoryError():
            return "这是文件夹，不是文件"
        case PermissionError():
            return "没有读取权限"
        case _:
            return f"打不开（{error.strerror}）"
