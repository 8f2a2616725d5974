"""Bulletins: composed from the ledger, checked, signed, numbered, issued."""
