"""Bulletins: what they say, and the life that they lead."""
