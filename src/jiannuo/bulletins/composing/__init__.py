"""Composing bulletins: a module a section, each made from what counts (`queries.counted`) alone."""

from jiannuo.bulletins.composing.bulletin import compose

__all__ = ["compose"]
