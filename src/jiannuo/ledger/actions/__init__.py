"""Changing the ledger: one verb a module."""
