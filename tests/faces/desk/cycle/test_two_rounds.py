"""May and June 2023 in Linzi, from the dropped list to the locked round, in a real Chromium."""

from pathlib import Path

import pytest

from tests.faces.desk.conftest import Enter
from tests.faces.desk.cycle import opening
from tests.faces.desk.cycle.linzi import Linzi
from tests.faces.desk.cycle.stage import Stage

pytestmark = pytest.mark.browser


def test_two_rounds(place: Linzi, enter: Enter, tmp_path: Path) -> None:
    stage = Stage(place, enter, tmp_path)
    opening.take_the_list_in(stage)
    opening.put_names_right(stage)
    made = opening.issue(stage)
    opening.sign_for_receipt(stage, made)
    opening.file_plans(stage, made)
