"""Rounds of reports: who has handed in, by when, by which rule; the calendar and its feed."""
