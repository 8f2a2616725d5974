"""Very many files handed over together: sent one after the other, watched as one."""
