"""An installation for the commands to work on: set up once, copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.faces.cli.test_commands import jiannuo


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Set an installation up as an operator would; nobody changes it."""
    home = tmp_path_factory.mktemp("installation") / "home"
    environment = {"JIANNUO_HOME": str(home), "JIANNUO_SECRET_KEY": "k" * 50}
    done = jiannuo("setup", "--place", "山东省/淄博市/临淄区", **environment)
    assert done.returncode == 0, done.stderr
    return environment


@pytest.fixture
def installation(set_up: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Return the environment of an installation of the test's own."""
    home = tmp_path / "home"
    shutil.copytree(set_up["JIANNUO_HOME"], home)
    return {**set_up, "JIANNUO_HOME": str(home)}
