"""The search words of what was released, as `PublicTask.words` holds them."""

from collections.abc import Iterable

from jiannuo.ledger.words import words_of


def search_words(texts: Iterable[str]) -> str:
    """Return the two-character words of some texts, parted by spaces, each text ended by a full stop."""
    return " . ".join(" ".join(words_of(text)) for text in texts if text)
