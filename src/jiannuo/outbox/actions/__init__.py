"""Posting messages, carrying them out, deciding about those whose outcome is unknown."""
