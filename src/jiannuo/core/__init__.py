"""The pure core: what the documents say, without Django, a clock, settings or a network.

Values are frozen; bad data comes back as values (warnings, doubts, unplaced text) with their
citation; only a file that cannot be read at all raises.
"""
