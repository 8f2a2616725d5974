"""Releases: what is proposed to be made public, cleared, approved, published."""
