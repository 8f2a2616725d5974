"""我的分管: a leader's sector on one page."""
