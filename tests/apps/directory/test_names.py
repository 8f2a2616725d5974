"""What a name alone tells."""

import pytest

from jiannuo.directory.models import OrganisationKind
from jiannuo.directory.names import kind_of, sort_key


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("区发改局", OrganisationKind.BUREAU),
        ("市政府办公室", OrganisationKind.BUREAU),
        ("区发展改革局（区金融事业发展中心）", OrganisationKind.BUREAU),
        ("经济开发区管委会", OrganisationKind.BUREAU),
        ("泺源街道办事处", OrganisationKind.STREET),
        ("城头镇", OrganisationKind.STREET),
        ("中央活力区推进专班", OrganisationKind.TASK_FORCE),
        ("机场建设指挥部", OrganisationKind.HEADQUARTERS),
        ("山兴集团", OrganisationKind.COMPANY),
        ("市城投公司", OrganisationKind.COMPANY),
        ("各街道办事处", OrganisationKind.GROUP),
        ("各镇（街道）", OrganisationKind.GROUP),
        ("有关部门", OrganisationKind.GROUP),
        ("区财政局等", OrganisationKind.GROUP),
        ("团区委", OrganisationKind.BUREAU),
        ("区妇联", OrganisationKind.INSTITUTION),
    ],
)
def test_the_kind_of_an_organisation_by_its_name(name: str, kind: OrganisationKind) -> None:
    assert kind_of(name) == kind


def test_names_sort_by_sound() -> None:
    names = ["住建局", "发改局", "财政局", "民政局", "安监局"]
    assert sorted(names, key=sort_key) == ["安监局", "财政局", "发改局", "民政局", "住建局"]


def test_any_name_has_a_sort_key() -> None:
    assert sort_key("喆堃䶮〇𠮷A1")
