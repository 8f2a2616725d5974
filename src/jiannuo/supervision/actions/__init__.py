"""Acts on letters and closings."""
