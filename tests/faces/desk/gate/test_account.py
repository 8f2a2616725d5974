"""One's own account: standings, sessions elsewhere, deputies, a password that runs out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jiannuo.directory.actions.grant_role import grant_role
from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.models import Deputation, Role, SignIn, User
from jiannuo.history.models import Entry
from tests.faces.desk.reading import Page
from tests.personae import PASSWORD, County, user_with

TODAY = timezone.localdate()


def log_in(user: User, address: str = "10.0.0.1") -> Client:
    client = Client(REMOTE_ADDR=address, headers={"User-Agent": f"Browser at {address}"})
    client.post("/login/", {"username": user.username, "password": PASSWORD})
    client.get("/account/")
    return client


@pytest.fixture
def user(clerk: Actor) -> User:
    return User.objects.get(pk=clerk.user)


def test_ones_sessions_are_listed_and_the_others_ended(user: User) -> None:
    here, there = log_in(user), log_in(user, "10.0.0.2")
    page = Page(here.get("/account/").content)
    listed = page.texts("//section[@aria-labelledby='sessions']//tbody/tr/th")
    assert {one.split()[0] for one in listed} == {"10.0.0.1", "10.0.0.2"}
    assert sum("这里" in one for one in listed) == 1
    assert "已退出其他 1 处登录" in here.post("/account/sessions/", follow=True).content.decode()
    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_logging_in_and_out_stands_in_the_trail(user: User) -> None:
    client = log_in(user)
    client.post("/logout/")
    own = Entry.objects.filter(actor=f"user:{user.pk}").values_list("action", flat=True)
    assert list(own) == ["user.enter", "user.leave"]
    assert SignIn.objects.get(user=user).ended_at is not None


def test_changing_the_password_is_no_new_login_and_ends_the_others(user: User) -> None:
    here, there = log_in(user), log_in(user, "10.0.0.2")
    new = {"present": PASSWORD, "new": "Chun-feng-27", "again": "Chun-feng-27"}
    here.post("/password/", new)
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    assert SignIn.objects.filter(user=user).count() == 2


def test_a_password_that_has_run_out_is_changed_first(user: User) -> None:
    User.objects.filter(pk=user.pk).update(password_changed_at=timezone.now() - timedelta(days=91))
    client = Client()
    client.post("/login/", {"username": user.username, "password": PASSWORD})
    assert client.get("/")["Location"] == "/password/"
    assert "口令到期" in client.get("/password/").content.decode()


def test_a_password_that_will_run_out_is_announced(user: User) -> None:
    User.objects.filter(pk=user.pk).update(password_changed_at=timezone.now() - timedelta(days=80))
    client = Client()
    entered = client.post("/login/", {"username": user.username, "password": PASSWORD}, follow=True)
    assert "口令还有 9 天到期" in entered.content.decode()


def test_somebody_of_two_organisations_works_in_one_or_in_both(county: County, user: User) -> None:
    grant_role(machine(), user, Role.CLERK, organisation=county.finance)
    client = log_in(user)
    page = Page(client.get("/account/").content)
    labels = page.texts("//section[@aria-labelledby='standing']//button")
    assert labels == ["我的全部角色", "区住建局单位填报人", "区财政局单位填报人"]
    third = county.tasks[2].pk
    assert client.get(f"/tasks/{third}/").status_code == 200
    key = page.all("//button[@name='standing']/@value")[1]
    client.post("/account/standing/", {"standing": key})
    assert client.get(f"/tasks/{third}/").status_code == 404
    client.post("/account/standing/", {"standing": ""})
    assert client.get(f"/tasks/{third}/").status_code == 200


def test_a_deputy_is_appointed_and_works_under_both_names(county: County, user: User) -> None:
    deputy = user_with(Role.CLERK, organisation=county.finance)
    User.objects.filter(pk=deputy.pk).update(name="张三")
    User.objects.filter(pk=user.pk).update(name="李四")
    client = log_in(user)
    grant = Page(client.get("/account/").content).all("//select[@name='grant']/option/@value")[0]
    given = {"grant": grant, "deputy": "张三", "begins": TODAY, "ends": TODAY, "reason": "出差"}
    assert (
        "已登记：张三代李四"
        in client.post("/account/deputies/", given, follow=True).content.decode()
    )
    there = log_in(deputy, "10.0.0.3")
    page = Page(there.get("/account/").content)
    [label] = [one for one in page.texts("//button[@name='standing']") if "代" in one]
    assert label.startswith("张三代李四（区住建局单位填报人，至")
    key = page.all("//button[@name='standing']/@value")[-1]
    there.post("/account/standing/", {"standing": key})
    assert "张三代李四" in there.get("/account/").content.decode()
    assert there.get(f"/tasks/{county.tasks[0].pk}/").status_code == 200
    made = Deputation.objects.get()
    client.post(f"/account/deputies/{made.pk}/end/")
    assert there.get(f"/tasks/{county.tasks[0].pk}/").status_code == 404


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"deputy": "查无此人"}, "本地区没有叫“查无此人”的账号"),
        ({"deputy": "clerk"}, "不止一人，请写用户名"),
        ({"deputy": "user0"}, "请选另一位"),
        ({"ends": TODAY - timedelta(days=1)}, "早于开始"),
        ({"begins": ""}, "必填"),
    ],
)
def test_what_is_wrong_with_a_deputy_stands_at_its_field(
    county: County, user: User, given: dict[str, object], sentence: str
) -> None:
    for organisation in (county.finance, county.finance):
        user_with(Role.CLERK, organisation=organisation)
    client = log_in(user)
    grant = Page(client.get("/account/").content).all("//select[@name='grant']/option/@value")[0]
    form = {"grant": grant, "deputy": "user1", "begins": TODAY, "ends": TODAY, **given}
    shown = client.post("/account/deputies/", form).content.decode()
    assert sentence in shown
    assert not Deputation.objects.exists()
