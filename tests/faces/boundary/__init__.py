"""Tests that nothing unreleased reaches anyone: every public page, answer, file and export is walked."""
