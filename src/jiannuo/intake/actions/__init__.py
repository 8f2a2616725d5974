"""What people and the machine do to an upload: one verb a module."""
