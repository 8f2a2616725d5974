"""Tests of the audit: what it finds, and above all what it leaves alone."""
