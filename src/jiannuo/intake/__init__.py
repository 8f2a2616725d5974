"""The way in: a file is received, read, looked at by a person, corrected, and confirmed."""
