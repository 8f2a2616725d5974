"""The ledger's grid."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from jiannuo.core.records import Column, Document, Period, PeriodKind, Table, Unit
from jiannuo.desk.ledger.columns import columns_of, naming_of
from jiannuo.directory.actor import Actor, machine
from jiannuo.ledger.actions.import_plan import ImportedRow
from jiannuo.reporting.actions.import_reports import import_reports
from tests.faces.desk.conftest import Visit
from tests.faces.desk.reading import Page
from tests.personae import MAY, County, imported, parsed

ROWS = "//table[contains(@class,'grid')]/tbody/tr[not(contains(@class,'opened'))]"


@pytest.fixture
def client(visit: Visit, officer: Actor) -> Client:
    return visit(officer)


@pytest.fixture
def grid(county: County) -> str:
    return reverse("desk:grid", args=[county.plan.pk])


def read(client: Client, address: str, **headers: str) -> Page:
    return Page(client.get(address, headers=headers).content)


def numbers(page: Page) -> list[str]:
    return page.texts(f"{ROWS}/td[1]")


def test_the_columns_are_the_offices_own(client: Client, grid: str) -> None:
    page = read(client, grid)
    assert page.texts("//thead//th") == ["序号", "年度目标任务", "完成情况", "单位自报", "机器核读"]
    assert numbers(page) == ["1", "2", "3", "4"]
    assert page.text(f"{ROWS}[1]/th") == "新增供热面积50万平方米，改造老旧管网12公里。"
    assert page.text(f"{ROWS}[1]/td[2]") == "供热管网改造完成5.2公里，G518沿线管网已通水。"
    assert page.text(f"{ROWS}[3]/td[3]") == "未完成"


def test_an_address_to_pass_on_says_only_what_was_chosen(client: Client, grid: str) -> None:
    sent = "?period=month-5&category=&role=&text=+&sort=&status=met&doubtful="
    said = f"{grid}?status=met&period=month-5"
    plain = client.get(grid + sent)
    assert (plain.status_code, plain["Location"]) == (302, said)
    part = client.get(grid + sent, headers={"HX-Request": "true"})
    assert part["HX-Push-Url"] == said
    assert numbers(Page(part.content)) == ["1"]
    assert "HX-Push-Url" not in client.get(said, headers={"HX-Request": "true"})
    assert client.get(f"{grid}?text=&status=")["Location"] == grid


def test_tallies_count_and_filter(client: Client, grid: str) -> None:
    page = read(client, grid)
    assert page.texts("//div[@id='tallies']/a") == [
        "4全部", "1完成", "1部分完成", "1未完成", "1牵头未注明",
    ]  # fmt: skip
    narrowed = read(client, grid + page.href("1部分完成"))
    assert numbers(narrowed) == ["2"]
    assert narrowed.texts("//div[@id='tallies']/a[@aria-current]") == ["1部分完成"]
    leadless = read(client, grid + page.href("1牵头未注明"))
    assert numbers(leadless) == ["4"]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("category=城市更新", ["1", "2"]),
        ("leader={leader}", ["1", "3"]),
        ("organisation={finance}", ["2", "3"]),
        ("organisation={finance}&role=supporting", ["2"]),
        ("role=lead", ["2"]),
        ("status=missed", ["3"]),
        ("text=供热", ["1"]),
        ("text=清表 土地", ["2"]),
        ("text=没有这个词", []),
        ("sort=-number", ["4", "3", "2", "1"]),
        ("sort=status", ["3", "2", "1", "4"]),
    ],
)
def test_the_address_narrows_and_sorts(
    client: Client, grid: str, county: County, query: str, left: list[str]
) -> None:
    ids = {"leader": county.leader.pk, "finance": county.finance.pk}
    assert numbers(read(client, f"{grid}?{query.format(**ids)}")) == left


def test_an_empty_result_says_what_to_do(client: Client, grid: str) -> None:
    page = read(client, f"{grid}?text=没有这个词")
    assert "没有符合条件的任务" in page.text("//div[@class='empty']/h2")
    assert page.href("清除筛选") == grid


def test_htmx_gets_the_tallies_and_the_table_only(client: Client, grid: str) -> None:
    answer = client.get(f"{grid}?status=met", headers={"HX-Request": "true"})
    assert answer.content.decode().count("<html") == 0
    assert "HX-Request" in answer["Vary"]
    page = Page(answer.content)
    assert numbers(page) == ["1"]
    assert page.all("//div[@id='tallies']")[0].get("hx-swap-oob") == "true"
    hidden = {
        field.get("name"): field.get("value") for field in page.all("//input[@type='hidden']")
    }
    assert hidden["status"] == "met"


def test_heads_sort_and_say_how(client: Client, grid: str) -> None:
    page = read(client, f"{grid}?sort=status")
    sorted_by = page.all("//thead//th[@aria-sort]")
    assert [(head.text_content(), head.get("aria-sort")) for head in sorted_by] == [
        ("单位自报", "ascending")
    ]
    turned = read(client, grid + page.href("单位自报"))
    assert numbers(turned) == ["4", "1", "2", "3"]


def test_a_row_opened_in_the_address_shows_everything(
    client: Client, grid: str, county: County
) -> None:
    page = read(client, f"{grid}?open={county.tasks[1].pk}")
    opened = page.text("//tr[contains(@class,'opened')]")
    for said in (
        "出让土地400亩。",
        "部分地块附着物尚未清表。",
        "6月底前完成清表。",
        "区住建局（牵头）",
        "孙立",
    ):
        assert said in opened
    assert page.all("//tr[@class='on']//a[@aria-expanded='true']")


def test_the_opened_row_alone_is_what_the_script_asks_for(client: Client, county: County) -> None:
    address = reverse("desk:row", args=[county.tasks[0].pk])
    page = Page(b"<table>" + client.get(f"{address}?span=4").content + b"</table>")
    assert page.all("//td[@colspan='4']")
    assert "单位自报" in page.text("//tr")


def test_pages_of_a_long_ledger(client: Client, grid: str, county: County) -> None:
    rows = MAY.tables[0].rows
    long = replace(
        MAY,
        source="long.txt",
        tables=(
            replace(
                MAY.tables[0],
                rows=tuple(replace(rows[at % 4], number=str(at + 1)) for at in range(350)),
            ),
        ),
    )
    plan = imported(county.place, long)[0].task.plan
    first = read(client, reverse("desk:grid", args=[plan.pk]))
    assert len(numbers(first)) == 150
    assert "共 350 项，这一页是第 1—150 项" in first.text("//div[@class='pages']/span[1]")
    last = read(client, f"{reverse('desk:grid', args=[plan.pk])}?page=3")
    assert numbers(last)[0] == "301"
    assert len(numbers(last)) == 50
    beyond = read(client, f"{reverse('desk:grid', args=[plan.pk])}?page=99")
    assert numbers(beyond)[0] == "301"


def test_two_columns_of_organisations_are_told_apart_by_their_headers(
    client: Client, county: County
) -> None:
    header = ("序号", "项目内容", "牵头单位", "具体责任单位")
    fields = ("number", "task", "units", "units")
    row = replace(
        MAY.tables[0].rows[0],
        annual_target=None,
        task="体育公园",
        units=(
            Unit(name="区住建局", lead=True, role="牵头"),
            Unit(name="区教体局", lead=False, role="责任"),
        ),
    )
    columns = tuple(Column(header=h, field=f) for h, f in zip(header, fields, strict=True))
    document = Document(
        source="two.txt", title="两列单位", year=2023, tables=(Table(columns=columns, rows=(row,)),)
    )
    plan = imported(county.place, document)[0].task.plan
    page = read(client, reverse("desk:grid", args=[plan.pk]))
    assert page.texts(f"{ROWS}/*")[:4] == ["1", "体育公园", "区住建局", "区教体局"]


def test_a_month_plan_in_prose_stands_in_its_column() -> None:
    columns = columns_of(
        [{"columns": [
            {"header": "月度计划", "field": "month_plan", "also": ["period_plan_text"]},
            {"header": "任务（全年）/目标", "field": "annual_target", "also": ["quarter_targets"]},
            {"header": "附记", "field": None},
        ]}]
    )  # fmt: skip
    assert [(one.field, one.label, one.spare) for one in columns] == [
        ("month_plan", "月度计划", "period_plan_text"),
        ("annual_target", "目标", ""),
        ("quarter_targets", "季度目标", ""),
    ]
    assert naming_of(columns).field == "annual_target"


@pytest.mark.parametrize("kind", ["xlsx", "docx", "csv", "json"])
def test_what_is_shown_can_be_taken_away(client: Client, grid: str, kind: str) -> None:
    page = read(client, f"{grid}?category=城市更新")
    href = next(
        str(link.get("href"))
        for link in page.all("//a[@download]")
        if f".{kind}" in link.get("href")
    )
    answer = client.get(href)
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    if kind in {"csv", "json"}:
        text = answer.content.decode("utf-8-sig")
        assert "新增供热面积50万平方米" in text
        assert "一般公共预算收入" not in text


def test_there_is_no_export_in_another_format(client: Client, county: County) -> None:
    assert client.get(f"/ledgers/{county.plan.pk}/export.html").status_code == 404


def test_each_reported_period_can_be_looked_at(client: Client, grid: str, county: County) -> None:
    rows = tuple(
        replace(row, status="完成", progress="六月做完了。") for row in MAY.tables[0].rows[:2]
    )
    june = replace(
        MAY,
        source="june.txt",
        period=Period(PeriodKind.MONTH, 6),
        tables=(replace(MAY.tables[0], rows=rows),),
    )
    sources = parsed(county.place, june).rows.order_by("position")
    import_reports(
        machine(),
        document=june,
        rows=[ImportedRow(*one) for one in zip(county.tasks, rows, sources, strict=False)],
        place=county.place,
    )
    newest = read(client, grid)
    assert newest.texts("//select[@name='period']/option[@selected]") == ["6月"]
    assert newest.text(f"{ROWS}[1]/td[2]") == "六月做完了。"
    may = read(client, f"{grid}?period=month-5")
    assert may.texts("//select[@name='period']/option[@selected]") == ["5月"]
    assert may.text(f"{ROWS}[1]/td[2]") == "供热管网改造完成5.2公里，G518沿线管网已通水。"


def test_filters_that_leave_nothing_say_how_much_there_is(client: Client, county: County) -> None:
    page = Page(client.get(reverse("desk:grid", args=[county.plan.pk]) + "?text=没有的词").content)
    assert "全部 4 项都还在" in page.text("//div[@class='empty']")


def test_two_columns_under_one_header_are_told_apart() -> None:
    columns = columns_of(
        [
            {
                "columns": [
                    {"header": "项目内容", "field": "task"},
                    {"header": "项目内容", "field": "subproject"},
                ]
            }
        ]
    )
    assert [column.label for column in columns] == ["项目内容", "子项目"]
