"""What an office said of its own tables: remembered, applied, undone, edited, handed on.

The core knows what a mapping profile is (`core.mapping.profiles`); here it is kept, entry by entry,
for a place.
"""
