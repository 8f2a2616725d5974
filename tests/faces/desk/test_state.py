"""The address of the grid carries everything that it shows."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from jiannuo.desk.ledger.state import GridState

words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), max_size=20)
states = st.builds(
    GridState,
    text=words,
    category=words,
    leader=st.integers(0, 10**6),
    organisation=st.integers(0, 10**6),
    role=words,
    status=words,
    doubtful=st.booleans(),
    leadless=st.booleans(),
    period=words,
    sort=words,
    page=st.integers(1, 10**6),
    open=st.integers(0, 10**6),
)


@given(states)
def test_what_an_address_says_is_read_back(state: GridState) -> None:
    address = state.address(page=state.page, open=state.open)
    assert GridState.read(QueryDict(address.removeprefix("?"))) == state


def test_a_bare_ledger_has_a_bare_address() -> None:
    assert GridState().address() == "?"


def test_another_filter_begins_at_the_first_page_with_nothing_open() -> None:
    state = GridState(page=3, open=17, text="供热")
    assert GridState.read(QueryDict(state.address(status="met").removeprefix("?"))) == GridState(
        text="供热", status="met"
    )


def test_words_that_cannot_be_read_count_as_not_given() -> None:
    assert (
        GridState.read(QueryDict("page=x&leader=-1&open=%F0&organisation=1e9&sort=")) == GridState()
    )


def test_a_number_beyond_every_database_finds_nothing_instead_of_failing() -> None:
    assert GridState.read(QueryDict(f"leader={'9' * 40}")).leader == 2**31 - 1
