"""Releases: plain values that anyone may see, and how they came to be approved."""
