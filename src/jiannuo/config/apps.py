"""The installation itself, as a Django app: the place where its system checks are registered."""

from importlib import import_module

from django.apps import AppConfig
from django.core.checks import Tags, register

from jiannuo.config.checks import check_debug, check_home, check_secret


class ConfigConfig(AppConfig):
    """Registers the checks that every start and every management command runs through."""

    name = "jiannuo.config"
    label = "config"
    verbose_name = "系统配置"

    def ready(self) -> None:
        """Register the checks; those that know models can be imported only now."""
        login = import_module("jiannuo.config.login_checks")
        register(check_secret, Tags.security)
        register(check_debug, Tags.security)
        register(check_home, Tags.files)
        register(login.check_login, Tags.security)
