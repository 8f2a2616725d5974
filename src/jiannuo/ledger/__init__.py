"""The ledger (台账): plans, tasks, targets, and who answers for them."""
