"""Rounds of reports: made by rule or by hand, announced, put off, closed; who owes what in them."""
