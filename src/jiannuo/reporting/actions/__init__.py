"""Taking reports in: one verb a module."""
