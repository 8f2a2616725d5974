"""The page on which a work report's full text becomes a list of tasks: source left, tasks right."""
