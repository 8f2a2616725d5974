"""How long a filter or a sort takes in the browser, from the key press to the painted rows.

Run `python benchmarks/grid.py [--rows 1000]`. It imports the sample bulletin, multiplied to so many
rows, into a database of its own (SQLite in a temporary folder), serves it with the product's server,
and drives the machine's Chromium. A time ends with the frame in which the new rows are painted;
typing includes the 200 ms in which the grid waits for the next key, so it is printed without them.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import django

os.environ["JIANNUO_SECRET_KEY"] = "only-for-this-run-" + "0" * 40
os.environ["JIANNUO_HOME"] = tempfile.mkdtemp(prefix="jiannuo-benchmark-")
os.environ["DJANGO_SETTINGS_MODULE"] = "jiannuo.config.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver runs an event loop
os.environ.pop("DATABASE_URL", None)
django.setup()

from django.core.management import call_command  # noqa: E402  Django's apps are loaded above
from playwright.sync_api import Page, sync_playwright  # noqa: E402

import jiannuo  # noqa: E402
from jiannuo.core.readers import read_raw  # noqa: E402
from jiannuo.directory.actions.create_place import create_place  # noqa: E402
from jiannuo.directory.actions.create_user import create_user  # noqa: E402
from jiannuo.directory.actions.grant_role import grant_role  # noqa: E402
from jiannuo.directory.actor import machine  # noqa: E402
from jiannuo.directory.models import PlaceLevel, Role  # noqa: E402
from jiannuo.documents.actions.keep_file import keep_file  # noqa: E402
from jiannuo.documents.actions.store_parse import store_parse  # noqa: E402
from jiannuo.reporting.actions.import_reports import import_document  # noqa: E402

BULLETIN = next((Path(jiannuo.__file__).parent / "samples").glob("004*.txt"))
PASSWORD = "Qiu-tian-8848"  # noqa: S105  of a database that lives for this run
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
RUNS, PATIENCE = 9, 200

# Resolves in the second frame after the swap: then the first one with the new rows was painted.
PAINTED = """trigger => new Promise(done => {
  const begun = performance.now();
  document.addEventListener('htmx:afterSwap', () => requestAnimationFrame(() =>
    requestAnimationFrame(() => done(performance.now() - begun))), {once: true});
  act(trigger);
  function act([kind, selector, value]) {
    const element = document.querySelector(selector);
    if (kind === 'click') { element.click(); return; }
    element.value = value;
    element.dispatchEvent(new Event(kind, {bubbles: true}));
  }
})"""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=1000)
    rows = options.parse_args().rows
    plan = prepare(rows)
    port = free_port()
    server = subprocess.Popen(  # noqa: S603  our own server, on this machine
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-log"),
            *("--port", str(port), "jiannuo.config.wsgi:application"),
        ]
    )
    try:
        wait_for(port)
        measure(f"http://127.0.0.1:{port}", plan, rows)
    finally:
        server.terminate()
        server.wait(10)


def prepare(rows: int) -> int:
    """Import the multiplied bulletin; return its plan."""
    call_command("migrate", verbosity=0, interactive=False)
    document = jiannuo.read(BULLETIN)
    table = document.tables[0]
    many = tuple(
        replace(table.rows[at % len(table.rows)], number=str(at + 1)) for at in range(rows)
    )
    document = replace(document, tables=(replace(table, rows=many),))
    place = create_place(machine(), name="第一县", level=PlaceLevel.COUNTY)
    content = BULLETIN.read_bytes()
    file, _ = keep_file(machine(), place, name=BULLETIN.name, content=content)
    raw = read_raw(content, BULLETIN.name)
    parse = store_parse(machine(), file, raw=raw, document=document)
    imported = import_document(machine(), document=document, parse=parse, place=place)
    user = create_user(
        machine(), username="officer", name="督查员", password=PASSWORD, must_change_password=False
    )
    grant_role(machine(), user, Role.OFFICER, place=place)
    return imported[0].task.plan_id


def measure(base: str, plan: int, rows: int) -> None:
    """Drive the grid and print the medians."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.goto(f"{base}/login/")
        page.fill("#username", "officer")
        page.fill("#password", PASSWORD)
        page.click("button.main")
        page.goto(f"{base}/ledgers/{plan}/")
        leader, organisation = (
            page.locator(f"select[name={name}] option").nth(1).get_attribute("value")
            for name in ("leader", "organisation")
        )
        shown = page.locator(".grid > tbody > tr").count()
        print(f"{rows} 行，每页 {shown} 行；从操作到画出结果（毫秒，{RUNS} 次的中位数与最慢）")
        for name, trigger, waited in (
            ("按状态筛选（未完成）", ["click", "#tally-missed", ""], 0),
            ("按状态筛选（全部）", ["click", "#tally-all", ""], 0),
            ("按领导筛选", ["change", "select[name=leader]", leader], 0),
            ("按单位筛选", ["change", "select[name=organisation]", organisation], 0),
            ("按文字筛选（供热）", ["input", "#text", "供热"], PATIENCE),
            ("按序号倒排", ["click", "th.f1 a", ""], 0),
            ("按单位排序", ["click", "th:has-text('责任单位') a", ""], 0),
        ):
            times = [once(page, f"{base}/ledgers/{plan}/", trigger) - waited for _ in range(RUNS)]
            print(f"{name:<16}{statistics.median(times):>8.0f}{max(times):>8.0f}")
        browser.close()


def once(page: Page, address: str, trigger: list[str | None]) -> float:
    """Open the grid afresh and time one act in it."""
    page.goto(address)
    if ":has-text" in str(trigger[1]):
        link = page.locator(str(trigger[1]))
        link.evaluate("link => link.id = 'here'")
        trigger = [trigger[0], "#here", trigger[2]]
    return float(page.evaluate(PAINTED, trigger))


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("服务器没有启动。")


if __name__ == "__main__":
    main()
