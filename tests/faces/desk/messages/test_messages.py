"""Messages on the site: everybody's own list, addresses, and what the administrator decides."""

from typing import Any

import pytest
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.directory.recipients import user_address
from jiannuo.history.actions.record import Author
from jiannuo.outbox.actions.post import Draft, post
from jiannuo.outbox.actions.set_address import add_address
from jiannuo.outbox.models import Address, Channel, Delivery, Message
from tests.faces.desk.conftest import Visit
from tests.faces.desk.matrix import EVERYBODY, OFFICE, Everybody, names_of, who_gets, who_may
from tests.faces.desk.reading import Page
from tests.personae import County

ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx"
PAGES = {
    "inbox": ("/messages/", EVERYBODY, ()),
    "robots": ("/messages/of/{place}/robots/", OFFICE, ()),
    "deliveries": ("/administration/messages/", {"system_admin"}, ()),
}
DEEDS = {
    "read_messages": ("/messages/read/", {}, EVERYBODY),
    "own_address": ("/messages/addresses/", {"value": ""}, EVERYBODY),
    "robots": ("/messages/of/{place}/robots/", {}, OFFICE),
    "decide_delivery": ("/administration/messages/{delivery}/", {}, {"system_admin"}),
}


@pytest.fixture
def failed(county: County, settings: Any) -> Delivery:
    """Return a delivery that failed."""
    settings.EMAIL_HOST = "127.0.0.1"
    add_address(Author("user:9", "某"), "user:9", Channel.EMAIL, "mou@example.gov.cn")
    post([_draft("user:9")], timezone.now())
    Delivery.objects.update(state="failed", error="550 no such user", finished_at=timezone.now())
    return Delivery.objects.get()


def _draft(recipient: str, key: str = "k") -> Draft:
    return Draft(
        key=key, recipient=recipient, recipient_name="某", title="5月月报截止", text="请报送。"
    )


def test_who_gets_which_page(everybody: Everybody, failed: Delivery, county: County) -> None:
    got, should = who_gets(everybody, PAGES, {"place": county.place.pk})
    assert got == should


def test_who_may_do_what(everybody: Everybody, failed: Delivery, county: County) -> None:
    ids = {"place": county.place.pk, "delivery": failed.pk}
    got, should = who_may(everybody, DEEDS, ids)
    assert got == should


def test_every_address_is_in_the_tables() -> None:
    assert names_of("jiannuo.desk.messages.urls") == set(PAGES) | set(DEEDS)


def test_everybody_reads_their_own_and_the_masthead_counts_what_is_new(
    visit: Visit, clerk: Actor, neighbour: Actor
) -> None:
    post([_draft(user_address(clerk.user or 0))], timezone.now())
    client = visit(clerk)
    page = Page(client.get("/messages/").content)
    assert page.texts("//li[@class='new']/h2") == ["5月月报截止（未读）"]
    assert page.text("//a[@class='unread']") == "消息1条未读"
    assert "5月月报截止" not in visit(neighbour).get("/messages/").content.decode()
    client.post("/messages/read/")
    assert Page(client.get("/").content).text("//a[@class='unread']") == "消息"
    assert Message.objects.get().read_at is not None


def test_a_reader_adds_and_ends_an_address_of_their_own(
    visit: Visit, clerk: Actor, neighbour: Actor, settings: Any
) -> None:
    settings.EMAIL_HOST = "127.0.0.1"
    client = visit(clerk)
    client.post("/messages/addresses/", {"value": "zhang@example.gov.cn"})
    address = Address.objects.get()
    assert "zhang@example.gov.cn" in client.get("/messages/").content.decode()
    assert visit(neighbour).post("/messages/addresses/", {"end": address.pk}).status_code == 404
    client.post("/messages/addresses/", {"end": address.pk})
    address.refresh_from_db()
    assert not address.active
    refused = client.post("/messages/addresses/", {"value": "zhang"}, follow=True)
    assert "没有保存" in refused.content.decode()


def test_the_office_sets_a_robot_and_its_key_is_not_shown_again(
    county: County, visit: Visit, officer: Actor
) -> None:
    client = visit(officer)
    place = f"/messages/of/{county.place.pk}/robots/"
    wrong = client.post(place, {"channel": "wecom", "value": "https://evil.example/?key=1"})
    assert "只能用企业微信、钉钉群机器人的地址" in wrong.content.decode()
    client.post(place, {"channel": "wecom", "value": ROBOT})
    shown = client.get(place).content.decode()
    assert "企业微信群机器人 …7xxx" in shown
    assert "693a91f6" not in shown


@pytest.mark.parametrize(
    ("decision", "state"), [("again", "waiting"), ("sent", "sent"), ("drop", "dropped")]
)
def test_the_administrator_decides_about_what_failed(
    failed: Delivery, visit: Visit, system_admin: Actor, decision: str, state: str
) -> None:
    client = visit(system_admin)
    assert "1条消息没发成或结果不明" in client.get("/").content.decode()
    page = Page(client.get("/administration/messages/").content)
    assert page.text("//h1") == "1条消息要您决定"
    assert "550 no such user" in page.text("//main")
    client.post(f"/administration/messages/{failed.pk}/", {"decision": decision})
    failed.refresh_from_db()
    assert failed.state == state
    again = client.post(f"/administration/messages/{failed.pk}/", {"decision": "drop"}, follow=True)
    assert "已经处理过了" in again.content.decode()


def test_a_message_leads_to_what_it_is_about(visit: Visit, clerk: Actor, county: County) -> None:
    draft = Draft(
        key="about",
        recipient=user_address(clerk.user or 0),
        recipient_name="某",
        title="目标已调整",
        text="见任务页。",
        about=f"task:{county.tasks[0].pk}",
    )
    post([draft], timezone.now())
    page = Page(visit(clerk).get("/messages/").content)
    assert page.href("目标已调整") == f"/tasks/{county.tasks[0].pk}/"
