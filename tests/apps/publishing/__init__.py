"""Tests of releases: what is made public, who decides it, what never is."""
