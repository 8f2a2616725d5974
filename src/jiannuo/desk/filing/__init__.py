"""An organisation's side of a plan: receipt and objection, its tasks, the plan filing (附件3)."""
