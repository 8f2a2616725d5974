"""Tests of letters and closings."""
