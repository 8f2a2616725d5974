"""Letters to organisations, and the closing of finished tasks."""
