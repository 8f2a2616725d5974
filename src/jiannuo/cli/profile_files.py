"""Mapping profiles as files: what an office said of its tables, as small JSON."""

import json
from pathlib import Path

from jiannuo.cli.files import bytes_of
from jiannuo.cli.refusal import Refusal
from jiannuo.core.mapping import MappingProfile, NoProfileError, profile_from_json


def profile_in(file: Path) -> MappingProfile:
    """Read a profile from a file. Raises Refusal with the sentence that says why not."""
    try:
        value = json.loads(bytes_of(file).decode("utf-8-sig"))
        return profile_from_json(value)
    except NoProfileError as error:
        raise Refusal(f"{file}：{error}") from error
    except (ValueError, RecursionError) as error:
        raise Refusal(f"{file}：这不是对应方式文件，请选择用“导出”得到的 JSON 文件。") from error
