"""The public pages; no models."""
