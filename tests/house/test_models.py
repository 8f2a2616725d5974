"""What import contracts cannot see: Django's relations also run downwards only."""

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import Model

ORDER = {name.rpartition(".")[2]: storey for storey, name in enumerate(settings.HOUSE)}
OURS = [
    model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in ORDER
]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_model_points_only_to_its_own_storey_or_one_below(model: type[Model]) -> None:
    own = ORDER[model._meta.app_label]
    for field in model._meta.get_fields():
        if field.is_relation and not field.auto_created and field.related_model is not None:
            target = field.related_model._meta.app_label
            assert target in ORDER, f"{field} points out of the house"
            assert ORDER[target] <= own, f"{field} points upwards, to {target}"


def test_the_house_is_installed_as_a_whole() -> None:
    installed = [config.name for config in apps.get_app_configs()]
    assert [name for name in installed if name in settings.HOUSE] == list(settings.HOUSE)


def test_every_app_of_ours_with_models_has_its_storey() -> None:
    ours = {c.label for c in apps.get_app_configs() if c.name.startswith("jiannuo.")}
    assert {label for label in ours if list(apps.get_app_config(label).get_models())} <= set(ORDER)


@pytest.mark.django_db
def test_every_model_has_its_migrations() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
