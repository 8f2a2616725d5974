"""Pages of the ledger: its plans, the grid, a task, search, export."""
