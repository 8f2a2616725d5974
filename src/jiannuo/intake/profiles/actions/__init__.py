"""What people do with what is remembered; a verb a module."""
