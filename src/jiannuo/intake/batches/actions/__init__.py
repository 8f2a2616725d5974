"""What people do with a batch: one verb a module."""
