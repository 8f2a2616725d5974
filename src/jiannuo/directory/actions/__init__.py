"""Changing the directory: one verb a module."""
