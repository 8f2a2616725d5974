"""Understanding never fails, and says the same twice."""

import json
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from jiannuo.core.mapping import read_bytes, understand
from jiannuo.core.readers import Unreadable
from jiannuo.core.readers.text import read
from jiannuo.core.records import from_json, to_json
from tests.core.mapping.accounting import unaccounted
from tests.core.mapping.tables import understood

ALPHABET = '序号任务责任单位进展情况牵头\t\t\n\n|“”"<p></p>（）：。；、1234年月①一二　 -甲乙区局镇完成附件表'


@given(st.text(alphabet=ALPHABET, max_size=300))
@settings(deadline=None, max_examples=200)
def test_any_text_is_understood_somehow_and_nothing_is_lost(text: str) -> None:
    if not text.strip():
        return
    raw = read(text.encode(), "文件.txt")
    document = understand(raw)
    assert unaccounted(raw, document) == []
    assert document == understand(raw)
    assert from_json(to_json(document)) == document


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_understood_or_refused(data: bytes) -> None:
    with suppress(Unreadable):
        assert read_bytes(data, "文件.txt").source == "文件.txt"


def test_the_products_own_export_is_taken_over_as_it_is() -> None:
    document = understood("序号|任务|责任单位\n1|甲|区财政局（牵头） 区审计局")
    data = json.dumps(to_json(document), ensure_ascii=False).encode()
    assert read_bytes(data, "台账.json") == document


def test_another_text_that_begins_with_a_brace_is_a_text() -> None:
    assert [piece.text for piece in read_bytes("{说明}".encode(), "a.txt").unplaced] == ["{说明}"]
