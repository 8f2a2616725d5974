"""Organisations through renames and mergers: the past stays under its name and is found under the new."""

from datetime import date

import pytest

from jiannuo.directory.actions.appoint_deputy import appoint_deputy
from jiannuo.directory.actions.assign_sector import describe_sector
from jiannuo.directory.actions.create_organisation import create_organisation
from jiannuo.directory.actions.find_or_create import organisations_by_name
from jiannuo.directory.actions.merge_organisation import merge_organisation
from jiannuo.directory.actions.rename_organisation import rename_organisation
from jiannuo.directory.actor import Actor, actor_of, machine
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Grant, Organisation, OrganisationKind, Role, User
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.directory.queries.successors import changes_of, current, lineage, merger_of, name_on
from jiannuo.history.models import Entry
from jiannuo.ledger.models import Assignment
from jiannuo.ledger.queries.visible import tasks_visible_to
from tests.personae import County, user_with

JUNE = date(2023, 6, 1)
PAPER = "清编发〔2023〕5号"


@pytest.fixture
def merged(county: County, officer: Actor, clerk: Actor) -> Organisation:
    """Merge 区住建局 into a new 区住建委 as of June, and return the latter."""
    heir = create_organisation(officer, county.place, name="区住建委", kind=OrganisationKind.BUREAU)
    merge_organisation(officer, county.housing, heir, on=JUNE, today=JUNE, document=PAPER)
    return heir


def numbers(actor: Actor) -> set[str]:
    return set(tasks_visible_to(actor).values_list("number", flat=True))


def test_the_past_stays_under_its_own_name(county: County, merged: Organisation) -> None:
    own = Assignment.objects.filter(organisation=county.housing)
    assert {one.task.number for one in own} == {"1", "2"}
    assert {one.written for one in own} == {"区住建局"}
    assert not Assignment.objects.filter(organisation=merged).exists()


def test_the_successors_people_find_it(county: County, merged: Organisation, clerk: Actor) -> None:
    newcomer = actor_of(user_with(Role.CLERK, organisation=merged))
    assert numbers(newcomer) == {"1", "2"}
    assert merged.pk in newcomer.organisations
    moved = actor_of(User.objects.get(pk=clerk.user))
    assert numbers(moved) == {"1", "2"}
    assert merged.pk in moved.organisations


def test_roles_go_over_and_what_was_stays_on_record(merged: Organisation, clerk: Actor) -> None:
    old, new = Grant.objects.filter(user=clerk.user).order_by("pk")
    assert (old.organisation.name, old.active) == ("区住建局", False)  # type: ignore[union-attr]
    assert (new.organisation, new.active, new.role) == (merged, True, Role.CLERK)


def test_deputies_go_along(county: County, officer: Actor, clerk: Actor) -> None:
    grant = Grant.objects.get(user=clerk.user)
    deputy = user_with(Role.CLERK, organisation=county.finance)
    appoint_deputy(machine(), grant, deputy, begins=JUNE, ends=date(2099, 1, 1), today=JUNE)
    merge_organisation(officer, county.housing, county.finance, on=JUNE, today=JUNE)
    standing = next(one for one in actor_of(deputy).standings if one.deputises)
    assert county.finance.pk in standing.held.organisations


def test_a_set_holds_the_successor_and_its_tasks_are_the_successors(
    county: County, officer: Actor, street_clerk: Actor
) -> None:
    south = create_organisation(
        officer, county.place, name="南关街道办事处", kind=OrganisationKind.STREET
    )
    merge_organisation(officer, county.north_street, south, on=JUNE, today=JUNE)
    assert list(county.streets.members.all()) == [south]
    assert numbers(actor_of(User.objects.get(pk=street_clerk.user))) == {"4"}


def test_a_sector_keeps_its_organisation_under_the_new_name(county: County, officer: Actor) -> None:
    sector = describe_sector(officer, county.place, name="城市建设", organisations=[county.housing])
    merge_organisation(officer, county.housing, county.finance, on=JUNE, today=JUNE)
    assert list(sector.organisations.all()) == [county.finance]


def test_what_would_change_is_known_before(county: County, clerk: Actor) -> None:
    found = merger_of(county.housing)
    assert found.users == ("clerk（单位填报人）",)
    assert merger_of(county.north_street).groups == ("各街道办事处",)


def test_a_chain_of_mergers_ends_at_the_last(county: County, merged: Organisation) -> None:
    last = create_organisation(
        machine(), county.place, name="区城建委", kind=OrganisationKind.BUREAU
    )
    merge_organisation(machine(), merged, last, on=JUNE, today=JUNE)
    county.housing.refresh_from_db()
    assert county.housing.merged_into == last
    assert lineage([last.pk]) == {last.pk, merged.pk, county.housing.pk}
    assert current([county.housing.pk, county.finance.pk]) == {
        county.housing.pk: last.pk,
        county.finance.pk: county.finance.pk,
    }
    assert numbers(actor_of(user_with(Role.CLERK, organisation=last))) == {"1", "2"}
    [own] = changes_of(county.housing)
    assert own.successor == merged


def test_later_documents_with_the_old_name_mean_the_successor(
    county: County, merged: Organisation
) -> None:
    assert organisations_by_name(machine(), county.place, ["区住建局"])["区住建局"] == merged


def test_the_trail_says_it_in_words(county: County, merged: Organisation) -> None:
    entry = Entry.objects.get(action="organisation.merge")
    assert (entry.subject_label, PAPER in entry.payload) == ("区住建局", True)
    assert Entry.objects.filter(action="organisation.absorb", subject_id=merged.pk).exists()
    assert Entry.objects.filter(action="grant.withdraw").exists()


@pytest.mark.parametrize("case", ["itself", "twice", "gone", "set", "future"])
def test_mergers_that_make_no_sense_are_refused(
    county: County, merged: Organisation, officer: Actor, case: str
) -> None:
    pairs = {
        "itself": (county.finance, county.finance),
        "twice": (county.housing, county.finance),
        "gone": (county.finance, county.housing),
        "set": (county.finance, county.streets),
        "future": (county.finance, merged),
    }
    county.housing.refresh_from_db()
    one, into = pairs[case]
    day = date(2023, 7, 1) if case == "future" else JUNE
    with pytest.raises(NotFittingError):
        merge_organisation(officer, one, into, on=day, today=JUNE)


def test_an_organisation_merges_nobody(county: County, clerk: Actor) -> None:
    with pytest.raises(NotAllowedError):
        merge_organisation(clerk, county.finance, county.housing, on=JUNE, today=JUNE)


def test_no_role_is_granted_in_an_organisation_that_is_gone(
    county: County, merged: Organisation
) -> None:
    county.housing.refresh_from_db()
    with pytest.raises(NotFittingError, match="已并入“区住建委”"):
        user_with(Role.CLERK, organisation=county.housing)


def test_a_renamed_organisation_is_the_same_one_under_both_names(
    county: County, officer: Actor, clerk: Actor
) -> None:
    rename_organisation(officer, county.housing, name="区住建委", on=JUNE, document=PAPER)
    for name in ("区住建局", "区住建委"):
        found = organisations_by_name(officer, county.place, [name])
        assert found[name] == county.housing
    assert name_on(county.housing, date(2023, 5, 31)) == "区住建局"
    assert name_on(county.housing, JUNE) == "区住建委"
    assert numbers(actor_of(User.objects.get(pk=clerk.user))) == {"1", "2"}


def test_a_name_of_another_is_no_new_name(county: County, officer: Actor) -> None:
    with pytest.raises(NotFittingError, match="请用“并入”"):
        rename_organisation(officer, county.housing, name="区财政局", on=JUNE)


def test_an_organisation_may_get_back_a_name_it_had(county: County, officer: Actor) -> None:
    rename_organisation(officer, county.housing, name="区住建委", on=JUNE)
    rename_organisation(officer, county.housing, name="区住建局", on=date(2023, 7, 1))
    assert [alias.name for alias in county.housing.aliases.all()] == ["区住建委"]
    assert name_on(county.housing, date(2023, 6, 15)) == "区住建委"
