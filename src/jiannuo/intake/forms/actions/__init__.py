"""Acts on filled forms."""
