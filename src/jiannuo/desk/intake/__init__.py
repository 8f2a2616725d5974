"""Pages of the way in: hand over files, watch them being read, look at the result, confirm it."""
