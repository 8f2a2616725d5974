"""The specification of behaviour; `python -m tests` runs all of it that can run here."""
