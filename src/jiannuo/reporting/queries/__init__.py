"""Reading reports beside their tasks: the grid, a task's page, documents for export."""
