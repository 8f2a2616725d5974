"""A reader's document comes back from its JSON as it was."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiannuo.core.tables import Cell, Citation, Mark, MarkKind, Paragraph, RawDocument, Table
from jiannuo.documents.codec import raw_from_json, raw_to_json

texts = st.text(max_size=12)
numbers = st.integers(1, 50)
maybe = st.none() | numbers
citations = st.builds(
    Citation,
    sheet=st.none() | texts,
    page=maybe,
    paragraph=maybe,
    line=maybe,
    table=maybe,
    row=maybe,
    column=maybe,
    span=st.none() | st.tuples(numbers, numbers),
)
marks = st.lists(
    st.builds(Mark, st.sampled_from(MarkKind), numbers, numbers, st.none() | texts), max_size=2
).map(tuple)
cells = st.builds(
    Cell,
    text=texts,
    row=numbers,
    column=numbers,
    citation=citations,
    row_span=st.integers(1, 4),
    column_span=st.integers(1, 4),
    marks=marks,
)
paragraphs = st.builds(Paragraph, text=texts, citation=citations, marks=marks)
tables = st.builds(
    Table,
    cells=st.lists(cells, max_size=4).map(tuple),
    citation=citations,
    caption=st.none() | texts,
    ragged=st.booleans(),
)
documents = st.builds(
    RawDocument,
    name=texts,
    format=texts,
    blocks=st.lists(paragraphs | tables, max_size=4).map(tuple),
    furniture=st.lists(paragraphs, max_size=2).map(tuple),
    warnings=st.lists(texts, max_size=2).map(tuple),
)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # a busy machine is no failure
@given(documents)
def test_any_document_survives_json(document: RawDocument) -> None:
    assert raw_from_json(json.loads(json.dumps(raw_to_json(document)))) == document
