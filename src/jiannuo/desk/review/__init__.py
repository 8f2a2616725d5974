"""Review (审核): what was handed in, one at a time, doubts first, with the keyboard."""
