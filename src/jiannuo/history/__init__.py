"""The trail: append-only, hash-chained entries that every action writes.

No row of the ledger changes without an entry. History knows no other app: it holds who, what and
about which subject as plain values.
"""
