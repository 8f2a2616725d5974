"""The words of letters, written from the ledger: a module a kind, pure functions over values."""

from jiannuo.supervision.composing.letters import Earlier, Facts, Written, compose

__all__ = ["Earlier", "Facts", "Written", "compose"]
