"""What people do to a report's draft: one verb a module."""
