"""Reporting (报送): what organisations say about their tasks, period by period."""
