"""What the open data says of itself: its records, its dictionary, how to cite it, what one may do with it."""
