"""Reading the ledger: `visible.tasks_visible_to` is the one door to its rows."""
