"""Pages of source files: a cited cell among its neighbours, and the whole source."""
