"""Messages: each reader's own list, where they are reached, and what became of what was sent."""
