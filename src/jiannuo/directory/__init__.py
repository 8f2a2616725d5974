"""Who exists: places, organisations, leaders, users, and what each user may do."""
