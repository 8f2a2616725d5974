"""Administration: users and their roles, organisations, the trail."""
