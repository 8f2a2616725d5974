"""Writing to the trail."""
