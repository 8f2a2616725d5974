"""The open data and its interface; no models."""
