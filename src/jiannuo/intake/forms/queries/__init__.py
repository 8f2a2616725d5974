"""Reads of filled forms."""
