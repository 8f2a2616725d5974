"""What was released, as one file and as a folder: whole, readable alone, without a broken link."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from django.apps import apps

from jiannuo.publishing.exporting import write_sqlite
from jiannuo.publishing.findable import make_all_findable
from jiannuo.publishing.static_site import write_site
from tests.public_ledger import publish_sample

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 6, 12, 2, 0, tzinfo=UTC)

ALONE = """
import os, sys
os.environ["JIANNUO_PUBLIC_FILE"] = sys.argv[1]
from jiannuo.config.public_wsgi import application
from django.test import Client
client = Client(SERVER_NAME="localhost")
for address in sys.argv[2:]:
    answer = client.get(address)
    text = b"".join(answer) if answer.streaming else answer.content
    print(answer.status_code, len(answer.cookies), b"qinghe-2023-report-1" in text)
from django.db import connection, OperationalError
try:
    connection.cursor().execute("DELETE FROM publishing_publictask")
except OperationalError as error:
    print(error)
"""


def test_the_file_holds_the_public_tables_and_no_other(tmp_path: Path) -> None:
    publish_sample()
    target = tmp_path / "release.sqlite"
    assert write_sqlite(target, now=NOW) == 6
    assert [path.name for path in tmp_path.iterdir()] == ["release.sqlite"]
    with sqlite3.connect(target) as connection:
        tables = {
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("publishing_words", "sqlite_"))
        }
        readme = dict(connection.execute("SELECT item, text FROM readme"))
    public = {
        model._meta.db_table
        for model in apps.get_app_config("publishing").get_models()
        if model.__name__.startswith("Public") and model.__name__ != "PublicFace"
    }
    assert tables == public | {"readme", "data_dictionary"}
    assert readme["截至：清河市清河区2023年政府工作报告任务"] == "2023年5月"
    assert readme["导出时间"] == "2023-06-12T10:00:00+08:00"


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    publish_sample()
    target = tmp_path / "release.sqlite"
    target.mkdir()
    with pytest.raises(OSError, match=r"release\.sqlite"):
        write_sqlite(target, now=NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["release.sqlite"]


def test_the_file_is_served_alone_and_never_written(tmp_path: Path) -> None:
    publish_sample()
    target = tmp_path / "release.sqlite"
    write_sqlite(target, now=NOW)
    before = target.read_bytes()
    addresses = (
        "/public/",
        "/public/tasks/qinghe-2023-report-1/",
        "/public/search/?q=管网",
        "/api/v1/tasks",
        "/login/",
        "/ledgers/",
    )
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(target), *addresses],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "", "JIANNUO_HOME": str(tmp_path / "nowhere")},
    )
    assert done.returncode == 0, done.stderr
    told = done.stdout.splitlines()
    assert [line.split()[:2] for line in told[:-1]] == [
        *[["200", "0"]] * 4,
        *[["404", "0"]] * 2,
    ], told
    assert told[1].endswith("True")
    assert told[2].endswith("True")
    assert "readonly" in told[-1]
    assert target.read_bytes() == before


class Links(HTMLParser):
    """Collects a page's links and the names that links may lead to within it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.links += [value for name in ("href", "src") if (value := told.get(name))]
        self.names.add(told.get("id") or "")


def broken_links(folder: Path) -> Iterator[str]:
    pages = {}
    for path in folder.rglob("*.html"):
        pages[path.resolve()] = Links()
        pages[path.resolve()].feed(path.read_text(encoding="utf-8"))
    for path, page in pages.items():
        for link in page.links:
            bare, fragment = urldefrag(link)
            if bare.startswith(("https:", "http:", "mailto:", "tel:", "data:")):
                continue
            target = (path.parent / unquote(bare)).resolve() if bare else path
            if (
                not target.is_file()
                or folder.resolve() not in target.parents
                or (fragment and target in pages and fragment not in pages[target].names)
            ):
                yield f"{path.name}: {link}"


def test_the_folder_has_every_page_and_no_broken_link(tmp_path: Path) -> None:
    shown = publish_sample()
    make_all_findable()
    folder = tmp_path / "site"
    count = write_site(folder)
    assert count == sum(path.is_file() for path in folder.rglob("*"))
    assert list(broken_links(folder)) == []
    task = folder / "tasks" / shown.heating.permanent / "index.html"
    assert "供热管网改造完成5.2公里" in task.read_text(encoding="utf-8")
    for page in folder.rglob("*.html"):
        assert "<form" not in page.read_text(encoding="utf-8"), page
    with pytest.raises(OSError, match="不是空的"):
        write_site(folder)


def test_what_only_a_server_can_do_leads_to_one(tmp_path: Path) -> None:
    publish_sample()
    make_all_findable()
    folder = tmp_path / "site"
    write_site(folder, live="https://live.example.gov.cn/")
    assert list(broken_links(folder)) == []
    home = (folder / "index.html").read_text(encoding="utf-8")
    assert "https://live.example.gov.cn" in home
