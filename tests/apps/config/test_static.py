"""Static files: served from the package, under addresses that change with their content."""

import re

import pytest
from django.templatetags.static import static
from django.test import Client


def test_an_address_is_stamped_with_its_files_hash() -> None:
    assert re.fullmatch(
        r"/static/django_htmx/htmx-2\.js\?v=[0-9a-f]{12}", static("django_htmx/htmx-2.js")
    )


@pytest.mark.django_db
def test_the_stamped_file_may_be_kept_for_a_year(client: Client) -> None:
    answer = client.get(static("django_htmx/htmx-2.js"))
    assert answer.status_code == 200
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    answer.close()


def test_a_file_that_is_not_there_has_no_stamp() -> None:
    assert static("jiannuo/nowhere.js") == "/static/jiannuo/nowhere.js"
