"""Source files, what was read in them, and where each value of the ledger comes from."""
