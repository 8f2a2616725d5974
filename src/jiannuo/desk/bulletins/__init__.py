"""Bulletins: the list, composing and editing one, its way to being issued, layouts."""
