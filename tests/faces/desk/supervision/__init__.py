"""Tests of the pages of letters and closings."""
