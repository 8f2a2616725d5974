"""Reading source files and parses."""
