"""Issuing tasks with a notice; answers to objections; changes by decision; the same promise."""
