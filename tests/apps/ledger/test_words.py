"""Chinese text as words: what is found is exactly what contains the search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiannuo.ledger.words import Phrase, folded, phrase_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("供热管网", ["供热", "热管", "管网", "网"]),
        ("供热，管网", ["供热", "热", "管网", "网"]),
        ("热", ["热"]),
        ("Ｇ518临港段", ["g", "518", "临港", "港段", "段"]),
        ("1.19万户", ["1", "19", "万户", "户"]),
        ("改造㎡ 5G基站", ["改造", "造", "m", "2", "5", "g", "基站", "站"]),
        ("——……％", []),
        ("𠮷野家", ["𠮷野", "野家", "家"]),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("search", "phrase"),
    [
        ("供热", Phrase(("供热",), open_end=False)),
        ("供热管网", Phrase(("供热", "热管", "管网"), open_end=False)),
        ("热", Phrase(("热",), open_end=True)),
        ("G518", Phrase(("g", "518"), open_end=True)),
        ("G51", Phrase(("g", "51"), open_end=True)),
        ("50家", Phrase(("50", "家"), open_end=True)),
        ("改造12公里", Phrase(("改造", "造", "12", "公里"), open_end=False)),
        ("，。", None),
        ("", None),
    ],
)
def test_the_phrase_that_finds_a_search(search: str, phrase: Phrase | None) -> None:
    assert phrase_of(search) == phrase


def holds(words: list[str], phrase: Phrase) -> bool:
    """Say whether words hold a phrase, as a database's index would."""
    size = len(phrase.words)
    for at in range(len(words) - size + 1):
        *firsts, last = words[at : at + size]
        ends = last.startswith(phrase.words[-1]) if phrase.open_end else last == phrase.words[-1]
        if ends and tuple(firsts) == phrase.words[:-1]:
            return True
    return False


alphabet = st.sampled_from(list("供热管网土地改造ab5G19０㎡，。 %"))


@given(
    st.text(alphabet, max_size=16),
    st.text(st.sampled_from(list("供热管网土地改造")), min_size=1, max_size=5),
)
def test_chinese_that_a_text_contains_is_always_found_and_nothing_else(
    text: str, term: str
) -> None:
    phrase = phrase_of(term)
    assert phrase is not None
    assert holds(words_of(text), phrase) is (term in folded(text))


@given(st.text(alphabet, max_size=20), st.data())
def test_any_piece_that_begins_a_word_is_found(text: str, data: st.DataObject) -> None:
    flat = folded(text)
    start = data.draw(st.integers(0, len(flat)))
    end = data.draw(st.integers(start, len(flat)))
    piece, before = flat[start:end], flat[:start]
    phrase = phrase_of(piece)
    if phrase is not None and not (before[-1:] + piece[:1]).isascii():
        assert holds(words_of(text), phrase)


@given(st.text(max_size=30))
def test_any_text_has_words_and_a_phrase_or_none(text: str) -> None:
    assert (phrase_of(text) is None) is (words_of(text) == [])
