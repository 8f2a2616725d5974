"""Keeping files and what was read in them."""
