"""Organisations: what they are, other names that documents know them by, members of a group."""

import pytest

from jiannuo.directory.actions.describe_organisation import (
    NameTakenError,
    add_alias,
    describe_organisation,
)
from jiannuo.directory.actions.find_or_create import leaders_by_name, organisations_by_name
from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.models import Organisation, OrganisationKind
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.models import Entry
from tests.personae import County


def test_a_name_that_is_known_gives_the_same_organisation(county: County) -> None:
    before = Organisation.objects.count()
    found = organisations_by_name(machine(), county.place, ["区住建局", "区住建局"])
    assert found == {"区住建局": county.housing}
    assert Organisation.objects.count() == before


def test_an_alias_is_remembered(county: County, officer: Actor) -> None:
    add_alias(officer, county.housing, "区住房城乡建设局")
    found = organisations_by_name(officer, county.place, ["区住房城乡建设局"])
    assert found["区住房城乡建设局"] == county.housing


def test_an_unknown_name_becomes_an_organisation_and_is_recorded(county: County) -> None:
    [new] = organisations_by_name(machine(), county.place, ["区水利局"]).values()
    assert (new.name, new.kind) == ("区水利局", OrganisationKind.BUREAU)
    assert Entry.objects.filter(action="organisation.create", subject_id=new.pk).exists()


def test_a_misread_name_of_any_length_is_taken_in(county: County) -> None:
    long = "区住建局牵头" * 80
    assert organisations_by_name(machine(), county.place, [long])[long].name == long[:200]
    assert leaders_by_name(machine(), county.place, [long])[long].name == long[:100]


def test_an_alias_cannot_be_the_name_of_another(county: County, officer: Actor) -> None:
    with pytest.raises(NameTakenError, match="请合并"):
        add_alias(officer, county.housing, "区财政局")
    add_alias(officer, county.housing, "住建")
    with pytest.raises(NameTakenError):
        add_alias(officer, county.finance, "住建")


def test_members_make_a_group(county: County, officer: Actor) -> None:
    describe_organisation(officer, county.finance, members=[county.housing], telephone="0000-1")
    county.finance.refresh_from_db()
    assert county.finance.kind == OrganisationKind.GROUP
    assert county.finance.telephone == "0000-1"


def test_organisations_do_not_edit_one_another(county: County, clerk: Actor) -> None:
    with pytest.raises(NotAllowedError):
        describe_organisation(clerk, county.housing, telephone="1")
    with pytest.raises(NotAllowedError):
        organisations_by_name(clerk, county.place, ["区水利局"])
